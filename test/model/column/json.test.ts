import { describe, expect, it } from 'vitest';
import { json } from '../../../src/model/column/json.ts';
import { readCell, writeCell } from './cell.ts';

describe('json', () => {
  it.each([
    [{ b: 1, a: [true, null] }, '"{""b"":1,""a"":[true,null]}",'],
    ['text', '"""text""",'],
    [12.5, '12.5,'],
    [null, 'null,'],
    [{}, '{},'],
  ])('writes %j in the order of its keys and without blanks', (value, cell) => {
    expect(writeCell(json(40), value)).toBe(cell);
    expect(readCell(json(40), value)).toBe(JSON.stringify(value));
  });

  it.each([
    [{ a: undefined }, 'Expected `a` to be what JSON can hold, got `undefined`'],
    [{ a: [Number.NaN] }, 'Expected `0` to be what JSON can hold, got `NaN`'],
    [undefined, 'Expected a value to be what JSON can hold, got `undefined`'],
    [{ a: 5n }, 'Expected `a` to be what JSON can hold, got `5n`'],
    [{ a: () => 1 }, 'Expected `a` to be what JSON can hold, got a function'],
  ])('refuses what JSON.stringify would leave out or change: %o', (value, message) => {
    expect(() => writeCell(json(40), value as never)).toThrow(new RangeError(message));
  });

  it('refuses a text that is too long', () => {
    expect(() => writeCell(json(5), 'abcd')).toThrow(
      'Expected at most 5 characters, got the text `"abcd"` of 6 characters',
    );
  });

  it.each(['', '{', '{a:1}', "{'a':1}", 'undefined', '{} {}'])('is not `%s`', (text) => {
    const bytes = Buffer.from(text);
    expect(json(40).holds(bytes, 0, bytes.length)).toBe(false);
  });
});
