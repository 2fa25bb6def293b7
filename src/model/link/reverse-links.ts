import { type Adjacency, otherSide, readEnds, type Side } from './adjacency.ts';

/** The same rows with sources and targets exchanged. */
export function reverseLinks(links: Adjacency): Adjacency {
  const { busiest } = links;
  return {
    rows: links.rows,
    sources: links.targets,
    targets: links.sources,
    source: (row) => links.target(row),
    target: (row) => links.source(row),
    targetsOf: (source) => links.sourcesOf(source),
    sourcesOf: (target) => links.targetsOf(target),
    degree: (side, node) => links.degree(otherSide(side), node),
    has: (source, target) => links.has(target, source),
    runs: (side) => links.runs(otherSide(side)),
    read: (first, count, { sources, targets }) => readEnds(links, first, count, { sources: targets, targets: sources }),
    ...(busiest && { busiest: (side: Side, count: number) => busiest(otherSide(side), count) }),
    ...(links.modulo && { modulo: { ...links.modulo, each: otherSide(links.modulo.each) } }),
  };
}
