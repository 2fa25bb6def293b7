import { throwIfAborted } from '../../errors.ts';
import { graphOf } from '../../export/create-graph.ts';
import type { Manifest } from '../../export/manifest.ts';
import type { Graph } from '../../model/graph.ts';
import type { Model } from '../../model/model.ts';
import type { Database } from '../../neo4j/driver.ts';
import { showSchema } from '../../neo4j/schema.ts';
import { checkOptions, type OptionForms } from '../../options/check-options.ts';
import type { ProgressListener } from '../../progress/progress.ts';
import { checkCounts, type DatabaseCheck, refuseDifferent } from './check-counts.ts';
import { compareSamples } from './compare-rows.ts';
import { type TableDigest, verifyTables } from './verify-tables.ts';

/** What to verify, and how thoroughly. */
export interface VerifyDatabaseOptions {
  /** The opened database (`openDatabase`, `useDatabase`). */
  readonly database: Database;
  /** The manifest of the export that the database was imported from. */
  readonly manifest: Manifest;
  /** The model of the graph, when it is not a built-in model. */
  readonly model?: Model | undefined;
  /** `samples` (default): counts, indexes and some rows of each table; `full`: every row, by digests. */
  readonly depth?: 'samples' | 'full' | undefined;
  /** Stops the verification. */
  readonly signal?: AbortSignal | undefined;
  /** Called with the progress of the step `verify-rows`. */
  readonly onProgress?: ProgressListener | undefined;
}

/** The result of a verification. */
export interface DatabaseVerification {
  /**
   * What the database was compared with: the rows of the model, the counts of CSV files, the record of a snapshot, or its own
   * rows, because the dump of neo4j-admin records no counts.
   */
  readonly basis: 'model' | 'files' | 'snapshot' | 'dump';
  readonly checks: readonly DatabaseCheck[];
  /** How many rows were compared value by value. */
  readonly samples: number;
  /** The digest of every table, when every row was read. */
  readonly digests?: readonly TableDigest[];
  /** What was counted in a database for which no counts are known. */
  readonly counted?: CountedContent;
}

/** Counts of a database, with those of each label and each type. */
export interface CountedContent {
  readonly nodes: number;
  readonly relationships: number;
  /** Known only when every row was read. */
  readonly properties?: number;
  readonly labels: Readonly<Record<string, number>>;
  readonly types: Readonly<Record<string, number>>;
  /** Constraints and indexes that are online. */
  readonly indexes: number;
}

/**
 * Verifies that a database holds the graph of a manifest. Throws `counts-differ` naming the counts that differ,
 * `rows-differ` naming the first row and property that differs, and what a query throws.
 */
export async function verifyDatabase(options: VerifyDatabaseOptions): Promise<DatabaseVerification> {
  checkOptions('verifyDatabase', options, optionForms);
  const { database, manifest, model, depth = 'samples', signal, onProgress } = options;
  const graph = graphOf(manifest, model);
  const checks = await checkDatabase(database, manifest, graph);
  refuseDifferent(checks, hintFor(checks, graph));
  throwIfAborted(signal);
  const samples = await compareSamples(database, graph);
  if (depth === 'samples') return { basis: 'model', checks, samples };
  return { basis: 'model', checks, samples, digests: await verifyTables(database, graph, { signal, onProgress }) };
}

const optionForms: OptionForms<VerifyDatabaseOptions> = {
  database: 'database',
  manifest: 'object',
  model: 'any',
  depth: 'any',
  signal: 'signal',
  onProgress: 'function',
};

/** The hint that says how to complete the database. Where only events or indexes are missing, no import is necessary. */
function hintFor(checks: readonly DatabaseCheck[], { events }: Graph): string {
  const different = checks.filter(({ expected, found }) => expected !== found);
  const lacksOnly = (...names: readonly string[]): boolean =>
    different.every(({ name, expected, found }) => found < expected && names.includes(name));
  if (lacksOnly(schemaCheck)) return 'Create what is missing with `bulkgen schema create`.';
  const eventChecks = events ? [`nodes of ${events.name}`, `relationships of ${events.relationshipType}`] : [];
  if (lacksOnly('nodes', 'relationships', ...eventChecks)) {
    return 'Create the missing events with `bulkgen events create <folder>`.';
  }
  // An import would remove what the database has beside the graph.
  if (different.some(({ name, expected, found }) => name === 'nodes' && found > expected)) {
    return 'Name the imported folder. Where the database also has other nodes, count those of the graph with `bulkgen load <folder> --merge --dry-run`.';
  }
  return 'Name the imported folder, or import this one with `bulkgen import <folder> --force`.';
}

const schemaCheck = 'constraints and indexes online';

/** Counts what the manifest lists: nodes by label, relationships by type, events, and online indexes. */
async function checkDatabase(database: Database, manifest: Manifest, graph: Graph): Promise<readonly DatabaseCheck[]> {
  const { model, events } = graph;
  const { totals } = manifest;
  const labels = new Map([[model.label, totals.nodes]]);
  const types = new Map<string, number>();
  for (const { kind, name, rows } of manifest.tables) (kind === 'node' ? labels : types).set(name, rows);
  if (events) {
    labels.set(events.name, manifest.events);
    types.set(events.relationshipType, manifest.events);
  }
  const [nodes, relationships] = [totals.nodes + manifest.events, totals.relationships + manifest.events];
  const [counted, schema] = await Promise.all([
    checkCounts(database, { nodes, relationships, labels, types }),
    showSchema(database, model.schema),
  ]);
  const missing = schema.filter(({ state }) => state !== 'ONLINE').map(({ name, state }) => `${name} is ${state}`);
  return [
    ...counted,
    {
      name: schemaCheck,
      expected: model.schema.length,
      found: model.schema.length - missing.length,
      ...(missing.length > 0 && { missing }),
    },
  ];
}
