import { createWriteStream } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { BulkgenError } from '../errors.ts';
import { exportGraph } from '../export/export-graph.ts';
import { filesOf, formatManifest, type Manifest } from '../export/manifest.ts';
import { graphOf } from '../export/manifest-graph.ts';
import type { ImportedCounts } from '../import/admin-output.ts';
import { estimateImport, type ImportEstimate } from '../import/estimate-import.ts';
import { type ImportResult, type ImportSettings, importGraph, importSource } from '../import/import-graph.ts';
import type { ImportSource, ProveOptions } from '../import/import-source.ts';
import type { Database } from '../neo4j/driver.ts';
import { countOnline } from '../neo4j/run-schema.ts';
import { isOlderLine } from '../target/neo4j-version.ts';
import { withTemporaryFolder } from '../target/temporary-folder.ts';
import { checkCounts, type DatabaseCheck, refuseDifferent } from '../verify/check-counts.ts';
import { readContent } from '../verify/database-content.ts';
import { type DatabaseProof, verifyDatabase } from '../verify/verify-database.ts';
import { readSnapshot, readSnapshotManifest } from './read-snapshot.ts';
import { csvFolder, dumpName, type RecordedContent, type SnapshotManifest } from './snapshot-manifest.ts';
import { ownSnapshots } from './snapshot-store.ts';
import { verifySnapshot } from './verify-snapshot.ts';

export interface RestoreSnapshotOptions extends ImportSettings {
  readonly path: string;
  readonly env?: NodeJS.ProcessEnv | undefined;
  /** Told how it is restored, in a sentence. */
  readonly onNote?: ((note: string) => void) | undefined;
}

export interface RestoredSnapshot extends ImportResult {
  readonly manifest: SnapshotManifest;
  /** `dump`: its database was loaded; `csv`: its files were imported; `recipe`: they were made anew. */
  readonly from: 'dump' | 'csv' | 'recipe';
}

/**
 * Restores a snapshot as `importGraph` imports: into staging, with a swap, a journal and a proof. A dump of a newer line of
 * Neo4j than the target's, which `neo4j-admin load` would take and leave offline, is not touched: its graph is imported from
 * the snapshot's files, or made anew. Throws `snapshot-missing`, `snapshot-damaged`, `neo4j-older` and what an import throws.
 */
export async function restoreSnapshot(options: RestoreSnapshotOptions): Promise<RestoredSnapshot> {
  const { path, target, onNote = () => {} } = options;
  const manifest = await readSnapshotManifest(path);
  const { neo4j } = manifest;
  if (neo4j !== undefined && !isOlderLine(target.version, neo4j)) {
    const result = await importSource(readDumpSource(manifest, neo4j, options), options);
    return { ...result, manifest, from: 'dump' };
  }
  if (neo4j !== undefined && !manifest.export) {
    throw new BulkgenError(
      'neo4j-older',
      `The snapshot ${path} is of Neo4j ${neo4j}, and ${target.description} is older`,
      {
        hint: 'Nothing was changed. Restore it into that Neo4j or a newer one.',
      },
    );
  }
  const hasFiles = manifest.members.some((member) => member.path.startsWith(csvFolder));
  const older = neo4j === undefined ? '' : `Its dump is of Neo4j ${neo4j}, which ${target.version} cannot read: `;
  onNote(`${older}${hasFiles ? 'its files are imported' : 'its graph is made anew'}`);
  const result = await rebuild(manifest.export!, hasFiles, options);
  return { ...result, manifest, from: hasFiles ? 'csv' : 'recipe' };
}

/** The dump of a snapshot as the source of an import. */
function readDumpSource(manifest: SnapshotManifest, version: string, options: RestoreSnapshotOptions): ImportSource {
  const { path, full = false, signal, onProgress } = options;
  const { content, export: made } = manifest;
  const bytes = manifest.members.find((member) => member.path === dumpName)!.bytes;
  const counts = made ? { ...made.totals } : content!;
  const events = made?.events ?? 0;
  return {
    input: { kind: 'dump', version, bytes, read: () => readDump(path, signal) },
    counts,
    bytes,
    events,
    estimate: estimateDump(counts, bytes),
    fill: [],
    async checkFiles() {
      await verifySnapshot(path, { signal, onProgress });
    },
    prove: (database, how) =>
      made
        ? verifyDatabase(database, made, graphOf(made), { depth: full ? 'full' : 'samples', ...how })
        : proveContent(database, content!, { full, ...how }),
  };
}

async function* readDump(path: string, signal: AbortSignal | undefined): AsyncGenerator<Uint8Array> {
  for await (const { member, body } of readSnapshot(path, signal)) if (member?.path === dumpName) yield* body!;
}

/** The store is about what an import of the same rows makes; of a database of no export four times its dump is taken for text. */
function estimateDump(counts: ImportedCounts & { readonly bytes?: number }, dumpBytes: number): ImportEstimate {
  const { bytes = 4 * dumpBytes } = counts;
  return estimateImport({ ...counts, bytes }, { entries: 2 * counts.nodes, events: 0, hasIdMap: false });
}

async function proveContent(
  database: Database,
  { labels, types, indexes, nodeDigest, relationshipDigest, ...counts }: RecordedContent,
  { full, signal, onProgress }: ProveOptions & { readonly full: boolean },
): Promise<DatabaseProof> {
  const expected = { ...counts, labels: new Map(labels), types: new Map(types) };
  const checks: readonly DatabaseCheck[] = [
    ...(await checkCounts(database, expected)),
    { name: 'constraints and indexes online', expected: indexes, found: await countOnline(database) },
  ];
  refuseDifferent(checks, 'Nothing was changed. Report it: what was packed is not what was restored.');
  if (!full) return { basis: 'snapshot', checks, samples: 0 };
  const found = await readContent(database, { signal, onProgress });
  const { nodes: rows, relationships: ends } = counts;
  const digests = [
    { kind: 'node', name: 'nodes', rows, expected: nodeDigest, digest: found.nodeDigest },
    {
      kind: 'relationship',
      name: 'relationships',
      rows: ends,
      expected: relationshipDigest,
      digest: found.relationshipDigest,
    },
  ] as const;
  const wrong = digests.find(({ expected: packed, digest }) => packed !== digest);
  if (wrong) {
    throw new BulkgenError(
      'rows-differ',
      `Expected all ${wrong.name} to have the digest ${wrong.expected}, got ${wrong.digest}`,
    );
  }
  return { basis: 'snapshot', checks, samples: 0, digests: digests.map(({ expected: _packed, ...digest }) => digest) };
}

/** Imports the export of a snapshot: of its files, or made anew, in which case its manifest must be the same to the byte. */
async function rebuild(
  manifest: Manifest,
  hasFiles: boolean,
  { path, env, ...options }: RestoreSnapshotOptions,
): Promise<ImportResult> {
  const { signal, onProgress } = options;
  return withTemporaryFolder(ownSnapshots(env), async (temporary) => {
    const folder = join(temporary, 'csv'); // with modes of its own, for a container to read
    if (hasFiles) await unpackFiles(path, folder, signal);
    else await exportAgain(manifest, folder, options);
    return importGraph({ ...options, folder, signal, onProgress });
  });
}

async function unpackFiles(path: string, folder: string, signal: AbortSignal | undefined): Promise<void> {
  await mkdir(folder);
  for await (const { member, body } of readSnapshot(path, signal)) {
    if (!member?.path.startsWith(csvFolder)) continue;
    await pipeline(body!, createWriteStream(join(folder, member.path.slice(csvFolder.length)), { flags: 'wx' }));
  }
}

async function exportAgain(manifest: Manifest, out: string, options: ImportSettings): Promise<void> {
  const { signal, onProgress } = options;
  const { seed, scale, asOf, ids, events, tables } = manifest;
  const { model } = graphOf(manifest);
  const parts = tables.map((table) => table.parts.length);
  const gzip = tables[0]!.parts[0]!.path.endsWith('.gz');
  const made = await exportGraph({
    ...{ out, model, seed, scale, asOf, ids, events, parts, gzip },
    ...(signal && { signal }),
    ...(onProgress && { onProgress }),
  });
  if (formatManifest(made.manifest) === formatManifest(manifest)) return;
  const hashes = new Set(filesOf(made.manifest).map(({ sha256 }) => sha256));
  const wrong = filesOf(manifest).find(({ sha256 }) => !hashes.has(sha256));
  throw new BulkgenError(
    'file-differs',
    `Expected the graph made anew to be the one that was packed, but ${wrong?.path ?? 'its manifest'} is another`,
    {
      hint: 'Nothing was changed. Another version of bulkgen made the snapshot: restore it with that one.',
    },
  );
}
