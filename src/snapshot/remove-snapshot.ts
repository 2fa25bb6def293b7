import { existsSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { BulkgenError } from '../errors.ts';
import { checkOptions } from '../options/check-options.ts';
import { archiveSuffix } from './archive.ts';
import { explainMissing, type SnapshotOptions } from './read-snapshot.ts';
import { checkSnapshotFile, placeSnapshot, suppliedSnapshots } from './snapshot-store.ts';

/**
 * Removes a snapshot, even a damaged one. Returns the path of its file. Throws `snapshot-missing`, also for a snapshot that
 * comes with bulkgen, and `invalid-option` for any other file.
 */
export async function removeSnapshot(options: SnapshotOptions): Promise<string> {
  checkOptions('removeSnapshot', options, { snapshot: 'text', env: 'any' });
  const path = checkSnapshotFile(placeSnapshot(options.snapshot, options.env));
  if (!existsSync(path) && existsSync(join(suppliedSnapshots, basename(path)))) {
    throw new BulkgenError(
      'snapshot-missing',
      `${basename(path, archiveSuffix)} comes with bulkgen and cannot be removed`,
    );
  }
  await rm(path).catch((cause: Error) => {
    throw explainMissing(path, 'remove', cause);
  });
  return path;
}
