import type { Agreement, ValuePair } from './graph-stats.ts';
import type { ValuePairs } from './pair-rows.ts';

/**
 * How often both ends have the same value, and how often they would by chance: Σ over values of the share of starts with the
 * value times the share of ends with it. A property that has one value at all starts, or at all ends, is left out.
 */
export function measureAgreement(valuePairs: readonly ValuePairs[]): readonly Agreement[] {
  const properties = new Set(valuePairs.map(({ property }) => property));
  return [...properties].flatMap((property) => {
    const pairs = joinPairs(valuePairs.filter((each) => each.property === property));
    const [starts, ends] = [sumBy(pairs, 'from'), sumBy(pairs, 'to')];
    if (starts.size < 2 || ends.size < 2) return [];
    const rows = pairs.reduce((sum, pair) => sum + pair.rows, 0);
    const same = pairs.reduce((sum, pair) => sum + (pair.from === pair.to ? pair.rows : 0), 0);
    const expected = [...starts].reduce((sum, [value, count]) => sum + count * (ends.get(value) ?? 0), 0);
    return [{ property, rows, same: same / rows, expected: expected / rows ** 2, pairs }];
  });
}

/** The pairs of values of several kinds, most frequent first. */
function joinPairs(valuePairs: readonly ValuePairs[]): readonly ValuePair[] {
  const joined = new Map<string, { from: string; to: string; rows: number }>();
  for (const [from, counts] of valuePairs.flatMap(({ rows }) => [...rows])) {
    for (const [to, rows] of counts) {
      const pair = joined.get(`${from}\0${to}`) ?? { from, to, rows: 0 };
      pair.rows += rows;
      joined.set(`${from}\0${to}`, pair);
    }
  }
  return [...joined.values()].sort((a, b) => b.rows - a.rows || (`${a.from}\0${a.to}` < `${b.from}\0${b.to}` ? -1 : 1));
}

function sumBy(pairs: readonly ValuePair[], end: 'from' | 'to'): ReadonlyMap<string, number> {
  const sums = new Map<string, number>();
  for (const pair of pairs) sums.set(pair[end], (sums.get(pair[end]) ?? 0) + pair.rows);
  return sums;
}
