import { dirname } from 'node:path/posix';
import { BulkgenError } from '../../errors.ts';
import { nearestFolder } from '../../system/files.ts';
import type { Import } from '../sources/source.ts';

/** The server's own user must be able to make folders beside its stores, and to rename them. */
export async function refuseUnwritable({ target, journal }: Pick<Import, 'target' | 'journal'>): Promise<void> {
  for (const { live } of journal.stores) {
    const folder = await nearestFolder(target.files, dirname(live));
    if ((await target.files.inspect(folder))?.isWritable) continue;
    throw new BulkgenError(
      'target-unusable',
      `Expected ${folder} of ${target.description} to be writable for its own user`,
      {
        hint: 'Mount it for writing, or give it to that user.',
      },
    );
  }
}
