import { endCell, writeBytes } from '../byte-buffer.ts';
import type { Column } from './column.ts';
import { writeDecimal } from './decimal.ts';

const unitsPerDegree = 10_000;
const start = new TextEncoder().encode('"{longitude:');
const middle = new TextEncoder().encode(', latitude:');
const end = new TextEncoder().encode('}"');

/** A WGS-84 point; the cell is longitude and latitude in ten-thousandths of a degree (about 11 m). */
export function point(): Column<[longitude: number, latitude: number]> {
  return {
    type: 'point{crs:WGS-84}',
    cypherType: 'POINT',
    maxBytes: 60,
    writer: (out) => (longitude, latitude) => {
      writeBytes(out, start);
      writeDecimal(out, longitude, 4, unitsPerDegree);
      writeBytes(out, middle);
      writeDecimal(out, latitude, 4, unitsPerDegree);
      writeBytes(out, end);
      endCell(out);
    },
    reader: () => (longitude, latitude) => ({
      kind: 'point',
      longitude: longitude / unitsPerDegree,
      latitude: latitude / unitsPerDegree,
    }),
  };
}
