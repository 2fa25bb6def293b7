// Numbers of the normal and the log-normal distribution. Their quantiles are computed with the four basic operations and square roots only,
// in one order, which give the same bits on every machine: `Math.log`, `Math.exp` and `Math.pow` need not.
import { BulkgenError } from '../errors.ts';
import { checkOptions, quoteValue } from '../options/check-options.ts';
import type { Stream } from '../random/stream.ts';
import { raise } from './raise.ts';

/** What `normal` takes. */
export interface NormalOptions {
  /** The number in the middle, which is also the most frequent one. */
  readonly mean: number;
  /** The standard deviation, at least 0: two of three numbers are not further from the mean. */
  readonly deviation: number;
}

/** What `logNormal` takes. */
export interface LogNormalOptions {
  /** The median, above 0: half of the numbers are not above it. */
  readonly p50: number;
  /** Nine of ten numbers are not above it. At least `p50`; the larger it is, the longer is the tail. */
  readonly p90: number;
}

/**
 * Draws whole numbers of a normal distribution, such as heights or temperatures. No number is more than 6.3 deviations from the mean. Throws
 * `invalid-model` for a deviation below 0, and for numbers beyond 2^53.
 */
export function drawNormal(stream: Stream, options: NormalOptions): (ordinal: number) => number {
  checkOptions('drawNormal', options, { mean: 'any', deviation: 'any' });
  const { mean, deviation } = options;
  refuseMissing('normal', options, ['mean', 'deviation']);
  if (!(deviation >= 0 && Math.abs(mean) + 6.3 * deviation <= Number.MAX_SAFE_INTEGER))
    throw new BulkgenError(
      'invalid-model',
      `Expected \`deviation\` to be at least 0 and all numbers to be at most 2^53, got deviation \`${deviation}\` and mean \`${mean}\``,
    );
  return drawByQuantiles(stream, (distance) => [mean - distance * deviation, mean + distance * deviation]);
}

/**
 * Draws whole numbers of a log-normal distribution, from 0 up: many small ones and a few that are much larger, such as prices, incomes, sizes
 * of files or durations. Throws `invalid-model` for quantiles that are not in order, and for numbers beyond 2^53.
 */
export function drawLogNormal(stream: Stream, options: LogNormalOptions): (ordinal: number) => number {
  checkOptions('drawLogNormal', options, { p50: 'any', p90: 'any' });
  const { p50, p90 } = options;
  refuseMissing('logNormal', options, ['p50', 'p90']);
  const factorOf = (distance: number): number => raise(p90 / p50, Math.round((distance / ninetieth) * 2 ** 16), 16);
  if (!(p50 > 0 && p90 >= p50 && p50 * factorOf(6.3) <= Number.MAX_SAFE_INTEGER))
    throw new BulkgenError(
      'invalid-model',
      `Expected \`p50\` to be above 0, \`p90\` to be at least \`p50\` and all numbers to be at most 2^53, got p50 \`${p50}\` and p90 \`${p90}\``,
    );
  return drawByQuantiles(stream, (distance) => [p50 / factorOf(distance), p50 * factorOf(distance)]);
}

function refuseMissing<Options extends object>(
  draw: string,
  options: Options,
  names: readonly (keyof Options & string)[],
): void {
  for (const name of names) {
    if (typeof options[name] === 'number' && !Number.isNaN(options[name])) continue;
    const message = `Expected \`${name}\` of \`${draw}\` to be a number, got ${quoteValue(options[name])}`;
    throw new BulkgenError('invalid-model', message);
  }
}

/** How many deviations above the mean the quantile of nine tenths is. */
const ninetieth = 1.2815515655446004;

/** The numbers at a distance of so many deviations below and above the median. */
type NumbersAt = (distance: number) => readonly [below: number, above: number];

/**
 * Draws from a distribution by its quantiles. One bit of a draw says on which side of the median the number is, the others which part of
 * that side is further out. Four quantiles are known for each halving of that part, and between them numbers are spread evenly.
 */
function drawByQuantiles(stream: Stream, numbersAt: NumbersAt): (ordinal: number) => number {
  const numbers = listDistances().map(numbersAt);
  const sides = [0, 1].map((side) => Float64Array.from(numbers, (pair) => pair[side]!));
  return (ordinal) => {
    const bits = stream.bits(ordinal);
    const side = sides[bits & 1]!;
    const part = (bits >>> 1) + 1; // 1 to 2^31, in 2^32nds of all numbers
    const halving = 31 - Math.clz32(part);
    const quarters = (4 * part) / powerOfTwo(halving); // 4 up to 8, exactly
    const quarter = quarters | 0;
    const place = 4 * halving + quarter - 4;
    const from = side[place]!;
    return Math.round(from + ((side[place + 1] ?? from) - from) * (quarters - quarter));
  };
}

let distances: readonly number[] | undefined;

/** How many deviations the normal distribution's quantiles are above its mean: for 2^-32 of the numbers above, 1.25, 1.5 … 2^31 of them. */
function listDistances(): readonly number[] {
  if (distances) return distances;
  const found: number[] = [0];
  for (let place = 4 * 31 - 1; place >= 0; place--) {
    const part = (powerOfTwo(place >> 2) * (4 + (place & 3))) / 2 ** 34;
    let distance = found.at(-1)!;
    // Newton's method. The part above falls ever more slowly, so it comes from below and never goes too far.
    for (let step = 0; step < 6; step++) distance += (partAbove(distance) - part) / density(distance);
    found.push(distance);
  }
  distances = found.toReversed();
  return distances;
}

/** Which part of a normal distribution is above a distance of 0 to 7. Source: G. Marsaglia, "Evaluating the Normal Distribution", 2004. */
function partAbove(distance: number): number {
  let [sum, term] = [distance, distance];
  for (let odd = 3; term > sum / 2 ** 60; odd += 2) {
    term *= (distance * distance) / odd;
    sum += term;
  }
  return 0.5 - sum * density(distance);
}

/** The density of the normal distribution: e^(−distance² / 2) / √(2π). */
function density(distance: number): number {
  const exponent = -(distance * distance) / 2 ** 13; // e to the power of a 2^12th, by its series
  let [power, term] = [1, 1];
  for (let n = 1; n < 12; n++) {
    term *= exponent / n;
    power += term;
  }
  for (let step = 0; step < 12; step++) power *= power;
  return 0.3989422804014327 * power;
}

/** 1 to 2^31, exactly. */
function powerOfTwo(exponent: number): number {
  return (1 << exponent) >>> 0;
}
