import { BulkgenError } from '../errors.ts';
import { graphOf } from '../export/create-graph.ts';
import { estimateImport, type ImportEstimate } from '../export/estimate-import.ts';
import type { ImportedCounts } from '../import/admin/output.ts';
import type { ImportSource, SourceVerifyOptions } from '../import/sources/source.ts';
import type { Database } from '../neo4j/driver.ts';
import { countOnlineSchema } from '../neo4j/indexes.ts';
import type { ProgressListener } from '../progress/progress.ts';
import { checkCounts, type DatabaseCheck, refuseDifferent } from '../verify/database/check-counts.ts';
import { readDatabaseContent } from '../verify/database/database-content.ts';
import { type DatabaseVerification, verifyDatabase } from '../verify/database/verify-database.ts';
import { readSnapshot } from './read-snapshot.ts';
import { dumpName, type RecordedContent, type SnapshotManifest } from './snapshot-manifest.ts';
import { verifySnapshot } from './verify-snapshot.ts';

export interface DumpSourceOptions {
  readonly path: string;
  /** Verify every row of the restored database. */
  readonly full?: boolean | undefined;
  readonly signal?: AbortSignal | undefined;
  readonly onProgress?: ProgressListener | undefined;
}

/** The dump of a snapshot as the source of an import. */
export function dumpSource(
  manifest: SnapshotManifest,
  { path, full = false, signal, onProgress }: DumpSourceOptions,
): ImportSource {
  const { content, export: exportManifest } = manifest;
  const bytes = manifest.members.find((member) => member.path === dumpName)!.bytes;
  // Throws before anything is stopped when this bulkgen does not know the model.
  const schema = exportManifest ? graphOf(exportManifest).model.schema.map(({ name }) => name) : [];
  const counts = exportManifest ? { ...exportManifest.totals } : content!;
  return {
    input: { kind: 'dump', bytes, read: () => readDump(path, signal) },
    counts,
    bytes,
    events: exportManifest?.events ?? 0,
    estimate: estimateDump(counts, bytes),
    schema,
    fill: [],
    async checkFiles() {
      await verifySnapshot({ snapshot: path, signal, onProgress });
    },
    verify: (database, options) =>
      exportManifest
        ? verifyDatabase({
            ...{ database, manifest: exportManifest, depth: full ? 'full' : 'samples' },
            ...{ signal: options.signal, onProgress: options.onProgress },
          })
        : verifyContent(database, content!, { full, ...options }),
  };
}

async function* readDump(path: string, signal: AbortSignal | undefined): AsyncGenerator<Uint8Array> {
  for await (const { member, body } of readSnapshot(path, signal)) {
    if (member?.path === dumpName) return yield* body!;
  }
}

/** The store needs about as much space as after an import of the same rows. Without an export, four times the dump stands for their text. */
function estimateDump(counts: ImportedCounts & { readonly bytes?: number }, dumpBytes: number): ImportEstimate {
  const { bytes = 4 * dumpBytes } = counts;
  return estimateImport({ ...counts, bytes }, { entries: 2 * counts.nodes, events: 0, hasIdMap: false });
}

/** What loading a store of this size needs. The transaction logs are in the store's size, as files of their own. */
export function estimateLoad(storeBytes: number): ImportEstimate {
  const { logBytes, memoryBytes } = estimateImport(
    { nodes: 0, relationships: 0, properties: 0, bytes: 0 },
    { entries: 0, events: 0, hasIdMap: false },
  );
  return { diskBytes: Math.max(storeBytes, logBytes), logBytes, memoryBytes };
}

const restoredDiffers = 'Report this: the restored database differs from the packed one. Nothing was changed.';

async function verifyContent(
  database: Database,
  { labels, types, indexes, nodeDigest, relationshipDigest, ...counts }: RecordedContent,
  { full, signal, onProgress }: SourceVerifyOptions & { readonly full: boolean },
): Promise<DatabaseVerification> {
  const expected = { ...counts, labels: new Map(labels), types: new Map(types) };
  const checks: readonly DatabaseCheck[] = [
    ...(await checkCounts(database, expected)),
    { name: 'constraints and indexes online', expected: indexes, found: await countOnlineSchema(database) },
  ];
  refuseDifferent(checks, restoredDiffers);
  if (!full) return { basis: 'snapshot', checks, samples: 0 };
  const found = await readDatabaseContent(database, { signal, onProgress });
  const tables = [
    { kind: 'node', name: 'nodes', rows: counts.nodes, expected: nodeDigest, digest: found.nodeDigest },
    {
      kind: 'relationship',
      name: 'relationships',
      rows: counts.relationships,
      expected: relationshipDigest,
      digest: found.relationshipDigest,
    },
  ] as const;
  const different = tables.find((table) => table.expected !== table.digest);
  if (different) {
    const { name, expected: packedDigest, digest } = different;
    const message = `Expected the ${name} of the restored database to have the snapshot's digest ${packedDigest}, got ${digest}`;
    throw new BulkgenError('rows-differ', message, { hint: restoredDiffers });
  }
  return { basis: 'snapshot', checks, samples: 0, digests: tables.map(({ expected: _packed, ...table }) => table) };
}
