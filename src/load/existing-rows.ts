import type { Graph } from '../model/graph.ts';
import { countByType } from '../neo4j/count.ts';
import type { Database } from '../neo4j/driver.ts';
import { listLoadedTables } from './loaded-table.ts';
import { countOwnRelationships, findOwnNodes, listRelationshipTypes } from './own-rows.ts';

/** The part of a graph that a database has. */
export interface ExistingRows {
  /** Nodes with ids of the graph, events among them. */
  readonly nodes: number;
  /** Relationships of its types between these nodes. */
  readonly relationships: number;
}

/** Counts what a merge finds in a database. */
export async function countExistingRows(database: Database, graph: Graph): Promise<ExistingRows> {
  let [nodes, relationships] = [0, 0];
  for (const table of listLoadedTables(graph)) {
    if (table.kind !== 'node' || table.count === 0) continue;
    // A merge finds a node by its first label and adds the other labels.
    nodes += (await findOwnNodes(database, { ...table, labels: table.labels.slice(0, 1) })).count;
  }
  const types = await countByType(database, listRelationshipTypes(graph));
  for (const [type, count] of types) {
    if (count > 0) relationships += await countOwnRelationships(database, graph, type);
  }
  return { nodes, relationships };
}
