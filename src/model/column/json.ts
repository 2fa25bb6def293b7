import { endCell, readText, writeText } from '../byte-buffer.ts';
import { type Column, misfit } from './column.ts';
import { quoteCell, refuseLength, stringCells, tooLong } from './text.ts';

/** A value that JSON can hold. */
export type JsonValue =
  | string
  | number
  | boolean
  | null
  | readonly JsonValue[]
  | { readonly [name: string]: JsonValue };

/**
 * A value as JSON text of at most `maxLength` UTF-16 units, because a property of Neo4j is not a map. The cell is the value. Its keys keep their
 * order, except whole numbers, which JavaScript puts first, and no blanks are written, so that the same value has the same bytes. Throws a RangeError for a longer text, and for what JSON cannot
 * hold: `undefined`, a function, a bigint, NaN or an infinite number.
 */
export function json(maxLength: number): Column<[value: JsonValue], string> {
  refuseLength('json', maxLength);
  return {
    ...stringCells,
    expected: 'a text of JSON',
    holds: isJson,
    maxBytes: 3 * maxLength + 3, // as for `text`
    writer: (out) => (value) => {
      const text = toJson(value);
      if (text.length > maxLength) throw tooLong(text, maxLength);
      writeText(out, quoteCell(text));
      endCell(out);
    },
    reader: () => toJson,
  };
}

function toJson(value: JsonValue): string {
  return JSON.stringify(value, refuseOthers) as string; // undefined is refused below
}

/** JSON.stringify leaves such values out, or writes null in their place. */
function refuseOthers(name: string, value: unknown): unknown {
  const isHeld = typeof value === 'number' ? Number.isFinite(value) : /^(?:string|boolean|object)$/.test(typeof value);
  if (isHeld) return value;
  throw misfit(`${name === '' ? 'a value' : `\`${name}\``} to be what JSON can hold`, value);
}

function isJson(bytes: Uint8Array, start: number, end: number): boolean {
  try {
    JSON.parse(readText(bytes, start, end).replaceAll('""', '"'));
    return true;
  } catch {
    return false;
  }
}
