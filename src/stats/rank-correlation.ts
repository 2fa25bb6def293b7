/** The ranks of degrees from 1; equal degrees have the average of their ranks. */
export function rankDegrees(degrees: Int32Array): Float64Array {
  const ranks = new Float64Array(degrees.reduce((max, degree) => Math.max(max, degree), 0) + 1);
  for (const degree of degrees) ranks[degree]!++;
  let below = 0;
  for (let degree = 0; degree < ranks.length; degree++) {
    const count = ranks[degree]!;
    ranks[degree] = below + (count + 1) / 2;
    below += count;
  }
  const ranked = new Float64Array(degrees.length);
  for (let place = 0; place < degrees.length; place++) ranked[place] = ranks[degrees[place]!]!;
  return ranked;
}

/** The same for any numbers, which it sorts. */
export function rankNumbers(numbers: Float64Array): Float64Array {
  const sorted = numbers.toSorted();
  const ranks = new Map<number, number>();
  for (let first = 0, end = 0; first < sorted.length; first = end) {
    while (end < sorted.length && sorted[end] === sorted[first]) end++;
    ranks.set(sorted[first]!, (first + 1 + end) / 2);
  }
  const ranked = new Float64Array(numbers.length);
  for (let place = 0; place < numbers.length; place++) ranked[place] = ranks.get(numbers[place]!)!;
  return ranked;
}

/** Pearson's correlation of two lists of ranks, which is Spearman's of what was ranked. Undefined if one has equal ranks only. */
export function correlateRanks(one: Float64Array, other: Float64Array): number | undefined {
  const mean = (one.length + 1) / 2; // also with ties
  let product = 0;
  let square = 0;
  let otherSquare = 0;
  for (let place = 0; place < one.length; place++) {
    const x = one[place]! - mean;
    const y = other[place]! - mean;
    product += x * y;
    square += x * x;
    otherSquare += y * y;
  }
  return square === 0 || otherSquare === 0 ? undefined : product / Math.sqrt(square * otherSquare);
}
