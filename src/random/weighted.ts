import type { Stream } from './stream.ts';

const weightOfFirst = 2 ** 17;

/** Draws an index into the weights for this ordinal. */
export type WeightedDraw = (ordinal: number, draw?: number) => number;

/**
 * Draws indexes with integer weights. Integer thresholds decide, so the index is the same on every machine.
 * The weights are non-negative integers with a sum from 1 to 2^21.
 */
export function createWeightedDraw(stream: Stream, weights: readonly number[]): WeightedDraw {
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  let reached = 0;
  const thresholds = Float64Array.from(weights, (weight) => {
    reached += weight;
    return Math.floor((reached / total) * 2 ** 32);
  });
  // Where the search starts for each highest byte. It nearly always ends there, so the processor predicts the branch.
  const starts = Uint16Array.from({ length: 256 }, (_, byte) => thresholds.findIndex((end) => byte * 2 ** 24 < end));
  return (ordinal, draw = 0) => {
    const bits = stream.bits(ordinal, draw);
    let index = starts[bits >>> 24]!;
    while (bits >= thresholds[index]!) index++;
    return index;
  };
}

/**
 * Weights of Zipf's law with exponent 1, for `createWeightedDraw`: rank n is drawn in proportion to 1/n. Up to 1,000 ranks
 * are within one part in a hundred of it. Source: G. K. Zipf, "Human Behavior and the Principle of Least Effort", 1949.
 */
export function zipfWeights(ranks: number): readonly number[] {
  return Array.from({ length: ranks }, (_, index) => Math.floor(weightOfFirst / (index + 1)));
}
