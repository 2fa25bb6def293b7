// The sources of one degree in a weave, and for each of their slots the targets that share it.
import type { Stream } from '../../random/stream.ts';
import type { EndsOfRows } from './adjacency.ts';
import type { Ladder } from './ladder.ts';
import { createPermutation, type Permutation } from './permutation.ts';
import { chooseStep, invertStep, multiplyModulo, takeStep } from './steps.ts';

/** The sources of one degree, among all sources and rows of a weave. */
interface ClassRange {
  readonly firstSource: number;
  readonly firstRow: number;
  readonly count: number;
  readonly degree: number;
}

/** What the strata of a class depend on. Those of one stream with different numbers are independent; a class has a number for each of its slots. */
interface ClassOptions {
  readonly stream: Stream;
  readonly weights: Ladder;
  readonly firstNumber: number;
}

/**
 * A class. Its rows are `degree` slots wide. The targets are cut into as many strata of about equal weight, one for each slot, so the targets of a source
 * differ. The sources have one order; each slot goes through it with a step of its own, so sources that share a target in one slot do not in the next. The
 * source at place q of a slot takes the target that covers position (q + offset) × weight / count of the stratum.
 */
export class SourceClass implements ClassRange {
  readonly firstSource: number;
  readonly firstRow: number;
  readonly count: number;
  readonly degree: number;
  readonly #options: ClassOptions;
  #cuts: Cuts | undefined;
  #strata: Strata | undefined;
  #order: Permutation | undefined;

  constructor({ firstSource, firstRow, count, degree }: ClassRange, options: ClassOptions) {
    this.firstSource = firstSource;
    this.firstRow = firstRow;
    this.count = count;
    this.degree = degree;
    this.#options = options;
  }

  /** The strata, which are cut when they are first asked: a weave has thousands. */
  get strata(): Strata {
    this.#strata ??= drawSlots(this, this.#options);
    return this.#strata;
  }

  /** The part of the strata that needs no draws. */
  get cuts(): Cuts {
    this.#cuts ??= cutTargets(this.degree, this.#options.weights);
    return this.#cuts;
  }

  /** The order of the sources, through which each slot goes with its own step. */
  get order(): Permutation {
    this.#order ??= createPermutation(this.#options.stream, this.count, this.#options.firstNumber);
    return this.#order;
  }
}

/** Where each stratum begins, by the number of its slot. */
export interface Cuts {
  /** The first target; at last the number of targets. */
  readonly firstTargets: Float64Array;
  /** The position at which the weights start; at last the sum of all. */
  readonly starts: Float64Array;
}

/** What is known of each stratum, by the number of its slot. */
export interface Strata extends Cuts {
  /** From 0 to 1: which targets a place between two of them gets. */
  readonly offsets: Float64Array;
  /** The source that is number x in the order has place (x × step + shift) modulo the number of sources. */
  readonly steps: Float64Array;
  readonly shifts: Float64Array;
}

/** Draws that no permutation takes. */
const [drawOfOffset, drawOfStep, drawOfShift] = [2 ** 16, 2 ** 16 + 1, 2 ** 16 + 2];

function cutTargets(degree: number, weights: Ladder): Cuts {
  const [firstTargets, starts] = [new Float64Array(degree + 1), new Float64Array(degree + 1)];
  let firstTarget = 0;
  for (let slot = 0; slot < degree; slot++) {
    const slotsLeft = degree - slot;
    const start = weights.start(firstTarget);
    firstTargets[slot] = firstTarget;
    starts[slot] = start;
    // A target that is heavier than its share stands alone.
    const end = start + (weights.total - start) / slotsLeft;
    const nearest = slotsLeft === 1 || end >= weights.total ? weights.size : weights.rankAt(Math.floor(end));
    firstTarget = Math.min(Math.max(nearest, firstTarget + 1), weights.size - (slotsLeft - 1)); // each needs a target
  }
  firstTargets[degree] = firstTarget;
  starts[degree] = weights.start(firstTarget);
  return { firstTargets, starts };
}

function drawSlots({ count, degree, cuts }: SourceClass, { stream, firstNumber }: ClassOptions): Strata {
  const [offsets, steps, shifts] = [new Float64Array(degree), new Float64Array(degree), new Float64Array(degree)];
  for (let slot = 0; slot < degree; slot++) {
    const number = firstNumber + slot;
    offsets[slot] = stream.bits(number, drawOfOffset) / 2 ** 32;
    steps[slot] = chooseStep(stream.bits(number, drawOfStep), count);
    shifts[slot] = Math.floor((stream.bits(number, drawOfShift) / 2 ** 32) * count);
  }
  return { firstTargets: cuts.firstTargets, starts: cuts.starts, offsets, steps, shifts };
}

/** Writes the ends of as many rows of a class as the arrays have places. */
export function readClass(sources: SourceClass, weights: Ladder, firstRow: number, ends: EndsOfRows): void {
  const { firstSource, degree, order } = sources;
  let index = Math.floor(firstRow / degree);
  let slot = firstRow - index * degree;
  let x = order.at(index);
  for (let place = 0; place < ends.sources.length; place++) {
    if (slot === degree) {
      slot = 0;
      x = order.at(++index);
    }
    ends.sources[place] = firstSource + index;
    ends.targets[place] = findTarget(sources, weights, slot++, x);
  }
}

/** The target of a source, which is number x in the order of its class. */
export function findTarget({ count, strata }: SourceClass, weights: Ladder, slot: number, x: number): number {
  const firstTarget = strata.firstTargets[slot]!;
  if (isAlone(strata, slot)) return firstTarget;
  const place = takeStep(x, strata.steps[slot]!, strata.shifts[slot]!, count);
  return weights.rankAt(strata.starts[slot]! + positionOf(strata, slot, count, place));
}

/** The slot whose stratum has a target. */
export function findSlot({ strata, degree }: SourceClass, target: number): number {
  let [low, high] = [0, degree - 1];
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if (strata.firstTargets[middle]! <= target) low = middle;
    else high = middle - 1;
  }
  return low;
}

/** The sources of some classes that take a target whose weights begin and end at these positions. Those of a class have neighbouring places. */
export function* findSources(
  classes: readonly SourceClass[],
  target: number,
  positions: Positions,
): Generator<number, void> {
  for (const sources of classes) {
    const { firstSource, count, strata, order } = sources;
    const slot = findSlot(sources, target);
    const { first, end } = findPlaces(sources, slot, positions);
    if (first === end) continue;
    const step = invertStep(strata.steps[slot]!, count);
    let x = multiplyModulo((first - strata.shifts[slot]! + count) % count, step, count);
    for (let place = first; place < end; place++) {
      yield firstSource + order.indexOf(x);
      x += step;
      if (x >= count) x -= count;
    }
  }
}

/** How many sources `findSources` finds. */
export function countSources(classes: readonly SourceClass[], target: number, positions: Positions): number {
  let degree = 0;
  for (const sources of classes) {
    const { first, end } = findPlaces(sources, findSlot(sources, target), positions);
    degree += end - first;
  }
  return degree;
}

/** Neighbouring positions or places. */
export interface Positions {
  readonly first: number;
  readonly end: number;
}

/** The places in a slot whose target covers these positions. */
function findPlaces({ count, strata }: SourceClass, slot: number, { first, end }: Positions): Positions {
  if (isAlone(strata, slot)) return { first: 0, end: count };
  const start = strata.starts[slot]!;
  return {
    first: findPlace(strata, slot, count, first - start),
    end: findPlace(strata, slot, count, end - start),
  };
}

/** The first place whose position is not before this one; `count` if there is none. */
function findPlace(strata: Strata, slot: number, count: number, position: number): number {
  const weight = weightOf(strata, slot);
  if (position >= weight) return count;
  const estimate = Math.floor((position * count) / weight - strata.offsets[slot]!);
  let place = Math.min(count, Math.max(0, estimate));
  while (place > 0 && positionOf(strata, slot, count, place - 1) >= position) place--;
  while (place < count && positionOf(strata, slot, count, place) < position) place++;
  return place;
}

/** The position of a place, among those of its stratum. Rounding must not lead out of it. */
function positionOf(strata: Strata, slot: number, count: number, place: number): number {
  const weight = weightOf(strata, slot);
  return Math.min(weight - 1, Math.floor((place + strata.offsets[slot]!) * (weight / count)));
}

/** The weight of a stratum. */
export function weightOf({ starts }: Cuts, slot: number): number {
  return starts[slot + 1]! - starts[slot]!;
}

/** Whether a stratum has one target. */
function isAlone({ firstTargets }: Strata, slot: number): boolean {
  return firstTargets[slot + 1]! - firstTargets[slot]! === 1;
}
