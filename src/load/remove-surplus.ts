import { throwIfAborted } from '../errors.ts';
import type { Graph } from '../model/graph.ts';
import { sumRows } from '../model/table.ts';
import { quoteName } from '../neo4j/cypher.ts';
import type { Database } from '../neo4j/driver.ts';
import { streamValues } from '../neo4j/stream-values.ts';
import type { ProgressListener } from '../progress/progress.ts';
import { ProgressTracker } from '../progress/tracker.ts';
import { createNumberFinder } from '../verify/database/verified-table.ts';
import { matchRange } from './delete-rows.ts';
import { cutIds } from './id-ranges.ts';
import { type LoadedTable, listLoadedTables } from './loaded-table.ts';
import { hasMoreRelationships, type IdRange, isOwnNode, listRanges } from './own-rows.ts';
import { persist } from './persist.ts';
import { createRepeatDeletion } from './repeat-deletion.ts';
import { indexEnds } from './repeated-ends.ts';
import { Patience } from './retry.ts';

const nodesOfARange = 5_000;

/**
 * Removes the relationships between nodes of a graph that have one of its types, but ends that no row has: those of the same graph
 * at another scale. Expects that every row is in the database. Returns how many it removed.
 */
export async function removeSurplus(
  database: Database,
  graph: Graph,
  { retryFor, signal, onProgress }: SurplusOptions,
): Promise<number> {
  const tables = listLoadedTables(graph).filter(({ stage }) => stage === 'relationships');
  if (tables.length === 0) return 0;
  const tracker = new ProgressTracker(onProgress);
  tracker.start('remove-surplus', {
    message: 'Removing relationships that the graph does not have',
    finished: 'Removed relationships that the graph does not have',
    total: sumRows(tables),
    unit: 'relationships',
  });
  const patience = new Patience(retryFor);
  let [removed, checked] = [0, 0];
  for (const table of tables) {
    throwIfAborted(signal);
    if (await hasMoreRelationships(database, graph, table)) {
      removed += await removeFrom(database, graph, {
        ...{ table, signal, patience },
        onOwn: (count) => tracker.advance(count),
      });
    }
    checked += table.count;
    tracker.update(checked);
  }
  tracker.finish();
  return removed;
}

export interface SurplusOptions {
  /** Seconds for which an unavailable server is waited for. */
  readonly retryFor: number;
  readonly signal: AbortSignal | undefined;
  /** Called with the progress of the step `remove-surplus`, which counts the relationships that stay. */
  readonly onProgress: ProgressListener | undefined;
}

interface Removal {
  readonly table: LoadedTable;
  readonly signal: AbortSignal | undefined;
  /** Called with a number of relationships that the graph has. */
  readonly onOwn: (count: number) => void;
  readonly patience: Patience;
}

/** The relationships of a type that start in a range of nodes. */
interface FoundEnds {
  /** How many of them the graph has. */
  own: number;
  /** The internal ids of the others. */
  readonly surplus: string[];
}

async function removeFrom(
  database: Database,
  graph: Graph,
  { table, signal, onOwn, patience }: Removal,
): Promise<number> {
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
    const read = async (range: IdRange): Promise<FoundEnds> => {
      const found: FoundEnds = { own: 0, surplus: [] };
      const onValue = (value: unknown): void => {
        const [from, to, id] = value as readonly [string, string, string];
        if (index.has(findNumber(from), findNumber(to))) found.own++;
        else found.surplus.push(id);
      };
      await streamValues(database, text, { parameters: { range, ranges }, signal, onValue });
      return found;
    };
    for (const range of cutIds(start, nodesOfARange)) {
      const { own, surplus } = await persist(() => read(range), { patience, signal });
      patience.noteProgress();
      onOwn(own);
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
