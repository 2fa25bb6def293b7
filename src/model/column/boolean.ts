import { encodeTexts, writeEncoded } from '../encoded-texts.ts';
import { type Column, misfit } from './column.ts';
import type { ValueType } from './value-type.ts';

const cells = encodeTexts(['false,', 'true,']);

/** A boolean. The importer reads exactly `true` as true. */
export function boolean(): Column<[value: boolean], boolean> {
  return {
    headerType: 'boolean',
    valueType: booleanType,
    expected: '`true` or `false`',
    holds: (bytes, start, end) => isWord(bytes, start, end, end - start === 4 ? 'true' : 'false'),
    maxBytes: cells.maxBytes,
    writer: (out) => (value) => {
      if (value === true) writeEncoded(out, cells, 1);
      else if (value === false) writeEncoded(out, cells, 0);
      else throw misfit('true or false', value);
    },
    reader: () => (value) => value,
    cypher: (cell) => `${cell} = 'true'`,
  };
}

export const booleanType: ValueType<boolean> = {
  cypherType: 'BOOLEAN',
  toText: String,
  canonicalText: (value) => (value ? 'b1' : 'b0'),
};

function isWord(bytes: Uint8Array, start: number, end: number, word: string): boolean {
  if (end - start !== word.length) return false;
  for (let index = 0; index < word.length; index++) {
    if (bytes[start + index] !== word.charCodeAt(index)) return false;
  }
  return true;
}
