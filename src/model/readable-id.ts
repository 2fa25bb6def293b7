import { countDigits } from './byte-buffer.ts';

/** How the nodes of a table are called: `srv-0000123` is the prefix `srv` and seven digits. */
export interface ReadableId {
  readonly prefix: string;
  readonly digits: number;
}

/** Widens the digits to those of a number of rows, so that ids of a table all have one length and sort by ordinal. */
export function widenDigits({ prefix, digits }: ReadableId, rows: number): ReadableId {
  return { prefix, digits: Math.max(digits, countDigits(rows)) };
}

/** The id of a node by its ordinal. */
export function formatId({ prefix, digits }: ReadableId, ordinal: number): string {
  return `${prefix}-${String(ordinal).padStart(digits, '0')}`;
}
