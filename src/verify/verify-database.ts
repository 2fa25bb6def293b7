import { BulkgenError, throwIfAborted } from '../errors.ts';
import type { Manifest } from '../export/manifest.ts';
import type { Graph } from '../model/graph.ts';
import { countByLabel, countByType, countNodes, countRelationships } from '../neo4j/count.ts';
import type { Database } from '../neo4j/driver.ts';
import { showSchema } from '../neo4j/schema.ts';
import type { ProgressListener } from '../progress/tracker.ts';
import { compareSamples } from './compare-rows.ts';
import { proveTables, type TableDigest } from './prove-tables.ts';

export interface VerifyDatabaseOptions {
  /** `samples` (default): counts, indexes and some rows of each table; `full`: every row, by digests. */
  readonly depth?: 'samples' | 'full' | undefined;
  readonly signal?: AbortSignal | undefined;
  readonly onProgress?: ProgressListener | undefined;
}

/** What was found to be as the manifest and the model say. */
export interface DatabaseProof {
  readonly checks: readonly DatabaseCheck[];
  /** Rows that were compared value by value. */
  readonly samples: number;
  /** Of every table, when every row was read. */
  readonly digests?: readonly TableDigest[];
}

/** One thing that was counted in the database, and what it must be. */
export interface DatabaseCheck {
  /** `nodes`, `nodes of Server`, `relationships of RUNS_ON`, `constraints and indexes online` … */
  readonly name: string;
  readonly expected: number;
  readonly found: number;
  /** What is missing of it, where that has names. */
  readonly missing?: readonly string[];
}

/** Counts everything that the manifest promises: nodes by label, relationships by type, events, indexes online. */
async function checkDatabase(database: Database, manifest: Manifest, graph: Graph): Promise<readonly DatabaseCheck[]> {
  const { model, events } = graph;
  const affects = model.events.relationshipType;
  const labels = new Map([[model.label, manifest.totals.nodes]]);
  const types = new Map<string, number>();
  for (const { kind, name, rows } of manifest.tables) (kind === 'node' ? labels : types).set(name, rows);
  labels.set(events.name, manifest.events);
  types.set(affects, manifest.events);
  const [nodes, relationships, byLabel, byType, schema] = await Promise.all([
    countNodes(database),
    countRelationships(database),
    countByLabel(database, [...labels.keys()]),
    countByType(database, [...types.keys()]),
    showSchema(database, model.schema),
  ]);
  const missing = schema.filter(({ state }) => state !== 'ONLINE').map(({ name, state }) => `${name} is ${state}`);
  return [
    { name: 'nodes', expected: manifest.totals.nodes + manifest.events, found: nodes },
    { name: 'relationships', expected: manifest.totals.relationships + manifest.events, found: relationships },
    ...compare('nodes of', labels, byLabel),
    ...compare('relationships of', types, byType),
    {
      name: 'constraints and indexes online',
      expected: model.schema.length,
      found: model.schema.length - missing.length,
      ...(missing.length > 0 && { missing }),
    },
  ];
}

/**
 * Proves that a database holds the graph of a manifest. Throws `counts-differ` naming what is counted otherwise,
 * `rows-differ` naming the first row and property found to be another, and what a query throws.
 */
export async function verifyDatabase(
  database: Database,
  manifest: Manifest,
  graph: Graph,
  { depth = 'samples', signal, onProgress }: VerifyDatabaseOptions = {},
): Promise<DatabaseProof> {
  const checks = await checkDatabase(database, manifest, graph);
  const wrong = checks.filter(({ expected, found }) => expected !== found);
  if (wrong.length > 0) throw countsDiffer(wrong);
  throwIfAborted(signal);
  const samples = await compareSamples(database, graph);
  if (depth === 'samples') return { checks, samples };
  return { checks, samples, digests: await proveTables(database, graph, { signal, onProgress }) };
}

function compare(
  prefix: string,
  expected: ReadonlyMap<string, number>,
  found: ReadonlyMap<string, number>,
): readonly DatabaseCheck[] {
  return [...expected].map(([name, count]) => ({
    name: `${prefix} ${name}`,
    expected: count,
    found: found.get(name) ?? 0,
  }));
}

function countsDiffer(wrong: readonly DatabaseCheck[]): BulkgenError {
  const named = wrong
    .slice(0, 3)
    .map(({ name, expected, found, missing }) => `${name}: expected ${expected}, got ${found}${list(missing)}`);
  if (wrong.length > named.length) named.push(`and ${wrong.length - named.length} more`);
  return new BulkgenError('counts-differ', `The database differs from the manifest: ${named.join('; ')}`, {
    hint: 'Name the folder that was imported, or import this one with `bulkgen import --force`.',
  });
}

function list(missing: readonly string[] | undefined): string {
  return missing ? ` (${missing.join(', ')})` : '';
}
