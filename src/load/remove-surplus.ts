import { throwIfAborted } from '../errors.ts';
import type { Graph } from '../model/graph.ts';
import { quoteName } from '../neo4j/cypher.ts';
import type { Database } from '../neo4j/driver.ts';
import { streamValues } from '../neo4j/stream-values.ts';
import { createNumberFinder } from '../verify/database/verified-table.ts';
import { matchRange } from './delete-rows.ts';
import { cutIds } from './id-ranges.ts';
import { type LoadedTable, listLoadedTables } from './loaded-table.ts';
import { hasMoreRelationships, isOwnNode, listRanges } from './own-rows.ts';
import { createRepeatDeletion } from './repeat-deletion.ts';
import { indexEnds } from './repeated-ends.ts';

const nodesOfARange = 5_000;

/**
 * Removes the relationships between nodes of a graph that have one of its types, but ends that no row has: those of the same graph
 * at another scale. Expects that every row is in the database. Returns how many it removed.
 */
export async function removeSurplus(
  database: Database,
  graph: Graph,
  signal: AbortSignal | undefined,
): Promise<number> {
  let removed = 0;
  for (const table of listLoadedTables(graph).filter(({ stage }) => stage === 'relationships')) {
    throwIfAborted(signal);
    if (!(await hasMoreRelationships(database, graph, table))) continue;
    removed += await removeFrom(database, graph, { table, signal });
  }
  return removed;
}

interface Removal {
  readonly table: LoadedTable;
  readonly signal: AbortSignal | undefined;
}

async function removeFrom(database: Database, graph: Graph, { table, signal }: Removal): Promise<number> {
  const index = indexEnds(graph, table);
  const findNumber = createNumberFinder(graph.nodes);
  const repeatDeletion = createRepeatDeletion(database);
  const type = quoteName(table.name);
  const ranges = listRanges(graph);
  let removed = 0;
  for (const start of listLoadedTables(graph).filter(({ stage }) => stage === 'nodes')) {
    const text = `${matchRange(start)}
MATCH (n)-[r:${type}]->(end) WHERE ${isOwnNode(graph.model, 'end')}
RETURN [n.id, end.id, elementId(r)]`;
    for (const range of cutIds(start, nodesOfARange)) {
      const surplus: string[] = [];
      await streamValues(database, text, {
        parameters: { range, ranges },
        signal,
        onValue(value) {
          const [from, to, id] = value as readonly [string, string, string];
          if (!index.has(findNumber(from), findNumber(to))) surplus.push(id);
        },
      });
      if (surplus.length === 0) continue;
      await repeatDeletion(
        `MATCH ()-[r:${type}]->() WHERE elementId(r) IN $surplus WITH r LIMIT $limit DELETE r RETURN count(*) AS rows`,
        { surplus },
        { signal, onRows: (rows) => (removed += rows) },
      );
    }
  }
  return removed;
}
