import { expect, it } from 'vitest';
import { readDialect } from '../../../src/lint/dialect/read-dialect.ts';

it.each(['0', '1', '3', '1023.5m', '1g', '99999999999999999999', '4t', ''])(
  'refuses `%s` as a buffer size, with which the importer cannot read',
  (size) => {
    const message = `Expected --read-buffer-size to be a size such as 4m, from 4 bytes to 1023m, got \`${size}\``;
    const refused = expect.objectContaining({ code: 'invalid-option', message });
    expect(() => readDialect({ 'read-buffer-size': size })).toThrow(refused);
  },
);

it.each([
  ['4', 4],
  ['1k', 1024],
  ['1.5k', 1536],
  ['16MB', 16 * 2 ** 20],
  ['16 MiB', 16 * 2 ** 20],
  ['8M', 8 * 2 ** 20],
  ['1023m', 1023 * 2 ** 20],
])('accepts the buffer size `%s`', (size, readBufferSize) => {
  expect(readDialect({ 'read-buffer-size': size })).toMatchObject({ readBufferSize });
});

it.each(
  ['delimiter', 'array-delimiter', 'quote', 'vector-delimiter'].flatMap((name) =>
    ['\n', '\r', '\\10', 'U+000D'].map((text) => [name, text] as const),
  ),
)('refuses a line break as the %s: %j', (name, text) => {
  const message = `Expected --${name} to be a character other than a line break, got a line break`;
  const refused = expect.objectContaining({ code: 'invalid-option', message });
  expect(() => readDialect({ [name]: text }, '2026.08.1')).toThrow(refused);
});

it.each([
  ['TAB', 9],
  ['\\t', 9],
  ['\\0', 0],
  ['U+0000', 0],
  ['u+007C', 0x7c],
  ['\\u007c', 0x7c],
  ['\\1', 1],
  ['|', 0x7c],
])('reads the character `%s`', (text, quote) => {
  expect(readDialect({ quote: text })).toMatchObject({ quote, swaps: [] });
});

it('reads characters outside ASCII as control characters, each of them as another', () => {
  const dialect = readDialect({ delimiter: '¿', 'array-delimiter': 'U+00A7', quote: '\\u20AC' });
  expect(new Set([dialect.delimiter, dialect.arrayDelimiter, dialect.quote]).size).toBe(3);
  expect(dialect.swaps).toEqual([
    [0xbf, dialect.delimiter],
    [0xa7, dialect.arrayDelimiter],
    [0x20ac, dialect.quote],
  ]);
});

it('refuses a delimiter outside ASCII for Neo4j 2026, which refuses it, too', () => {
  expect(() => readDialect({ delimiter: '¿' }, '2026.08.1')).toThrow('Expected --delimiter to be one ASCII character');
});

it.each(['ab', '', '\\x', 'U+12', '\\99999', '😀'])('refuses `%s` as a character', (text) => {
  expect(() => readDialect({ quote: text })).toThrow('Expected --quote to be one character');
});
