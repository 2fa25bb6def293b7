import type { GraphContext } from '../../model/definition.ts';
import { estateOf } from './structure/estate.ts';
import type { CellLabel } from './structure/layout.ts';

/** Parts of 8 of the dependencies that are required: without them the source fails. The others are caches, metrics and other extras. */
const requiredParts = { Database: 7, other: 4 } as const;

/**
 * Whether a dependency is required, by the numbers of its ends within their classes. Those of a workflow are not: it calls applications that are less
 * critical, and answers without them. All others stay in one cell, or lead to the platform.
 */
export function createRequirement(
  graph: GraphContext,
  from: CellLabel,
  to: CellLabel,
): (source: number, target: number) => boolean {
  const parts = to === 'Database' ? requiredParts.Database : requiredParts.other;
  const key = graph.stream(`DEPENDS_ON/${from}/${to}/required`).bits(0);
  if (from !== 'Microservice') return (source, target) => mixEnds(source, target, key) < parts;
  const { cells, layout } = estateOf(graph);
  const sources = layout(from);
  let [lastSource, hasRequired] = [-1, true]; // rows of one source follow each other
  return (source, target) => {
    if (mixEnds(source, target, key) >= parts) return false;
    if (source !== lastSource) {
      lastSource = source;
      hasRequired = cells[sources.partOf(sources.rankOf(source))]!.kind !== 'workflow';
    }
    return hasRequired;
  };
}

/** Three bits that depend on both ends: cheaper than a draw, and random enough for a share. */
function mixEnds(source: number, target: number, key: number): number {
  return Math.imul(Math.imul(source ^ key, 0x9e3779b1) ^ target, 0x85ebca6b) >>> 29;
}
