const weightOfFirst = 2 ** 17;

/**
 * Weights of Zipf's law with exponent 1, for `createWeightedDraw`: rank n is drawn in proportion to 1/n. Up to 1,000 ranks
 * are within one part in a hundred of it. Source: G. K. Zipf, "Human Behavior and the Principle of Least Effort", 1949.
 */
export function zipfWeights(ranks: number): readonly number[] {
  return Array.from({ length: ranks }, (_, index) => Math.floor(weightOfFirst / (index + 1)));
}
