import type { DegreeStats } from './graph-stats.ts';

/** Below so many nodes in the tail, its exponent says nothing. */
const leastTail = 25;

/** Describes how many relationships nodes have. Sorts the list. */
export function summariseDegrees(degrees: Int32Array): DegreeStats {
  degrees.sort();
  const { length: nodes } = degrees;
  const quantile = (share: number): number => degrees[Math.max(0, Math.ceil(share * nodes - 1e-9) - 1)] ?? 0;
  const rows = degrees.reduce((sum, degree) => sum + degree, 0);
  const top = degrees.subarray(nodes - Math.ceil(nodes / 100)).reduce((sum, degree) => sum + degree, 0);
  const linked = nodes - countBelow(degrees, 1);
  const [exponent20, exponent50] = [estimateExponent(degrees, 20), estimateExponent(degrees, 50)];
  return {
    ...{ nodes, linked, zero: nodes === 0 ? 0 : (nodes - linked) / nodes },
    ...{ p50: quantile(0.5), p75: quantile(0.75), p90: quantile(0.9), p95: quantile(0.95) },
    ...{ p99: quantile(0.99), p999: quantile(0.999), max: degrees.at(-1) ?? 0 },
    ...{ mean: nodes === 0 ? 0 : rows / nodes, topShare: rows === 0 ? 0 : top / rows, gini: measureGini(degrees) },
    ...(exponent20 !== undefined && { exponent20 }),
    ...(exponent50 !== undefined && { exponent50 }),
    atLeast: listAtLeast(degrees),
  };
}

/** The Gini coefficient of a sorted list: G = 2 Σ i·x_i / (n Σ x_i) − (n + 1) / n, i from 1. It is 0 for a list of zeros. */
export function measureGini(sorted: Int32Array): number {
  const { length } = sorted;
  let sum = 0;
  let weighted = 0;
  for (let place = 0; place < length; place++) {
    sum += sorted[place]!;
    weighted += (place + 1) * sorted[place]!;
  }
  return sum === 0 ? 0 : (2 * weighted) / (length * sum) - (length + 1) / length;
}

/**
 * The exponent α of a tail p(x) ~ x^−α from `least` up, in a sorted list, by the discrete Hill estimator 1 + n / Σ ln(x / (least − ½)):
 * Clauset, Shalizi and Newman, "Power-law distributions in empirical data", SIAM Review 51 (2009), equation 3.7. Undefined below 25 values.
 */
export function estimateExponent(sorted: Int32Array, least: number): number | undefined {
  const first = countBelow(sorted, least);
  const count = sorted.length - first;
  if (count < leastTail) return undefined;
  let sum = 0;
  for (let place = first; place < sorted.length; place++) sum += Math.log(sorted[place]! / (least - 0.5));
  return 1 + count / sum;
}

/** How many values of a sorted list are less than a limit. */
function countBelow(sorted: Int32Array, limit: number): number {
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (sorted[middle]! < limit) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** Points of the curve lie at least this factor apart. */
const step = 1.06;

/** The share of nodes with at least a degree, for degrees from 1 to the greatest, closer where they are small. */
function listAtLeast(sorted: Int32Array): DegreeStats['atLeast'] {
  const points: (readonly [number, number])[] = [];
  const { length } = sorted;
  const max = sorted.at(-1) ?? 0;
  for (let degree = 1; degree <= max; ) {
    const place = countBelow(sorted, degree);
    const found = sorted[place]!;
    points.push([found, (length - place) / length]);
    degree = found === max ? max + 1 : Math.min(max, Math.max(found + 1, Math.floor(found * step)));
  }
  return points;
}
