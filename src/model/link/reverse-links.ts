import { type Adjacency, readEnds, type Side } from './adjacency.ts';

/** The same rows with sources and targets exchanged. */
export function reverseLinks(links: Adjacency): Adjacency {
  const { busiest } = links;
  const other = (side: Side): Side => (side === 'source' ? 'target' : 'source');
  return {
    rows: links.rows,
    sources: links.targets,
    targets: links.sources,
    source: (row) => links.target(row),
    target: (row) => links.source(row),
    targetsOf: (source) => links.sourcesOf(source),
    sourcesOf: (target) => links.targetsOf(target),
    degree: (side, node) => links.degree(other(side), node),
    has: (source, target) => links.has(target, source),
    runs: (side) => links.runs(other(side)),
    read: (first, count, { sources, targets }) => readEnds(links, first, count, { sources: targets, targets: sources }),
    ...(busiest && { busiest: (side: Side, count: number) => busiest(other(side), count) }),
    ...(links.modulo && { modulo: { ...links.modulo, each: other(links.modulo.each) } }),
  };
}
