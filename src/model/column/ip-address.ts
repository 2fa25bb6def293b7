import { encodeTexts, writeEncoded } from '../encoded-texts.ts';
import { type Column, refuseOthers } from './column.ts';
import { stringCells } from './text.ts';

const bytes = Array.from({ length: 256 }, (_, byte) => byte);
const dotted = encodeTexts(bytes.map((byte) => `${byte}.`));
const last = encodeTexts(bytes.map((byte) => `${byte},`));

/** An IPv4 address; the cell is its 32 bits as a number. */
export function ipAddress(): Column<[bits: number], string> {
  return {
    ...stringCells,
    refuse: refuseOthers('the 32 bits of an address as a whole number'),
    maxBytes: 3 * '255.'.length + last.maxBytes,
    writer: (out) => (bits) => {
      writeEncoded(out, dotted, bits >>> 24);
      writeEncoded(out, dotted, (bits >>> 16) & 255);
      writeEncoded(out, dotted, (bits >>> 8) & 255);
      writeEncoded(out, last, bits & 255);
    },
    reader: () => (bits) => [24, 16, 8, 0].map((shift) => (bits >>> shift) & 255).join('.'),
  };
}
