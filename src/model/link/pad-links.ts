import { type Adjacency, readEnds, type Side } from './adjacency.ts';

/**
 * The same rows between more nodes, of which those after the others have no rows. Their `modulo` is left out, because its formula counts all nodes
 * of a side.
 */
export function padLinks(links: Adjacency, { sources, targets }: Pick<Adjacency, 'sources' | 'targets'>): Adjacency {
  if (sources <= links.sources && targets <= links.targets) return links;
  const { rows, busiest } = links;
  const isOwn = (side: Side, node: number): boolean => node < (side === 'source' ? links.sources : links.targets);
  const none = { source: sources - links.sources, target: targets - links.targets };
  const firstOf = { source: links.sources, target: links.targets };
  return {
    ...{ rows, sources, targets },
    source: (row) => links.source(row),
    target: (row) => links.target(row),
    read: (first, count, ends) => readEnds(links, first, count, ends),
    *targetsOf(source) {
      if (isOwn('source', source)) yield* links.targetsOf(source);
    },
    *sourcesOf(target) {
      if (isOwn('target', target)) yield* links.sourcesOf(target);
    },
    degree: (side, node) => (isOwn(side, node) ? links.degree(side, node) : 0),
    has: (source, target) => isOwn('source', source) && isOwn('target', target) && links.has(source, target),
    runs: (side) => [
      ...links.runs(side),
      ...(none[side] > 0 ? [{ first: firstOf[side], count: none[side], most: 0 }] : []),
    ],
    ...(busiest && {
      busiest(side: Side, count: number) {
        const found = busiest(side, count);
        const missing = Math.min(count - found.length, none[side]);
        return [...found, ...Array.from({ length: missing }, (_, place) => firstOf[side] + place)];
      },
    }),
  };
}
