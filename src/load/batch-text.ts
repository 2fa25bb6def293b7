// A batch travels to the server as one string, which Cypher splits: a string costs the driver a fraction of what lists or maps of
// values cost it (4 µs a node instead of 18 or 26). Its separators are control signs, so that a cell may hold anything else.
import { nullCell } from '../model/column/optional.ts';

/** Ends a row (record separator). The last row has none. */
export const rowEnd = '\u001e';
/** Ends a cell (unit separator). The last cell of a row has none. */
export const cellEnd = '\u001f';

const [comma, newline, quote] = [0x2c, 0x0a, 0x22];
const [rowEndByte, cellEndByte, nullByte] = [rowEnd, cellEnd, nullCell].map((sign) => sign.charCodeAt(0)) as [
  number,
  number,
  number,
];

/** A cell that holds one of the separators. */
export interface UnusableCell {
  /** The place of the row in the bytes, and of the cell in its row. */
  readonly row: number;
  readonly cell: number;
}

/** Where the text of rows goes. */
export interface BatchText {
  /** At least two bytes for each cell longer than the CSV. */
  readonly bytes: Uint8Array;
  length: number;
}

/**
 * Turns rows of CSV as bulkgen writes it into the text of a batch: without quotes, with control signs as separators, and with
 * `nullCell` for null, which is an empty cell without quotes in the CSV. An empty cell of the text is an empty string. Returns
 * the first cell that the text cannot hold, or undefined.
 */
export function writeBatchText(csv: Uint8Array, length: number, out: BatchText): UnusableCell | undefined {
  const { bytes } = out;
  let at = 0;
  let to = 0;
  let row = 0;
  let cell = 0;
  while (at < length) {
    let byte = csv[at]!;
    if (byte === quote) {
      for (at++; ; at++) {
        byte = csv[at]!;
        if (byte === quote && csv[++at] !== quote) break;
        if (isSeparator(byte)) return { row, cell };
        bytes[to++] = byte;
      }
    } else if (byte === comma || byte === newline) {
      bytes[to++] = nullByte;
    } else {
      do {
        if (isSeparator(byte)) return { row, cell };
        bytes[to++] = byte;
        byte = csv[++at]!;
      } while (byte !== comma && byte !== newline);
    }
    if (csv[at++] === newline) {
      bytes[to++] = rowEndByte;
      row++;
      cell = 0;
    } else {
      bytes[to++] = cellEndByte;
      cell++;
    }
  }
  out.length = Math.max(0, to - 1);
  return undefined;
}

function isSeparator(byte: number): boolean {
  return byte <= cellEndByte && byte >= nullByte;
}

/** Decodes UTF-8. */
export function readBatchText({ bytes, length }: BatchText): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset, length).toString('utf8');
}
