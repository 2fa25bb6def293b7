import { endCell, writeInteger } from '../byte-buffer.ts';
import type { Column } from './column.ts';

/** An IPv4 address; the cell is its 32 bits as a number. */
export function ipAddress(): Column<[bits: number]> {
  return {
    type: 'string',
    cypherType: 'STRING',
    maxBytes: 16,
    writer: (out) => (bits) => {
      for (let shift = 24; shift > 0; shift -= 8) {
        writeInteger(out, (bits >>> shift) & 255);
        out.bytes[out.position++] = 0x2e;
      }
      writeInteger(out, bits & 255);
      endCell(out);
    },
    reader: () => (bits) => [24, 16, 8, 0].map((shift) => (bits >>> shift) & 255).join('.'),
  };
}
