/** Pearson's chi-square of counts that should all be equal. */
export function chiSquare(counts: ArrayLike<number>): number {
  const cells = Array.from(counts);
  const expected = cells.reduce((sum, count) => sum + count, 0) / cells.length;
  return cells.reduce((sum, count) => sum + (count - expected) ** 2 / expected, 0);
}

/**
 * What chi-square stays below with a probability of about one in a million (normal approximation, 5 standard deviations
 * above the mean): with fixed names of streams a test passes always or never.
 */
export function chiSquareLimit(cells: number): number {
  return cells - 1 + 5 * Math.sqrt(2 * (cells - 1));
}

/** Counts how often each pair of four-bit values occurs over `draws` draws. */
export function countPairs(draws: number, first: (n: number) => number, second: (n: number) => number): Uint32Array {
  const counts = new Uint32Array(256);
  for (let n = 0; n < draws; n++) counts[((first(n) & 15) << 4) | (second(n) & 15)]!++;
  return counts;
}
