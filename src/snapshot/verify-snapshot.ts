import { checkOptions } from '../options/check-options.ts';
import type { ProgressListener } from '../progress/progress.ts';
import { ProgressTracker } from '../progress/tracker.ts';
import { readSnapshot, type SnapshotOptions } from './read-snapshot.ts';
import type { SnapshotManifest } from './snapshot-manifest.ts';
import { findSnapshot } from './snapshot-store.ts';

/** Which snapshot to verify. */
export interface VerifySnapshotOptions extends SnapshotOptions {
  /** Stops reading. */
  readonly signal?: AbortSignal | undefined;
  /** Called with the progress of the step `snapshot`. */
  readonly onProgress?: ProgressListener | undefined;
}

/** Reads a whole snapshot and verifies every member. Throws `snapshot-missing`, and `snapshot-damaged` naming the member. */
export async function verifySnapshot(options: VerifySnapshotOptions): Promise<SnapshotManifest> {
  checkOptions('verifySnapshot', options, { snapshot: 'text', env: 'any', signal: 'signal', onProgress: 'function' });
  const { snapshot, env, signal, onProgress } = options;
  const tracker = new ProgressTracker(onProgress);
  let manifest: SnapshotManifest | undefined;
  for await (const step of readSnapshot(findSnapshot(snapshot, env), signal)) {
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
