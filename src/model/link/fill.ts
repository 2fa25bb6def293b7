import { BulkgenError } from '../../errors.ts';
import { checkOptions } from '../../options/check-options.ts';
import type { Adjacency } from './adjacency.ts';
import { linkOneTargetEach } from './one-target-each.ts';
import { refuseCounts } from './refuse-counts.ts';

/** Sources that fill targets one after the other, as servers fill racks. */
export interface FillOptions {
  /** How many sources; each has one row. */
  readonly sources: number;
  /** How many targets. Without any, there are no rows. */
  readonly targets: number;
  /** How much the targets hold, compared with each other; the list repeats. All hold the same by default. */
  readonly sizes?: readonly number[];
}

/** Links that also say which sources a target has: neighbours. */
export interface Fill extends Adjacency {
  /** The first source of a target; the number of sources for the target after the last. */
  first(target: number): number;
}

/**
 * Puts neighbouring sources into one target: all targets are used in order, by their sizes. Source s is in the last target t with
 * `first(t) <= s`. Throws `invalid-model` for numbers that are not whole, and for sizes that are all 0.
 */
export function createFill(options: FillOptions): Fill {
  checkOptions('createFill', options, { sources: 'any', targets: 'any', sizes: 'any' });
  const { targets, sizes = [1] } = options;
  const sources = targets > 0 ? options.sources : 0;
  refuseCounts(' of a fill', [
    ['sources', options.sources, 0],
    ['targets', targets, 0],
  ]);
  const before = sumBefore(sizes);
  const period = sizes.length;
  const round = before[period]!;
  const placeOf = listPlaces(before);
  const sizeBefore = (target: number): number => Math.floor(target / period) * round + before[target % period]!;
  const total = sizeBefore(targets);
  if (targets > 0 && !(total > 0))
    throw new BulkgenError('invalid-model', 'Expected the sizes of a fill to have a sum above 0, got 0');
  // Beyond 2^53 the product is rounded, but it still grows with the target.
  const first = (target: number): number =>
    target >= targets ? sources : Math.min(sources, Math.floor((sources * sizeBefore(target)) / total));

  const last = { target: -1, first: 0, end: 0 }; // neighbours have the same target
  function targetOf(source: number): number {
    if (source < last.first || source >= last.end) moveTo(source);
    return last.target;
  }

  function moveTo(source: number): void {
    const next = last.target + 1; // sources are usually asked in order
    const target = source === last.end && source < first(next + 1) ? next : findTarget(source);
    last.target = target;
    last.first = first(target);
    last.end = first(target + 1);
  }

  function findTarget(source: number): number {
    const size = Math.floor(((source + 0.5) * total) / sources);
    const rounds = Math.floor(size / round);
    let target = Math.min(targets - 1, rounds * period + placeOf[size - rounds * round]!);
    while (first(target) > source) target--;
    while (target < targets - 1 && first(target + 1) <= source) target++;
    return target;
  }

  function* sourcesOf(target: number): Generator<number, void> {
    for (let source = first(target), end = first(target + 1); source < end; source++) yield source;
  }

  const largest = sizes.reduce((most, size) => Math.max(most, size), 0);
  return {
    ...linkOneTargetEach({
      sources,
      targets,
      targetOf,
      sourcesOf,
      inDegree: (target) => first(target + 1) - first(target),
      most: total > 0 ? Math.floor((sources * largest) / total) + 1 : 0,
    }),
    first: (target) => (target === last.target ? last.first : first(target)),
  };
}

/** A longer list of sizes would take long to look up. */
const mostSize = 100_000;

/** The place in the list of sizes to which each unit of a round belongs. */
function listPlaces(before: readonly number[]): Int32Array {
  const round = before.at(-1)!;
  if (round > mostSize)
    throw new BulkgenError(
      'invalid-model',
      `Expected the sizes of a fill to have a sum of at most 100,000, got ${round}`,
    );
  const places = new Int32Array(round + 1);
  let place = 0;
  for (let unit = 0; unit < round; unit++) {
    while (before[place + 1]! <= unit) place++;
    places[unit] = place;
  }
  return places;
}

/** The sum before each size, and at last the sum of all. */
function sumBefore(sizes: readonly number[]): readonly number[] {
  refuseCounts(
    ' of a fill',
    sizes.map((size) => ['a size', size, 0] as const),
  );
  const sums = [0];
  for (const size of sizes) sums.push(sums.at(-1)! + size);
  return sums;
}
