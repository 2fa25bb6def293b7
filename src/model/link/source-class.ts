// The parts of a weave: its sources by degree, and for each of their slots the targets that share it.
import type { EndsOfRows, NodeNumbers } from './adjacency.ts';
import type { Ladder } from './ladder.ts';
import type { Permutation } from './permutation.ts';

/** The sources of one degree. */
interface ClassRange {
  readonly firstSource: number;
  readonly firstRow: number;
  readonly count: number;
  readonly degree: number;
}

/** A class, whose strata are cut when the first of its rows is asked: a weave has thousands. */
export class SourceClass implements ClassRange {
  readonly firstSource: number;
  readonly firstRow: number;
  readonly count: number;
  readonly degree: number;
  readonly #cut: () => readonly Stratum[];
  #strata: readonly Stratum[] | undefined;

  constructor({ firstSource, firstRow, count, degree }: ClassRange, cut: () => readonly Stratum[]) {
    this.firstSource = firstSource;
    this.firstRow = firstRow;
    this.count = count;
    this.degree = degree;
    this.#cut = cut;
  }

  /** A stratum for each slot. */
  get strata(): readonly Stratum[] {
    this.#strata ??= this.#cut();
    return this.#strata;
  }
}

/** Neighbouring targets. */
export interface TargetRange {
  readonly firstTarget: number;
  readonly endTarget: number;
  /** The position at which their weights start, and the sum of these. */
  readonly start: number;
  readonly weight: number;
}

/** Targets that share a slot. */
export class Stratum implements TargetRange {
  readonly firstTarget: number;
  readonly endTarget: number;
  readonly start: number;
  readonly weight: number;
  /** From 0 to 1: which targets a place between two of them gets. */
  readonly offset: number;
  readonly #permute: () => Permutation;
  #places: Permutation | undefined;

  constructor({ firstTarget, endTarget, start, weight }: TargetRange, offset: number, permute: () => Permutation) {
    this.firstTarget = firstTarget;
    this.endTarget = endTarget;
    this.start = start;
    this.weight = weight;
    this.offset = offset;
    this.#permute = permute;
  }

  /** The place of each source of the class. */
  get places(): Permutation {
    this.#places ??= this.#permute();
    return this.#places;
  }
}

/** Whether a stratum has one target. */
export function isAlone({ firstTarget, endTarget }: TargetRange): boolean {
  return endTarget - firstTarget === 1;
}

/** The position of a place, among those of its stratum. Rounding must not lead out of it. */
export function positionOf({ weight, offset }: Stratum, count: number, place: number): number {
  return Math.min(weight - 1, Math.floor(((place + offset) * weight) / count));
}

/** Writes the ends of as many rows of a class as the arrays have places, slot by slot: the rows of a slot have their targets in one stratum. */
export function readClass(sources: SourceClass, weights: Ladder, firstRow: number, ends: EndsOfRows): void {
  const { degree, strata } = sources;
  const index = Math.floor(firstRow / degree);
  readSources(sources, index, firstRow - index * degree, ends.sources);
  for (let slot = 0; slot < degree; slot++) {
    const place = index * degree + slot - firstRow;
    const next = place < 0 ? 1 : 0; // the first source has the slot in a row before these
    const rows = { count: sources.count, degree, index: index + next, place: place + next * degree };
    readSlot(strata[slot]!, weights, rows, ends.targets);
  }
}

function readSources({ firstSource, degree }: SourceClass, index: number, slot: number, sources: NodeNumbers): void {
  let source = firstSource + index;
  let slotsLeft = degree - slot;
  for (let place = 0; place < sources.length; place++) {
    sources[place] = source;
    if (--slotsLeft > 0) continue;
    slotsLeft = degree;
    source++;
  }
}

/** Rows of one slot: the first one is that of the source `index` of the class, and at `place`; the others follow at a distance of `degree`. */
interface SlotRows {
  readonly count: number;
  readonly degree: number;
  readonly index: number;
  readonly place: number;
}

function readSlot(stratum: Stratum, weights: Ladder, rows: SlotRows, targets: NodeNumbers): void {
  const { count, degree, index, place: first } = rows;
  const { firstTarget, start } = stratum;
  if (isAlone(stratum)) {
    for (let place = first; place < targets.length; place += degree) targets[place] = firstTarget;
    return;
  }
  const { places } = stratum;
  let source = index;
  for (let place = first; place < targets.length; place += degree)
    targets[place] = weights.rankAt(start + positionOf(stratum, count, places.at(source++)));
}
