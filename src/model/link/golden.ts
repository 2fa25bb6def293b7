import { checkOptions } from '../../options/check-options.ts';
import type { Adjacency, Side } from './adjacency.ts';

/** Rows that are written down. */
export interface GoldenOptions {
  /** How many nodes the rows can start at. */
  readonly sources: number;
  /** How many nodes the rows can end at. */
  readonly targets: number;
  /** The source and the target of each row, in the order of the rows. */
  readonly pairs: readonly (readonly [source: number, target: number])[];
}

/** Rows that are written down one by one, for a known case in a large graph. Throws a TypeError for a number outside the graph, or a pair that comes twice. */
export function createGolden(options: GoldenOptions): Adjacency {
  checkOptions('createGolden', options, { sources: 'any', targets: 'any', pairs: 'any' });
  const { sources, targets, pairs } = options;
  const seen = new Set<string>();
  for (const [source, target] of pairs) {
    refuseOutside('source', source, sources);
    refuseOutside('target', target, targets);
    if (seen.has(`${source} ${target}`))
      throw new TypeError(`Expected each pair of rows that are written down once, got \`${source}, ${target}\` twice`);
    seen.add(`${source} ${target}`);
  }
  const endOf = (side: Side, [source, target]: readonly [number, number]): number =>
    side === 'source' ? source : target;
  const degree = (side: Side, node: number): number => pairs.filter((pair) => endOf(side, pair) === node).length;
  return {
    rows: pairs.length,
    sources,
    targets,
    source: (row) => pairs[row]![0],
    target: (row) => pairs[row]![1],
    *targetsOf(source) {
      for (const [from, to] of pairs) if (from === source) yield to;
    },
    *sourcesOf(target) {
      for (const [from, to] of pairs) if (to === target) yield from;
    },
    degree,
    has: (source, target) => seen.has(`${source} ${target}`),
    runs(side) {
      const size = side === 'source' ? sources : targets;
      const nodes = [...new Set(pairs.map((pair) => endOf(side, pair)))].sort((a, b) => a - b);
      const runs = [];
      let first = 0;
      for (const node of nodes) {
        if (node > first) runs.push({ first, count: node - first, most: 0 });
        runs.push({ first: node, count: 1, most: degree(side, node) });
        first = node + 1;
      }
      if (first < size) runs.push({ first, count: size - first, most: 0 });
      return runs;
    },
  };
}

function refuseOutside(side: Side, node: number, size: number): void {
  if (Number.isSafeInteger(node) && node >= 0 && node < size) return;
  throw new TypeError(`Expected a ${side} of rows that are written down to be from 0 to ${size - 1}, got \`${node}\``);
}
