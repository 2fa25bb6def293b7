import type { Graph } from '../model/graph.ts';
import { quoteName } from '../neo4j/cypher.ts';
import type { Database, QueryParameters } from '../neo4j/driver.ts';
import { cutIds } from './id-ranges.ts';
import type { LoadedTable } from './loaded-table.ts';
import { isInRange, isOwnNode, listRanges, listRelationshipTypes } from './own-rows.ts';
import { createRepeatDeletion, type DeletionOptions } from './repeat-deletion.ts';

/** How many rows were removed. */
export interface DeletedRows {
  /** Nodes, events among them. */
  readonly nodes: number;
  /** Relationships, those of events among them. */
  readonly relationships: number;
}

export interface RowDeleter {
  readonly deleted: DeletedRows;
  /** Deletes the relationships of the model that start at the nodes of a table and end at nodes of the graph. */
  deleteRelationships(table: LoadedTable): Promise<void>;
  /** Deletes the nodes of a table. Fails for a node that still has a relationship. */
  deleteNodes(table: LoadedTable): Promise<void>;
}

const nodesOfARange = 2_000;

/** Deletes rows in transactions of their own, which become smaller when the server has too little memory for them. */
export function createRowDeleter(database: Database, graph: Graph, { onRows, signal }: DeletionOptions): RowDeleter {
  const ranges = listRanges(graph);
  const types = listRelationshipTypes(graph).map(quoteName).join('|');
  const repeatDeletion = createRepeatDeletion(database);
  const deleted = { nodes: 0, relationships: 0 };

  function repeat(text: string, parameters: QueryParameters, kind: keyof DeletedRows): Promise<void> {
    const count = (rows: number): void => {
      deleted[kind] += rows;
      onRows(rows);
    };
    return repeatDeletion(text, parameters, { onRows: count, signal });
  }

  return {
    deleted,
    async deleteRelationships(table) {
      const text = `${matchRange(table)}
MATCH (n)-[r:${types}]->(end) WHERE ${isOwnNode(graph.model, 'end')}
WITH r LIMIT $limit DELETE r RETURN count(*) AS rows`;
      for (const range of cutIds(table, nodesOfARange)) await repeat(text, { range, ranges }, 'relationships');
    },
    async deleteNodes(table) {
      const text = `${matchRange(table)}
WITH n LIMIT $limit DELETE n RETURN count(*) AS rows`;
      for (const range of cutIds(table, nodesOfARange)) await repeat(text, { range }, 'nodes');
    },
  };
}

/** Matches the nodes whose ids are in the parameter `range`. The statement is the same for all tables with the same first label. */
export function matchRange({ labels }: LoadedTable): string {
  return `WITH $range AS range MATCH (n:${quoteName(labels[0]!)}) WHERE ${isInRange('n.id', 'range')}`;
}
