import { BulkgenError } from '../../errors.ts';

/** How many ranks in a row have one weight. */
export interface LadderStep {
  readonly count: number;
  /** A whole number from 1 up. */
  readonly weight: number;
}

/**
 * Weights by rank, laid end to end: rank 0 covers the first positions, rank 1 the next ones. Both directions are arithmetic, and
 * memory depends on the steps, not on the ranks.
 */
export interface Ladder {
  /** How many ranks. */
  readonly size: number;
  /** The sum of all weights. */
  readonly total: number;
  /** The weight of the heaviest rank; 0 without ranks. */
  readonly heaviest: number;
  /** Ranks of one weight, in order. No step is empty. */
  readonly steps: readonly LadderStep[];
  /** The first position of a rank: the sum of the weights before it. `total` for the rank after the last. */
  start(rank: number): number;
  /** The weight of a rank. */
  weight(rank: number): number;
  /** The rank that covers a position from 0 to `total` − 1. */
  rankAt(position: number): number;
}

/** A position is looked up in at most so many parts of equal length first, and in no more than four for each step. */
const mostParts = 256;

/**
 * Makes a ladder of steps. A weight of 0 is refused, because a rank without positions could not be found: leave what has no weight out
 * of the ranks. Throws `invalid-model` for a count or weight that is not a whole number, and for a sum of weights beyond 2^53.
 */
export function createLadder(given: readonly LadderStep[]): Ladder {
  refuseSteps(given);
  const steps = given.filter(({ count }) => count > 0);
  const last = Math.max(0, steps.length - 1);
  // A graph has thousands of ladders, so these are filled by plain loops.
  const weights = new Float64Array(steps.length + 1);
  const [firstRanks, starts] = [new Float64Array(steps.length + 1), new Float64Array(steps.length + 1)];
  for (let index = 0; index < steps.length; index++) {
    const { count, weight } = steps[index]!;
    weights[index] = weight;
    firstRanks[index + 1] = firstRanks[index]! + count;
    starts[index + 1] = starts[index]! + count * weight;
  }
  const size = firstRanks[steps.length]!;
  const total = starts[steps.length]!;
  if (!(total <= Number.MAX_SAFE_INTEGER))
    throw new BulkgenError('invalid-model', 'Expected the weights of a ladder to add up to at most 2^53');
  const guide = createGuide(starts);
  const partsPerPosition = (guide.length - 1) / total;
  function findStep(rank: number): number {
    let step = 0;
    while (step < last && firstRanks[step + 1]! <= rank) step++;
    return step;
  }

  return {
    size,
    total,
    heaviest: weights.reduce((most, weight) => Math.max(most, weight), 0),
    steps,
    start(rank) {
      const step = findStep(rank);
      return starts[step]! + (rank - firstRanks[step]!) * weights[step]!;
    },
    weight: (rank) => weights[findStep(rank)]!,
    rankAt(position) {
      // Rounding may name the next step.
      let step = guide[(position * partsPerPosition) | 0]!;
      while (starts[step]! > position) step--;
      while (starts[step + 1]! <= position) step++;
      return firstRanks[step]! + Math.floor((position - starts[step]!) / weights[step]!);
    },
  };
}

function refuseSteps(steps: readonly LadderStep[]): void {
  for (const { count, weight } of steps) {
    if (!Number.isSafeInteger(count) || count < 0 || !Number.isSafeInteger(weight) || weight < 1)
      throw new BulkgenError(
        'invalid-model',
        `Expected a step to have a whole count and a whole weight from 1 up, got ${count} × ${weight}`,
      );
  }
}

/** The step in which each part of all positions begins, by where the steps start. */
function createGuide(starts: Float64Array): Uint16Array {
  const [steps, total] = [starts.length - 1, starts.at(-1)!];
  const parts = Math.min(mostParts, 4 * steps + 1);
  const guide = new Uint16Array(parts + 1);
  for (let part = 0, step = 0; part <= parts; part++) {
    while (step < steps - 1 && starts[step + 1]! <= (part * total) / parts) step++;
    guide[part] = step;
  }
  return guide;
}
