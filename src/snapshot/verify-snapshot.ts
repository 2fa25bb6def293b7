import { type ProgressListener, ProgressTracker } from '../progress/tracker.ts';
import { readSnapshot } from './read-snapshot.ts';
import type { SnapshotManifest } from './snapshot-manifest.ts';

export interface VerifySnapshotOptions {
  readonly signal?: AbortSignal | undefined;
  readonly onProgress?: ProgressListener | undefined;
}

/** Reads a whole snapshot and proves every member. Throws `snapshot-missing` and, naming the member, `snapshot-damaged`. */
export async function verifySnapshot(
  path: string,
  { signal, onProgress }: VerifySnapshotOptions = {},
): Promise<SnapshotManifest> {
  const tracker = new ProgressTracker(onProgress);
  let manifest: SnapshotManifest | undefined;
  for await (const read of readSnapshot(path, signal)) {
    manifest = read.manifest;
    if (!read.member) {
      const total = manifest.members.reduce((sum, { bytes }) => sum + bytes, 0);
      tracker.start('snapshot', {
        message: 'Reading the snapshot',
        finished: 'Read the snapshot',
        total,
        unit: 'bytes',
      });
    }
    if (read.body) for await (const chunk of read.body) tracker.advance(chunk.length);
  }
  tracker.finish();
  return manifest!; // there was one, or it was thrown
}
