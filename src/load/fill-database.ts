import type { Graph } from '../model/graph.ts';
import { sumRows } from '../model/table.ts';
import { defaultSessions } from '../neo4j/default-sessions.ts';
import type { Database } from '../neo4j/driver.ts';
import { listIndexes } from '../neo4j/indexes.ts';
import { createSchema, dropSchema } from '../neo4j/schema.ts';
import { translateErrors } from '../neo4j/translate-errors.ts';
import { dynamic } from './dynamic.ts';
import type { PrivateDatabaseOptions } from './empty-database.ts';
import { loadStage, type StageLedger } from './load-stage.ts';
import { listLoadedTables, stages } from './loaded-table.ts';
import type { LoadMethod } from './method.ts';
import { Patience } from './retry.ts';
import { isIdConstraint, temporaryIdConstraint } from './split-schema.ts';
import { unwind } from './unwind.ts';

/**
 * Loads a graph into an empty database that no other client uses, and leaves constraints and indexes as they are. It has no
 * ledger, and so sends no batch again that may have been committed: after an error, empty the database and call it again.
 */
export async function fillDatabase(
  database: Database,
  graph: Graph,
  { signal, onProgress }: PrivateDatabaseOptions,
): Promise<void> {
  const hasConstraint = (await listIndexes(database)).some((index) => isIdConstraint(graph.model, index));
  const temporary = [temporaryIdConstraint(graph.model)];
  if (!hasConstraint) await createSchema(database, temporary, { signal });
  const method = chooseMethod(graph);
  const opened = await method.open(graph, { database });
  const work = {
    ...{ database, graph, method, opened, ledger: noLedger, lanes: defaultSessions, patience: new Patience(0) },
    ...{ tally: { rows: 0, statements: 0, halvings: 0, retries: {} }, signal, onProgress },
  };
  await translateErrors(database.connection, async () => {
    for (const stage of stages) await loadStage(stage, work);
  });
  await opened.close();
  if (!hasConstraint) await dropSchema(database, temporary);
}

/** Above it, what `dynamic` costs for each row is more than what it saves for each statement. */
const rowsOfASmallGraph = 10_000;

function chooseMethod(graph: Graph): Pick<LoadMethod, 'rowsOfABatch' | 'rowSource' | 'open'> {
  const rows = sumRows(listLoadedTables(graph));
  return rows > rowsOfASmallGraph ? unwind : dynamic;
}

const noLedger: StageLedger = {
  loaded: [],
  guard: (_lane, _batch, statement) => statement,
  replaceLane: async () => {},
  findEntry: async () => undefined,
  assertOwned: async () => {},
};
