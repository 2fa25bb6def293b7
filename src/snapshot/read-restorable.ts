import { type DumpFile, isDumpFile, readDumpFile } from './dump-file.ts';
import { readSnapshotManifest } from './read-snapshot.ts';
import type { SnapshotManifest } from './snapshot-manifest.ts';

/** What a file that can be restored says about itself: a snapshot of bulkgen has a manifest, a dump of neo4j-admin has not. */
export type RestorableFile =
  | { readonly kind: 'snapshot'; readonly manifest: SnapshotManifest }
  | { readonly kind: 'dump'; readonly dump: DumpFile };

/** Reads the beginning of a snapshot or a dump. Throws what `readSnapshotManifest` and `readDumpFile` throw. */
export async function readRestorable(path: string): Promise<RestorableFile> {
  if (await isDumpFile(path)) return { kind: 'dump', dump: await readDumpFile(path) };
  return { kind: 'snapshot', manifest: await readSnapshotManifest({ snapshot: path }) };
}
