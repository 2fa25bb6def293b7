// Restores a dump that neo4j-admin made. It promises no counts, so the counts of the result are those of the new database.
import { createReadStream } from 'node:fs';
import { BulkgenError } from '../errors.ts';
import { type ImportResult, type ImportSettings, importSource } from '../import/import-graph.ts';
import { type ImportPlan, planSource } from '../import/plan-import.ts';
import type { ImportSource, SourceVerifyOptions } from '../import/sources/source.ts';
import { countByLabel, countByType, countNodes, countRelationships, listLabels, listTypes } from '../neo4j/count.ts';
import type { Database } from '../neo4j/driver.ts';
import { countOnlineSchema } from '../neo4j/indexes.ts';
import { refuseDifferent } from '../verify/database/check-counts.ts';
import { readDatabaseContent } from '../verify/database/database-content.ts';
import type { CountedContent, DatabaseVerification } from '../verify/database/verify-database.ts';
import { type DumpFile, readDumpFile, verifyDumpFile } from './dump-file.ts';
import { estimateLoad } from './dump-source.ts';

export interface RestoreDumpOptions extends ImportSettings {
  readonly path: string;
}

/** Without `full`, nothing counts the properties. */
export type RestoredDump = Omit<ImportResult, 'properties'> & Partial<Pick<ImportResult, 'properties'>>;

/**
 * Restores a dump as `importGraph` imports. Throws what `readDumpFile` and an import throw, and `neo4j-older` for a dump of
 * a newer Neo4j. Where only the server notices that, because neo4j-admin has loaded the dump, the previous database is back.
 */
export async function restoreDump(options: RestoreDumpOptions): Promise<RestoredDump> {
  const { path, target, full = false, onStep } = options;
  const source = dumpFileSource(await readDumpFile(path), options);
  let hasSwapped = false;
  const restoring = importSource(source, {
    ...options,
    async onStep(name) {
      if (name === 'start') hasSwapped = true;
      await onStep?.(name);
    },
  });
  const { properties, ...restored } = await restoring.catch((error: unknown) => {
    if (!hasSwapped || !(error instanceof BulkgenError) || error.code !== 'database-offline') throw error;
    throw new BulkgenError('neo4j-older', `Neo4j ${target.version} could not open the dump ${path}: ${error.message}`, {
      hint: 'Restore it into the version of Neo4j that made it, or into a newer one. Nothing was changed.',
      cause: error,
    });
  });
  return { ...restored, ...(full && { properties }) };
}

/** Returns what `restoreDump` would do. Changes nothing. */
export async function planDump(options: RestoreDumpOptions): Promise<ImportPlan> {
  return planSource(dumpFileSource(await readDumpFile(options.path), options), options);
}

function dumpFileSource(
  { bytes, store }: DumpFile,
  { path, full = false, signal, onProgress }: RestoreDumpOptions,
): ImportSource {
  return {
    input: { kind: 'dump', bytes, read: () => createReadStream(path, { highWaterMark: 2 ** 20 }) },
    counts: undefined,
    bytes,
    events: 0,
    estimate: estimateLoad(store?.bytes ?? 4 * bytes),
    fill: [],
    async checkFiles() {
      await verifyDumpFile(path, { signal, onProgress });
    },
    verify: (database, options) => verifyDump(database, { full, ...options }),
  };
}

/** Counts the database. With `full` it reads every row and compares the rows with Neo4j's own counts. */
async function verifyDump(
  database: Database,
  { full, signal, onProgress }: Pick<SourceVerifyOptions, 'signal' | 'onProgress'> & { readonly full: boolean },
): Promise<DatabaseVerification> {
  const counted = await countContent(database);
  if (!full) return { basis: 'dump', checks: [], samples: 0, counted };
  const found = await readDatabaseContent(database, { signal, onProgress });
  const { nodes, relationships, properties, nodeDigest, relationshipDigest } = found;
  const checks = [
    { name: 'nodes', expected: counted.nodes, found: nodes },
    { name: 'relationships', expected: counted.relationships, found: relationships },
  ];
  refuseDifferent(checks, 'Check the database that was dumped with `neo4j-admin database check`. Nothing was changed.');
  return {
    basis: 'dump',
    checks,
    samples: 0,
    counted: { ...counted, properties },
    digests: [
      { kind: 'node', name: 'nodes', rows: nodes, digest: nodeDigest },
      { kind: 'relationship', name: 'relationships', rows: relationships, digest: relationshipDigest },
    ],
  };
}

async function countContent(database: Database): Promise<CountedContent> {
  return {
    nodes: await countNodes(database),
    relationships: await countRelationships(database),
    labels: await countEach(database, listLabels, countByLabel),
    types: await countEach(database, listTypes, countByType),
    indexes: await countOnlineSchema(database),
  };
}

/** Neo4j lists names that no node or relationship has any more; these are left out. */
async function countEach(
  database: Database,
  list: typeof listLabels,
  count: typeof countByLabel,
): Promise<Readonly<Record<string, number>>> {
  const counts = await count(database, [...(await list(database))].sort());
  return Object.fromEntries([...counts].filter(([, number]) => number > 0));
}
