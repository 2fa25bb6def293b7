import { BulkgenError } from '../errors.ts';
import { graphOf } from '../export/manifest-graph.ts';
import type { ImportedCounts } from '../import/admin/output.ts';
import { estimateImport, type ImportEstimate } from '../import/estimate-import.ts';
import type { ImportSource, ProveOptions } from '../import/sources/source.ts';
import type { Database } from '../neo4j/driver.ts';
import { countOnline } from '../neo4j/indexes.ts';
import type { ProgressListener } from '../progress/tracker.ts';
import { checkCounts, type DatabaseCheck, refuseDifferent } from '../verify/database/check-counts.ts';
import { readDatabaseContent } from '../verify/database/database-content.ts';
import { type DatabaseVerification, verifyDatabase } from '../verify/database/verify-database.ts';
import { readSnapshot } from './read-snapshot.ts';
import { dumpName, type RecordedContent, type SnapshotManifest } from './snapshot-manifest.ts';
import { verifySnapshot } from './verify-snapshot.ts';

export interface DumpSourceOptions {
  readonly path: string;
  /** Prove every row in the end. */
  readonly full?: boolean | undefined;
  readonly signal?: AbortSignal | undefined;
  readonly onProgress?: ProgressListener | undefined;
}

/** The dump of a snapshot as the source of an import. */
export function dumpSource(
  manifest: SnapshotManifest,
  version: string,
  { path, full = false, signal, onProgress }: DumpSourceOptions,
): ImportSource {
  const { content, export: made } = manifest;
  const bytes = manifest.members.find((member) => member.path === dumpName)!.bytes;
  const graph = made && graphOf(made); // before anything is stopped: another bulkgen may have made it
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
        ? verifyDatabase(database, made, graph!, { depth: full ? 'full' : 'samples', ...how })
        : proveContent(database, content!, { full, ...how }),
  };
}

async function* readDump(path: string, signal: AbortSignal | undefined): AsyncGenerator<Uint8Array> {
  for await (const { member, body } of readSnapshot(path, signal)) {
    if (member?.path === dumpName) return yield* body!;
  }
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
): Promise<DatabaseVerification> {
  const expected = { ...counts, labels: new Map(labels), types: new Map(types) };
  const checks: readonly DatabaseCheck[] = [
    ...(await checkCounts(database, expected)),
    { name: 'constraints and indexes online', expected: indexes, found: await countOnline(database) },
  ];
  refuseDifferent(checks, 'Nothing was changed. Report it: what was packed is not what was restored.');
  if (!full) return { basis: 'snapshot', checks, samples: 0 };
  const found = await readDatabaseContent(database, { signal, onProgress });
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
