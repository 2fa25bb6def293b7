import type { ReadableGraph } from '../../src/export/create-graph.ts';
import { streamRelationships } from '../../src/export/stream-rows.ts';

/** A relationship as its row says it. */
export interface Row {
  readonly type: string;
  readonly from: string;
  readonly to: string;
}

/** All relationships of a graph, read from its rows. */
export async function readRows(graph: ReadableGraph): Promise<readonly Row[]> {
  const rows: Row[] = [];
  for (const { name } of graph.relationships) {
    for await (const { startId, endId } of streamRelationships(graph, name as never)) {
      rows.push({ type: name, from: String(startId), to: String(endId) });
    }
  }
  return rows;
}

/** The distance of every node that can be reached from one, by a plain breadth-first search. */
export function measureDistances(
  start: string,
  edges: Iterable<readonly [from: string, to: string]>,
): ReadonlyMap<string, number> {
  const next = new Map<string, string[]>();
  for (const [from, to] of edges) next.set(from, [...(next.get(from) ?? []), to]);
  const distances = new Map([[start, 0]]);
  for (const [node, distance] of distances) {
    for (const other of next.get(node) ?? []) if (!distances.has(other)) distances.set(other, distance + 1);
  }
  return distances;
}
