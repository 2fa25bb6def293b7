import { BulkgenError } from '../../errors.ts';
import type { Import } from '../sources/source.ts';

/** A store whose transaction logs are configured to be among its own files is one folder, and cannot be swapped as two. */
export function refuseSharedFolder({ target, journal }: Pick<Import, 'target' | 'journal'>): void {
  const [store, logs] = journal.stores;
  if (store?.live !== logs?.live) return;
  const message = `Expected ${target.description} to keep transaction logs apart from the stores, but both are in ${store?.live}`;
  throw new BulkgenError('target-unusable', message, {
    hint: 'Set server.directories.transaction.logs.root to a folder of its own, such as data/transactions, and move the logs there.',
  });
}
