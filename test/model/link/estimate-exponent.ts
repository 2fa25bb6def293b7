/** The exponent of a power law, by maximum likelihood over degrees from `least` (A. Clauset et al., 2009, equation 3.7). */
export function estimateExponent(counts: readonly number[], least: number): number {
  const tail = counts.filter((count) => count >= least);
  return 1 + tail.length / tail.reduce((sum, count) => sum + Math.log(count / (least - 0.5)), 0);
}
