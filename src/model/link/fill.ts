import { BulkgenError } from '../../errors.ts';
import { checkOptions } from '../../options/check-options.ts';
import type { Adjacency, EndsOfRows, Run, Side } from './adjacency.ts';
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
  const { sources, targets, sizes } = options;
  refuseCounts(' of a fill', [
    ['sources', sources, 0],
    ['targets', targets, 0],
  ]);
  const period = sizes ? createPeriod(sizes) : allTheSame;
  if (targets > 0 && !(sizeBefore(period, targets) > 0))
    throw new BulkgenError('invalid-model', 'Expected the sizes of a fill to have a sum above 0, got 0');
  return new PeriodicFill(targets > 0 ? sources : 0, targets, period);
}

/** A class, because each function of an object takes memory, and a graph has hundreds of fills. */
class PeriodicFill implements Fill {
  readonly rows: number;
  readonly sources: number;
  readonly targets: number;
  readonly #period: Period;
  /** The sizes of all targets. */
  readonly #total: number;
  /** The target of the last source, the first source of it and that of the next target: neighbours have the same target. */
  #target = -1;
  #first = 0;
  #end = 0;

  constructor(sources: number, targets: number, period: Period) {
    this.rows = sources;
    this.sources = sources;
    this.targets = targets;
    this.#period = period;
    this.#total = sizeBefore(period, targets);
  }

  first(target: number): number {
    return target === this.#target ? this.#first : this.#findFirst(target);
  }

  source(row: number): number {
    return row;
  }

  target(source: number): number {
    if (source < this.#first || source >= this.#end) this.#moveTo(source);
    return this.#target;
  }

  *targetsOf(source: number): Generator<number, void> {
    yield this.target(source);
  }

  *sourcesOf(target: number): Generator<number, void> {
    for (let source = this.#findFirst(target), end = this.#findFirst(target + 1); source < end; source++) yield source;
  }

  degree(side: Side, node: number): number {
    return side === 'source' ? 1 : this.#findFirst(node + 1) - this.#findFirst(node);
  }

  has(source: number, target: number): boolean {
    return this.target(source) === target;
  }

  read(first: number, count: number, { sources, targets }: EndsOfRows): void {
    for (let place = 0; place < count; place++) {
      sources[place] = first + place;
      targets[place] = this.target(first + place);
    }
  }

  runs(side: Side): readonly Run[] {
    const { sources, targets } = this;
    if (side === 'source') return [{ first: 0, count: sources, most: 1 }];
    const most = this.#total > 0 ? Math.floor((sources * this.#period.largest) / this.#total) + 1 : 0;
    return [{ first: 0, count: targets, most }];
  }

  #moveTo(source: number): void {
    const next = this.#target + 1; // sources are usually asked in order
    const target = source === this.#end && source < this.#findFirst(next + 1) ? next : this.#findTarget(source);
    this.#target = target;
    this.#first = this.#findFirst(target);
    this.#end = this.#findFirst(target + 1);
  }

  #findTarget(source: number): number {
    const { sizes, round, placeOf } = this.#period;
    const size = Math.floor(((source + 0.5) * this.#total) / this.sources);
    const rounds = Math.floor(size / round);
    let target = Math.min(this.targets - 1, rounds * sizes + placeOf[size - rounds * round]!);
    while (this.#findFirst(target) > source) target--;
    while (target < this.targets - 1 && this.#findFirst(target + 1) <= source) target++;
    return target;
  }

  /** Beyond 2^53 the product is rounded, but it still grows with the target. */
  #findFirst(target: number): number {
    if (target >= this.targets) return this.sources;
    return Math.min(this.sources, Math.floor((this.sources * sizeBefore(this.#period, target)) / this.#total));
  }
}

/** A list of sizes, which repeats. */
interface Period {
  /** How many sizes. */
  readonly sizes: number;
  /** The sum before each size, and at last that of all. */
  readonly before: readonly number[];
  readonly round: number;
  readonly largest: number;
  /** The place in the list to which each unit of a round belongs. */
  readonly placeOf: Int32Array;
}

function createPeriod(sizes: readonly number[]): Period {
  const before = sumBefore(sizes);
  const largest = sizes.reduce((most, size) => Math.max(most, size), 0);
  return { sizes: sizes.length, before, round: before.at(-1)!, largest, placeOf: listPlaces(before) };
}

/** The sizes of the targets before one. */
function sizeBefore({ sizes, before, round }: Period, target: number): number {
  return Math.floor(target / sizes) * round + before[target % sizes]!;
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

/** Most fills have no sizes. */
const allTheSame = createPeriod([1]);
