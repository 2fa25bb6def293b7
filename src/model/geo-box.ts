import { BulkgenError } from '../errors.ts';
import { checkOptions, quoteValue } from '../options/check-options.ts';
import type { Stream } from '../random/stream.ts';

/** A part of the map by its borders, in WGS-84 degrees. */
export interface GeoBox {
  /** The smallest longitude, at least −180. */
  readonly west: number;
  /** The largest longitude, at most 180 and not below `west`. */
  readonly east: number;
  /** The smallest latitude, at least −90. */
  readonly south: number;
  /** The largest latitude, at most 90 and not below `south`. */
  readonly north: number;
}

/** Longitude and latitude as the cell of `point` takes them, in ten-thousandths of a degree. */
export type PointCell = readonly [longitude: number, latitude: number];

const unitsPerDegree = 10_000;

/**
 * Draws points of a box for the column `point`: `cell.place(...place(n))`. All longitudes and all latitudes of the box are equally likely.
 * Throws `invalid-model` for a box that does not lie on the map, or whose borders are exchanged.
 */
export function drawPoint(stream: Stream, box: GeoBox): (ordinal: number) => PointCell {
  checkOptions('drawPoint', box, { west: 'any', east: 'any', south: 'any', north: 'any' });
  const [west, east] = readBorders(box, ['west', 'east'], 180);
  const [south, north] = readBorders(box, ['south', 'north'], 90);
  return (ordinal) => [stream.between(west, east, ordinal, 0), stream.between(south, north, ordinal, 1)];
}

function readBorders(
  box: GeoBox,
  names: readonly [keyof GeoBox, keyof GeoBox],
  most: number,
): readonly [first: number, last: number] {
  const [first, last] = [box[names[0]], box[names[1]]];
  if (-most <= first && first <= last && last <= most) {
    return [Math.round(first * unitsPerDegree), Math.round(last * unitsPerDegree)];
  }
  const expected = `\`${names[0]}\` and \`${names[1]}\` of a box to be in order and from -${most} to ${most}`;
  throw new BulkgenError('invalid-model', `Expected ${expected}, got ${quoteValue(first)} and ${quoteValue(last)}`);
}
