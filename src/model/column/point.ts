import { readText } from '../byte-buffer.ts';
import { encodeTexts, writeEncoded } from '../encoded-texts.ts';
import { type Column, misfit, refuseOthers } from './column.ts';
import { floatType, readDecimal, writeDecimal } from './decimal.ts';
import type { StructuredType } from './value-type.ts';

/** WGS-84 degrees. */
export interface GeoPoint {
  readonly kind: 'point';
  readonly longitude: number;
  readonly latitude: number;
}

const unitsPerDegree = 10_000;
const longitudes = 'a longitude in whole ten-thousandths of a degree, from -1800000 to 1800000';
const latitudes = 'a latitude in whole ten-thousandths of a degree, from -900000 to 900000';
/** What ends the number after the first and the second colon of a cell. */
const ends: Readonly<Record<number, string>> = { 1: ',', 2: '}' };
const around = encodeTexts(['"{longitude:', ', latitude:', '}",']);

/** A WGS-84 point; the cell is longitude and latitude in ten-thousandths of a degree (about 11 m). */
export function point(): Column<[longitude: number, latitude: number], GeoPoint> {
  return {
    headerType: 'point{crs:WGS-84}',
    valueType: pointType,
    expected: 'a point {longitude:…, latitude:…}',
    holds: isPoint,
    refuse: refuseOthers(longitudes, latitudes),
    maxBytes: 72,
    writer: (out) => (longitude, latitude) => {
      if (!(Math.abs(longitude) <= 180 * unitsPerDegree)) throw misfit(longitudes, longitude);
      if (!(Math.abs(latitude) <= 90 * unitsPerDegree)) throw misfit(latitudes, latitude);
      writeEncoded(out, around, 0);
      writeDecimal(out, longitude, 4, unitsPerDegree);
      writeEncoded(out, around, 1);
      writeDecimal(out, latitude, 4, unitsPerDegree);
      writeEncoded(out, around, 2);
    },
    reader: () => (longitude, latitude) => ({
      kind: 'point',
      longitude: readDecimal(longitude, unitsPerDegree),
      latitude: readDecimal(latitude, unitsPerDegree),
    }),
    cypher: (cell) => {
      const [longitude, latitude] = [1, 2].map(
        (index) => `toFloat(split(split(${cell}, ':')[${index}], '${ends[index]}')[0])`,
      );
      return `point({longitude: ${longitude}, latitude: ${latitude}})`;
    },
  };
}

/** Neo4j's number of the coordinate system WGS-84. */
const wgs84 = 4_326n;

export const pointType: StructuredType<GeoPoint> = {
  kind: 'point',
  cypherType: 'POINT',
  toText: ({ longitude, latitude }) => `${longitude} ${latitude}`,
  canonicalText: ({ longitude, latitude }) =>
    `p${floatType.canonicalText(longitude)}${floatType.canonicalText(latitude)}`,
  driverClass: 'Point',
  toDriver: ({ longitude, latitude }) => [wgs84, longitude, latitude],
  fromDriver: ({ srid, x, y, z }) =>
    Number(srid) === Number(wgs84) && z === undefined
      ? { kind: 'point', longitude: Number(x), latitude: Number(y) }
      : undefined,
};

function isPoint(bytes: Uint8Array, start: number, end: number): boolean {
  const numbers = /^\{longitude:(-?\d+(?:\.\d+)?), latitude:(-?\d+(?:\.\d+)?)\}$/.exec(readText(bytes, start, end));
  return numbers !== null && Math.abs(Number(numbers[1])) <= 180 && Math.abs(Number(numbers[2])) <= 90;
}
