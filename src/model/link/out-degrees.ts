import { BulkgenError } from '../../errors.ts';
import { checkOptions, quoteValue } from '../../options/check-options.ts';
import type { DegreeClass } from './weave.ts';

/** Makes the out-degrees of so many sources, the largest first. */
export type DegreeShape = (sources: number) => readonly DegreeClass[];

/** Quantiles of a number of rows by source: 9 of 10 sources have at most `p90`. */
export interface DegreeQuantiles {
  /** The smaller one of 1 and `p50` by default. */
  readonly p10?: number;
  readonly p50: number;
  readonly p90: number;
  /** 3 × `p90` by default. */
  readonly p99?: number;
  /** 2 × `p99` by default. */
  readonly max?: number;
}

/**
 * Each source has this number of rows. Where a graph has fewer targets, as at a small scale, each source has all of them, and an export has a
 * note of it; a link to a kind that has fewer at every scale is refused. Throws `invalid-model` for a number that is not whole.
 */
export function exactly(degree: number): DegreeShape {
  refuseDegrees([degree]);
  return (sources) => [{ count: sources, degree }];
}

/**
 * Sources have numbers of rows with these quantiles. Between two quantiles, the numbers are spread evenly. Throws `invalid-model` for numbers
 * that are not whole, or that fall.
 */
export function degrees(quantiles: DegreeQuantiles): DegreeShape {
  checkOptions('degrees', quantiles, { p10: 'any', p50: 'any', p90: 'any', p99: 'any', max: 'any' });
  for (const name of ['p50', 'p90'] as const) refuseDegrees([quantiles[name]], `\`${name}\` of \`degrees\``);
  const { p50, p90, p10 = Math.min(p50, 1), p99 = 3 * p90, max = 2 * p99 } = quantiles;
  const known = [p10, p50, p90, p99, max];
  refuseDegrees(known);
  if (known.some((degree, index) => index > 0 && degree < known[index - 1]!)) {
    const given = Object.entries(quantiles).map(([name, degree]) => `${name} ${degree}`);
    throw new BulkgenError('invalid-model', `Expected the quantiles of \`degrees\` to rise, got ${given.join(', ')}`);
  }
  const points: readonly Point[] = [
    { permille: 0, degree: p10 },
    { permille: 100, degree: p10 },
    { permille: 500, degree: p50 },
    { permille: 900, degree: p90 },
    { permille: 990, degree: p99 },
    { permille: 1_000, degree: max },
  ];
  const classes = points
    .slice(1)
    .flatMap((end, index) => spread(points[index]!, end))
    .toReversed();
  return (sources) => {
    let reached = 0;
    return classes.map(({ from, degree }) => {
      const end = sources - Math.floor(from * sources);
      const count = end - reached;
      reached = end;
      return { count, degree };
    });
  };
}

interface Point {
  readonly permille: number;
  readonly degree: number;
}

/** A class of sources that begins at a part of all. */
interface Class {
  readonly from: number;
  readonly degree: number;
}

/** At most so many classes between two quantiles. */
const mostClasses = 8;

function spread(start: Point, end: Point): readonly Class[] {
  const classes = Math.max(1, Math.min(mostClasses, end.degree - start.degree));
  return Array.from({ length: classes }, (_, index) => ({
    from: (start.permille + ((end.permille - start.permille) * index) / classes) / 1_000,
    degree: start.degree + Math.round(((end.degree - start.degree) * (index + 1)) / classes),
  }));
}

function refuseDegrees(numbers: readonly number[], name = 'a degree'): void {
  const isInvalid = (degree: number): boolean => !Number.isSafeInteger(degree) || degree < 0;
  const invalid = numbers.find(isInvalid);
  if (numbers.some(isInvalid))
    throw new BulkgenError('invalid-model', `Expected ${name} to be a whole number, got ${quoteValue(invalid)}`);
}
