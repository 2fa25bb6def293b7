import { encodeTexts, writeEncoded } from '../encoded-texts.ts';
import type { Column } from './column.ts';
import { writeDecimal } from './decimal.ts';

const unitsPerDegree = 10_000;
const around = encodeTexts(['"{longitude:', ', latitude:', '}",']);

/** A WGS-84 point; the cell is longitude and latitude in ten-thousandths of a degree (about 11 m). */
export function point(): Column<[longitude: number, latitude: number]> {
  return {
    type: 'point{crs:WGS-84}',
    cypherType: 'POINT',
    maxBytes: 72,
    writer: (out) => (longitude, latitude) => {
      writeEncoded(out, around, 0);
      writeDecimal(out, longitude, 4, unitsPerDegree);
      writeEncoded(out, around, 1);
      writeDecimal(out, latitude, 4, unitsPerDegree);
      writeEncoded(out, around, 2);
    },
    reader: () => (longitude, latitude) => ({
      kind: 'point',
      longitude: longitude / unitsPerDegree,
      latitude: latitude / unitsPerDegree,
    }),
  };
}
