/** Things that are divided among parts: each part has neighbours. */
export interface Shares {
  readonly count: number;
  readonly parts: number;
  /** The first thing of a part; the number of things for the part after the last. */
  first(part: number): number;
  /** How many things a part has. */
  size(part: number): number;
  /** The part of a thing. */
  partOf(thing: number): number;
}

/**
 * Divides things among parts by weight; a part with the weight 0 gets none. Where there are enough, each part gets at first what it needs at
 * least.
 */
export function divide(count: number, weights: readonly number[], least?: (part: number) => number): Shares {
  const needs = weights.map((weight, part) => (weight > 0 && least ? least(part) : 0));
  const total = add(weights);
  const isEnough = count >= add(needs);
  const shared = isEnough ? count - add(needs) : count;
  const starts = new Float64Array(weights.length + 1);
  let [weightBefore, neededBefore] = [0, 0];
  for (const [part, weight] of weights.entries()) {
    weightBefore += weight;
    if (isEnough) neededBefore += needs[part]!;
    const end = weightBefore === total && total > 0 ? shared : Math.ceil((shared * weightBefore) / total);
    starts[part + 1] = Math.min(shared, end) + neededBefore;
  }
  // The part in which each piece of equal length begins, from which it is not far to the part of a thing.
  let at = 0;
  const guide = Uint32Array.from({ length: pieces + 1 }, (_, piece) => {
    while (at < weights.length - 1 && starts[at + 1]! <= Math.floor((piece * count) / pieces)) at++;
    return at;
  });
  return {
    count,
    parts: weights.length,
    first: (part) => starts[part]!,
    size: (part) => starts[part + 1]! - starts[part]!,
    partOf(thing) {
      let part = guide[Math.floor((thing / count) * pieces)]!;
      while (part > 0 && starts[part]! > thing) part--;
      while (starts[part + 1]! <= thing) part++;
      return part;
    },
  };
}

const pieces = 256;

/** The sum of numbers. */
export function add(numbers: readonly number[]): number {
  return numbers.reduce((sum, number) => sum + number, 0);
}
