// How to put the data set of a started graph back into its database.
import { BulkgenError } from '../errors.ts';
import { graphOf } from '../export/create-graph.ts';
import type { Manifest } from '../export/manifest.ts';
import { emptyDatabase, type PrivateDatabaseOptions } from '../load/empty-database.ts';
import { fillDatabase } from '../load/fill-database.ts';
import type { Graph } from '../model/graph.ts';
import type { Model } from '../model/model.ts';
import { readContentMark } from '../neo4j/content-mark.ts';
import { countNodes, countRelationships } from '../neo4j/count.ts';
import type { Database } from '../neo4j/driver.ts';
import {
  createRecordedSchema,
  dropUnrecordedSchema,
  type RecordedSchema,
  recordSchema,
} from '../neo4j/recorded-schema.ts';
import { refuseDifferent } from '../verify/database/check-counts.ts';

/** What is known about a database that had just been filled and verified. */
export interface DataSet {
  /** Its constraints and indexes. */
  readonly schema: RecordedSchema;
  /** Names its store and its last transaction: an unchanged database has the same mark. */
  readonly mark: string;
}

export async function recordDataSet(database: Database): Promise<DataSet> {
  const mark = await readContentMark(database); // before the schema, so that bulkgen notices a change meanwhile
  return { schema: await recordSchema(database), mark };
}

/** The graph of a manifest; undefined when there is none, or when this bulkgen does not have its model. */
export function findGraph(manifest: Manifest | undefined, model: Model | undefined): Graph | undefined {
  if (!manifest) return undefined;
  try {
    return graphOf(manifest, model);
  } catch (error) {
    if (error instanceof BulkgenError && error.code === 'invalid-model') return undefined;
    throw error;
  }
}

/**
 * Empties a database, and loads a graph with these constraints and indexes. Returns the mark of the filled database. Throws
 * `database-changed` when another client writes meanwhile.
 */
export async function loadDataSet(
  database: Database,
  { graph, schema }: { readonly graph: Graph; readonly schema: RecordedSchema },
  options: PrivateDatabaseOptions,
): Promise<string> {
  // A constraint of another client might refuse the rows. Indexes of an empty database are online at once.
  await dropUnrecordedSchema(database, schema);
  await emptyDatabase(database, options);
  await createRecordedSchema(database, schema);
  try {
    await fillDatabase(database, graph, options);
    const mark = await readContentMark(database);
    await refuseOtherTotals(database, graph);
    return mark;
  } catch (error) {
    throw explain(error, database);
  }
}

/** Each batch created as many rows as it had, so the totals say that no other client created or deleted any. */
async function refuseOtherTotals(database: Database, { nodes, relationships, events }: Graph): Promise<void> {
  const sum = (tables: readonly { readonly count: number }[]): number =>
    tables.reduce((total, { count }) => total + count, events?.count ?? 0);
  const checks = [
    { name: 'nodes', expected: sum(nodes), found: await countNodes(database) },
    { name: 'relationships', expected: sum(relationships), found: await countRelationships(database) },
  ];
  refuseDifferent(checks, '');
}

function explain(error: unknown, { connection }: Database): unknown {
  const wasChanged = error instanceof BulkgenError && ['ids-taken', 'counts-differ'].includes(error.code);
  if (!wasChanged) return error;
  const message = `Another client wrote into database \`${connection.database}\` at ${connection.uri} while bulkgen reset it`;
  return new BulkgenError('database-changed', message, {
    hint: 'Wait until all queries of a test have ended, then reset the graph again.',
    cause: error,
  });
}
