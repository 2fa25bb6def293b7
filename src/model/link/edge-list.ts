import { BulkgenError } from '../../errors.ts';
import { checkOptions } from '../../options/check-options.ts';
import type { Adjacency, Run, Side } from './adjacency.ts';
import { refuseCounts } from './refuse-counts.ts';

/** The source and the target of a row. */
type Pair = readonly [source: number, target: number];

/** Rows that are written down. */
export interface EdgeListOptions {
  /** How many nodes the rows can start at. */
  readonly sources: number;
  /** How many nodes the rows can end at. */
  readonly targets: number;
  /** The source and the target of each row, in the order of the rows. */
  readonly pairs: readonly Pair[];
}

/**
 * Rows that are written down one by one, for a known case in a large graph. `[0, 0]` links a node to itself, where both ends are one kind. It is for short lists: to ask for the neighbours or the degree of
 * a node takes time in proportion to the pairs. Throws `invalid-model` for a number outside the graph, or a pair that comes twice.
 */
export function createEdgeList(options: EdgeListOptions): Adjacency {
  checkOptions('createEdgeList', options, { sources: 'any', targets: 'any', pairs: 'any' });
  const { sources, targets, pairs } = options;
  const known = readPairs(options);
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
    has: (source, target) => known.has(`${source} ${target}`),
    runs(side) {
      const degrees = new Map<number, number>();
      for (const pair of pairs) {
        const node = endOf(side, pair);
        degrees.set(node, (degrees.get(node) ?? 0) + 1);
      }
      const nodes = [...degrees].sort(([a], [b]) => a - b);
      const runs = nodes.map(([first, most]) => ({ first, count: 1, most }));
      return fillGaps(runs, side === 'source' ? sources : targets);
    },
  };
}

function endOf(side: Side, [source, target]: Pair): number {
  return side === 'source' ? source : target;
}

/** Checks the pairs. Returns them as texts, to be found. */
function readPairs({ sources, targets, pairs }: EdgeListOptions): ReadonlySet<string> {
  refuseCounts(' of an edge list', [
    ['sources', sources, 0],
    ['targets', targets, 0],
  ]);
  const known = new Set<string>();
  for (const [source, target] of pairs) {
    refuseOutside('source', source, sources);
    refuseOutside('target', target, targets);
    if (known.has(`${source} ${target}`))
      throw new BulkgenError(
        'invalid-model',
        `Expected each pair of an edge list once, got \`${source}, ${target}\` twice`,
      );
    known.add(`${source} ${target}`);
  }
  return known;
}

function refuseOutside(side: Side, node: number, size: number): void {
  if (Number.isSafeInteger(node) && node >= 0 && node < size) return;
  throw new BulkgenError(
    'invalid-model',
    `Expected a ${side} of an edge list to be from 0 to ${size - 1}, got \`${node}\``,
  );
}

/** Adds runs of the nodes without rows between those that have some, which are sorted. */
function fillGaps(runs: readonly Run[], size: number): readonly Run[] {
  const all: Run[] = [];
  let next = 0;
  for (const run of [...runs, { first: size, count: 0, most: 0 }]) {
    if (run.first > next) all.push({ first: next, count: run.first - next, most: 0 });
    if (run.count > 0) all.push(run);
    next = run.first + run.count;
  }
  return all;
}
