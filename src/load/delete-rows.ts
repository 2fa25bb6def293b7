import { setTimeout } from 'node:timers/promises';
import { throwIfAborted } from '../errors.ts';
import type { Graph } from '../model/graph.ts';
import { quoteName, toInteger } from '../neo4j/cypher.ts';
import type { Database } from '../neo4j/driver.ts';
import { writeOnce } from '../neo4j/write-session.ts';
import { cutIds } from './id-ranges.ts';
import type { LoadedTable } from './loaded-table.ts';
import { isInRange, isOwnId, listRanges, listRelationshipTypes } from './own-rows.ts';
import { chooseDelay, classifyError, type FailedStatement, Patience } from './retry.ts';

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

export interface RowDeleterOptions {
  readonly onRows: (rows: number) => void;
  readonly signal: AbortSignal | undefined;
}

const nodesOfARange = 2_000;
const mostRows = 10_000;
const secondsOfPatience = 300;

/** Deletes rows in transactions of their own, which become smaller when the server has too little memory for them. */
export function createRowDeleter(database: Database, graph: Graph, { onRows, signal }: RowDeleterOptions): RowDeleter {
  const ranges = listRanges(graph);
  const types = listRelationshipTypes(graph).map(quoteName).join('|');
  const patience = new Patience(secondsOfPatience);
  const deleted = { nodes: 0, relationships: 0 };
  let limit = mostRows;

  /** Runs a statement that deletes at most so many rows until it finds no more. */
  async function repeat(text: string, parameters: Record<string, unknown>, kind: keyof DeletedRows): Promise<void> {
    for (let attempt = 0; ; ) {
      throwIfAborted(signal);
      try {
        const [row] = await writeOnce<{ rows: bigint }>(database, {
          text,
          parameters: { ...parameters, limit: toInteger(limit) },
        });
        const rows = Number(row!.rows);
        patience.noteProgress();
        attempt = 0;
        deleted[kind] += rows;
        onRows(rows);
        if (rows < limit) return;
      } catch (error) {
        const reaction = classifyError(error as FailedStatement);
        if (reaction === 'halve' && limit > 1) limit = Math.ceil(limit / 2);
        else if ((reaction !== 'retry' && reaction !== 'halve') || patience.isOver()) throw error;
        else await setTimeout(chooseDelay(++attempt));
      }
    }
  }

  return {
    deleted,
    async deleteRelationships(table) {
      const text = `${matchRange(table)}
MATCH (n)-[r:${types}]->(end) WHERE ${isOwnId('end.id')}
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
