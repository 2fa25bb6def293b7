import { type Adjacency, type NodeNumbers, readEnds, type Side } from './adjacency.ts';
import { compareNodes, compareRanked, findMost } from './find-busiest.ts';
import type { Permutation } from './permutation.ts';

/** The numbers that nodes get, by their ranks. Without one, nodes keep their ranks as numbers. */
export interface Numberings {
  readonly sources?: Permutation | undefined;
  readonly targets?: Permutation | undefined;
}

/** Gives the nodes of links other numbers. */
export function renumberLinks(links: Adjacency, { sources, targets }: Numberings): Adjacency {
  const numberOf = (order: Permutation | undefined, rank: number): number => (order ? order.at(rank) : rank);
  const rankOf = (order: Permutation | undefined, number: number): number => (order ? order.indexOf(number) : number);
  const orderOf = (side: Side): Permutation | undefined => (side === 'source' ? sources : targets);
  const sizeOf = (side: Side): number => (side === 'source' ? links.sources : links.targets);
  let [lastRank, lastSource] = [-1, -1]; // rows of one source follow each other
  return {
    rows: links.rows,
    sources: links.sources,
    targets: links.targets,
    source(row) {
      const rank = links.source(row);
      if (rank !== lastRank) [lastRank, lastSource] = [rank, numberOf(sources, rank)];
      return lastSource;
    },
    target: (row) => numberOf(targets, links.target(row)),
    targetsOf: (source) => renumberEach(links.targetsOf(rankOf(sources, source)), targets),
    sourcesOf: (target) => renumberEach(links.sourcesOf(rankOf(targets, target)), sources),
    degree: (side, node) => links.degree(side, rankOf(orderOf(side), node)),
    has: (source, target) => links.has(rankOf(sources, source), rankOf(targets, target)),
    read(first, count, ends) {
      readEnds(links, first, count, ends);
      if (sources) renumberRuns(ends.sources, count, sources);
      targets?.replace(ends.targets, count);
    },
    runs(side) {
      if (!orderOf(side)) return links.runs(side);
      return [{ first: 0, count: sizeOf(side), most: findMost(links, side) }];
    },
    busiest: (side, count) =>
      compareNodes(links, side, count, 'all')
        .map(({ node: rank, rows }) => ({ node: numberOf(orderOf(side), rank), rows }))
        .sort(compareRanked)
        .slice(0, count)
        .map(({ node }) => node),
  };
}

function renumberEach(ranks: Generator<number, void>, order: Permutation | undefined): Generator<number, void> {
  return order ? renumberRanks(ranks, order) : ranks;
}

function* renumberRanks(ranks: Generator<number, void>, order: Permutation): Generator<number, void> {
  for (const rank of ranks) yield order.at(rank);
}

/** Rows of one source follow each other, so each source is looked up once. */
function renumberRuns(ranks: NodeNumbers, count: number, order: Permutation): void {
  let lastRank = -1;
  let number = -1;
  for (let place = 0; place < count; place++) {
    const rank = ranks[place]!;
    if (rank !== lastRank) {
      lastRank = rank;
      number = order.at(rank);
    }
    ranks[place] = number;
  }
}
