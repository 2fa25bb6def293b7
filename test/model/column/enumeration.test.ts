import { describe, expect, it } from 'vitest';
import { BulkgenError } from '../../../src/errors.ts';
import { constant, enumeration, numbered, wordSet } from '../../../src/model/column/enumeration.ts';
import { vocabulary } from '../../../src/model/vocabulary.ts';
import { readCell, writeCell } from './cell.ts';

describe('enumeration', () => {
  const size = vocabulary('small', 'a, b', '', 'Zürich');

  it.each([
    ['small', 'small,'],
    ['a, b', '"a, b",'],
    ['', '"",'],
    ['Zürich', 'Zürich,'],
  ] as const)('writes the word `%s` as %s', (word, cell) => {
    expect(writeCell(enumeration(size), size.code(word))).toBe(cell);
    expect(readCell(enumeration(size), size.code(word))).toBe(word);
  });
});

describe('constant', () => {
  it.each([
    ['Server', 'Server,'],
    ['a "b"', '"a ""b""",'],
    ['', '"",'],
  ])('writes `%s` as %s', (text, cell) => {
    expect(writeCell(constant(text))).toBe(cell);
    expect(readCell(constant(text))).toBe(text);
  });
});

describe('numbered', () => {
  const kind = vocabulary('web', 'db');

  it('writes the word and the padded number', () => {
    expect(writeCell(numbered(kind, 7), kind.code('db'), 123)).toBe('db-0000123,');
    expect(readCell(numbered(kind, 7), kind.code('db'), 123)).toBe('db-0000123');
  });

  it.each(['a,b', 'a"b', 'a\nb', ''])('refuses the word %j', (word) => {
    expect(() => numbered(vocabulary('web', word), 7)).toThrow(BulkgenError);
  });
});

describe('wordSet', () => {
  const tag = vocabulary('pci', 'gdpr', 'internal');

  it.each([
    [1, 'pci,', ['pci']],
    [5, 'pci;internal,', ['pci', 'internal']],
    [7, 'pci;gdpr;internal,', ['pci', 'gdpr', 'internal']],
  ])('writes the words of the bits %i as %s', (bits, cell, words) => {
    expect(writeCell(wordSet(tag), bits)).toBe(cell);
    expect(readCell(wordSet(tag), bits)).toEqual(words);
  });

  it('holds 30 words and refuses one more', () => {
    const words = Array.from({ length: 31 }, (_, n) => `word${n}`);
    const thirty = wordSet(vocabulary(...words.slice(0, 30)));
    expect(readCell(thirty, 2 ** 29 + 1)).toEqual(['word0', 'word29']);
    expect(writeCell(thirty, 2 ** 30 - 1)).toBe(`${words.slice(0, 30).join(';')},`);
    expect(() => wordSet(vocabulary(...words))).toThrow('Expected at most 30 words in a set, got 31');
  });

  it.each(['a;b', 'a,b', 'a"b', 'a\rb', ''])('refuses the word %j, which cannot stand in a list', (word) => {
    expect(() => wordSet(vocabulary('pci', word))).toThrow(`got \`${word}\``);
  });
});
