import { BulkgenError } from '../errors.ts';
import type { Stream } from '../random/stream.ts';
import { drawLogNormal, drawNormal, type LogNormalOptions, type NormalOptions } from './bell-curve.ts';
import type { GraphContext } from './definition.ts';
import { drawPoint, type GeoBox, type PointCell } from './geo-box.ts';
import { drawSample, type SampleOptions } from './sample.ts';
import { type Code, drawAnyWord, drawRankedWord, drawWord, type Vocabulary } from './vocabulary.ts';

/** Draws that depend on the seed, the name of the draw and the ordinal of a row only. */
export interface Draw {
  /** A whole number from 0 to `bound` − 1, all equally likely. */
  below(bound: number, ordinal: number): number;
  /** A whole number from `first` to `last`, both inclusive. */
  between(first: number, last: number, ordinal: number): number;
  /** True in `parts` of `whole` rows. */
  chance(parts: number, whole: number, ordinal: number): boolean;
  /** Words by Zipf's law in their order: the second half as often as the first, the third a third as often. */
  ranked<Word extends string>(words: Vocabulary<Word>): (ordinal: number) => Code<Word>;
  /** Words, all equally likely. */
  any<Word extends string>(words: Vocabulary<Word>): (ordinal: number) => Code<Word>;
  /** Several different words, for `list(enumeration(tags), { max: 3 })`: all words are equally likely, and all numbers from `min` to `max`. */
  sample<Word extends string>(
    words: Vocabulary<Word>,
    options: SampleOptions,
  ): (ordinal: number) => readonly Code<Word>[];
  /** Whole numbers around a mean, such as heights: `normal({ mean: 172, deviation: 9 })`. The same on every machine. */
  normal(options: NormalOptions): (ordinal: number) => number;
  /** Whole numbers from 0 up with a long tail, such as prices: `logNormal({ p50: 2_000, p90: 15_000 })`. The same on every machine. */
  logNormal(options: LogNormalOptions): (ordinal: number) => number;
  /** Points of a box, for `point`: `cell.place(...place(n))`. Throws `invalid-model` for a box that is not on the map. */
  point(box: GeoBox): (ordinal: number) => PointCell;
  /** Words by whole weights. A word without a weight is never drawn. */
  weighted<Word extends string>(
    words: Vocabulary<Word>,
    weights: Readonly<Partial<Record<Word, number>>>,
  ): (ordinal: number) => Code<Word>;
}

/** What the rows of `node` and `link` are made with. */
export interface RowTools {
  /** A draw of this table by its name; without a name, always the same one. Draws with different names are independent. */
  draw(name?: string): Draw;
  /** The day that all dates are relative to, in days since 1970. */
  readonly today: number;
  /** How many rows the table has. */
  readonly count: number;
  readonly scale: number;
}

/** The tools for the rows of a table. */
export function createRowTools(graph: GraphContext, table: string, count: number): RowTools {
  return {
    draw: (name = 'row') => createDraw(graph.stream(`${table}/${name}`)),
    today: graph.asOfDay,
    count,
    scale: graph.scale,
  };
}

/** A program without types may leave it out, and every row would have the same value. */
function need(ordinal: number): number {
  if (ordinal === undefined)
    throw new BulkgenError('invalid-model', 'Expected a draw to get the number of the row, got none');
  return ordinal;
}

function createDraw(stream: Stream): Draw {
  return {
    below: (bound, ordinal) => stream.below(bound, need(ordinal)),
    between: (first, last, ordinal) => stream.between(first, last, need(ordinal)),
    chance: (parts, whole, ordinal) => stream.chance(parts, whole, need(ordinal)),
    ranked: (words) => drawRankedWord(stream, words),
    any: (words) => drawAnyWord(stream, words),
    sample: (words, options) => drawSample(stream, words, options),
    normal: (options) => drawNormal(stream, options),
    logNormal: (options) => drawLogNormal(stream, options),
    point: (box) => drawPoint(stream, box),
    weighted: (words, weights) => drawWord(stream, words, weights),
  };
}
