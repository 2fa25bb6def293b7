import { countDigits } from './byte-buffer.ts';

/** The form of the ids of a table: `srv-0000123` has the prefix `srv` and seven digits. */
export interface ReadableId {
  readonly prefix: string;
  readonly digits: number;
}

/** Widens the digits to fit a number of rows, so that all ids of a table have one length and sort by ordinal. */
export function widenDigits({ prefix, digits }: ReadableId, rows: number): ReadableId {
  return { prefix, digits: Math.max(digits, countDigits(rows)) };
}

/** The id of a node by its ordinal. */
export function formatId({ prefix, digits }: ReadableId, ordinal: number): string {
  return `${prefix}-${String(ordinal).padStart(digits, '0')}`;
}
