import { checkOptions } from '../../options/check-options.ts';
import type { Stream } from '../../random/stream.ts';
import type { Adjacency, Side } from './adjacency.ts';
import { compareNodes, compareRanked } from './find-busiest.ts';
import { createPermutation, type Permutation } from './permutation.ts';

/** What `shuffleLinks` shuffles. */
export interface ShuffleOptions {
  /** The links by rank. */
  readonly links: Adjacency;
  /** Whether both ends are nodes of one kind, which keep one number each. */
  readonly isOneKind: boolean;
}

/**
 * Gives the nodes of links other numbers, by permutations. Shapes give most rows to the first nodes; shuffled, the nodes with most rows
 * are anywhere, and those of one link are others than those of the next.
 */
export function shuffleLinks(stream: Stream, options: ShuffleOptions): Adjacency {
  checkOptions('shuffleLinks', options, { links: 'object', isOneKind: 'boolean' });
  const { links, isOneKind } = options;
  const sources = createPermutation(stream, Math.max(1, links.sources), numberOfSources);
  const targets = isOneKind ? sources : createPermutation(stream, Math.max(1, links.targets), numberOfTargets);
  const orderOf = (side: Side): Permutation => (side === 'source' ? sources : targets);
  const sizeOf = (side: Side): number => (side === 'source' ? links.sources : links.targets);
  let [lastRank, lastSource] = [-1, -1]; // rows of one source follow each other
  return {
    rows: links.rows,
    sources: links.sources,
    targets: links.targets,
    source(row) {
      const rank = links.source(row);
      if (rank !== lastRank) [lastRank, lastSource] = [rank, sources.at(rank)];
      return lastSource;
    },
    target: (row) => targets.at(links.target(row)),
    *targetsOf(source) {
      for (const rank of links.targetsOf(sources.indexOf(source))) yield targets.at(rank);
    },
    *sourcesOf(target) {
      for (const rank of links.sourcesOf(targets.indexOf(target))) yield sources.at(rank);
    },
    degree: (side, node) => links.degree(side, orderOf(side).indexOf(node)),
    has: (source, target) => links.has(sources.indexOf(source), targets.indexOf(target)),
    runs(side) {
      const most = links.runs(side).reduce((highest, run) => Math.max(highest, run.most), 0);
      return [{ first: 0, count: sizeOf(side), most }];
    },
    busiest: (side, count) =>
      compareNodes(links, side, count, 'all')
        .map(({ node: rank, rows }) => ({ node: orderOf(side).at(rank), rows }))
        .sort(compareRanked)
        .slice(0, count)
        .map(({ node }) => node),
  };
}

/** Numbers of permutations that no weave of the stream takes. */
const numberOfSources = 2 ** 50;
const numberOfTargets = 2 ** 50 + 1;
