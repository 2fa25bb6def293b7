import { endCell, writeInteger } from '../byte-buffer.ts';
import { type Column, refuseOthers } from './column.ts';
import { stringCells } from './text.ts';

/** A version of three numbers, `4.12.0`. */
export function version(): Column<[major: number, minor: number, patch: number], string> {
  return {
    ...stringCells,
    refuse: refuseOthers('a whole number', 'a whole number', 'a whole number'),
    maxBytes: 54,
    writer: (out) => (major, minor, patch) => {
      writeInteger(out, major);
      out.bytes[out.position++] = 0x2e;
      writeInteger(out, minor);
      out.bytes[out.position++] = 0x2e;
      writeInteger(out, patch);
      endCell(out);
    },
    reader: () => (major, minor, patch) => `${major}.${minor}.${patch}`,
  };
}
