import { type ProgressListener, ProgressTracker } from '../progress/tracker.ts';
import { readSnapshot } from './read-snapshot.ts';
import type { SnapshotManifest } from './snapshot-manifest.ts';

export interface VerifySnapshotOptions {
  readonly signal?: AbortSignal | undefined;
  readonly onProgress?: ProgressListener | undefined;
}

/** Reads a whole snapshot and verifies every member. Throws `snapshot-missing`, and `snapshot-damaged` naming the member. */
export async function verifySnapshot(
  path: string,
  { signal, onProgress }: VerifySnapshotOptions = {},
): Promise<SnapshotManifest> {
  const tracker = new ProgressTracker(onProgress);
  let manifest: SnapshotManifest | undefined;
  for await (const step of readSnapshot(path, signal)) {
    manifest = step.manifest;
    if (!step.member) {
      const total = manifest.members.reduce((sum, { bytes }) => sum + bytes, 0);
      tracker.start('snapshot', {
        message: 'Reading the snapshot',
        finished: 'Read the snapshot',
        total,
        unit: 'bytes',
      });
    }
    if (step.body) for await (const chunk of step.body) tracker.advance(chunk.length);
  }
  tracker.finish();
  return manifest!; // readSnapshot throws when there is none
}
