import type { GraphContext } from '../../../model/definition.ts';
import type { Adjacency } from '../../../model/link/adjacency.ts';
import { linkOneTargetEach } from '../../../model/link/one-target-each.ts';
import { blocksOf } from './kinds.ts';

/** Links of a class whose dirty CIs have the targets of their originals. */
export interface DirtyLinks {
  readonly links: Adjacency;
  /** The clean CI that stands where a source does: the source itself, or its original. */
  originalOf(source: number): number;
}

/**
 * Adds the stale and the duplicate CIs of a class to its links, in which each CI has one target: they are where their originals are. Orphans
 * have no row.
 */
export function linkDirt(graph: GraphContext, label: string, links: Adjacency): DirtyLinks {
  const blocks = blocksOf(graph, label).filter(({ kind, count }) => kind !== 'orphan' && count > 0);
  const clean = links.sources;
  if (blocks.length === 0 || clean === 0) return { links, originalOf: (source) => source };

  function originalOf(source: number): number {
    if (source < clean) return source;
    const { first, originals } = blocks.findLast((block) => block.first <= source - clean)!;
    return originals.originalOf(source - clean - first);
  }

  function* copiesOf(original: number): Generator<number, void> {
    for (const { first, originals } of blocks) {
      for (const copy of originals.copiesOf(original)) yield clean + first + copy;
    }
  }

  function* sourcesOf(target: number): Generator<number, void> {
    for (const source of links.sourcesOf(target)) {
      yield source;
      yield* copiesOf(source);
    }
  }

  const most = links.runs('target').reduce((highest, run) => Math.max(highest, run.most), 0);
  return {
    originalOf,
    links: linkOneTargetEach({
      sources: clean + blocks.reduce((sum, { count }) => sum + count, 0),
      targets: links.targets,
      targetOf: (source) => links.target(originalOf(source)),
      sourcesOf,
      inDegree: (target) => [...sourcesOf(target)].length,
      most: most * blocks.reduce((sum, { originals }) => sum + originals.most, 1),
    }),
  };
}
