import { dirname } from 'node:path/posix';
import { BulkgenError } from '../errors.ts';
import type { Files } from '../system/files.ts';
import type { Journal, StoreRecord } from './journal.ts';

/** The same with the inodes of the live folders. The server must be stopped: a running one may make and remove them. */
export async function recordLive(files: Files, stores: readonly StoreRecord[]): Promise<readonly StoreRecord[]> {
  return Promise.all(stores.map(async (store) => ({ ...store, before: await inodeOf(files, store.live) })));
}

/** The same with those of the staged folders. Throws `store-missing` when one is not there. */
export async function recordStaged(files: Files, stores: readonly StoreRecord[]): Promise<readonly StoreRecord[]> {
  return Promise.all(
    stores.map(async (store) => {
      const staged = await inodeOf(files, store.staging);
      if (staged !== undefined) return { ...store, staged };
      throw new BulkgenError('store-missing', `Expected a store in ${store.staging}, but there is none`, {
        hint: 'Nothing was changed.',
      });
    }),
  );
}

/** Makes the folders that `swapStores` moves others into. */
export async function prepareSwap(files: Files, stores: readonly StoreRecord[]): Promise<void> {
  for (const { live, previous } of stores) {
    await files.makeFolder(dirname(live));
    await files.makeFolder(dirname(previous));
  }
}

/** Makes the staged folders the live ones, and keeps those before. The server must be stopped. */
export async function swapStores(files: Files, stores: readonly StoreRecord[]): Promise<void> {
  for (const { live, previous, before } of stores) if (before !== undefined) await files.rename(live, previous);
  for (const { live, staging } of stores) await files.rename(staging, live);
}

/** Whether a swap has begun. Where there was no store, one that a server made for itself since is nobody's business. */
export async function isSwapped(
  files: Files,
  { mayHaveSwapped, stores }: Pick<Journal, 'mayHaveSwapped' | 'stores'>,
): Promise<boolean> {
  if (!mayHaveSwapped) return false;
  for (const { live, before, staged } of stores) {
    const current = await inodeOf(files, live);
    if (before === undefined ? staged !== undefined && current === staged : current !== before) return true;
  }
  return false;
}

/**
 * Makes the folders from before the live ones again, from wherever a swap had come to; can be repeated. A live folder that
 * is neither is put aside, for somebody may have made it; answers where it is. The server must be stopped. Throws
 * `store-missing`, with nothing moved, when a folder from before is nowhere.
 */
export async function swapBack(files: Files, stores: readonly StoreRecord[]): Promise<readonly string[]> {
  for (const store of stores) await findBefore(files, store);
  const strangers: string[] = [];
  for (const { live, staging, previous, aside, before, staged } of stores) {
    const current = await inodeOf(files, live);
    if (current === before) continue;
    if (current !== undefined) {
      const destination = current === staged ? staging : await findRoom(files, aside);
      await files.makeFolder(dirname(destination));
      await files.rename(live, destination);
      if (current !== staged) strangers.push(destination);
    }
    if (before !== undefined) await files.rename(previous, live);
  }
  return strangers;
}

/** The place, or one beside it where it is taken. */
async function findRoom(files: Files, place: string): Promise<string> {
  for (let number = 1; ; number++) {
    const path = number === 1 ? place : `${place}-${number}`;
    if (!(await files.exists(path))) return path;
  }
}

async function findBefore(files: Files, { live, previous, before }: StoreRecord): Promise<void> {
  if (before === undefined) return;
  for (const path of [live, previous]) if ((await inodeOf(files, path)) === before) return;
  const message = `Expected the store from before the import in ${live} or ${previous}, but neither is the one with inode ${before}`;
  throw new BulkgenError('store-missing', message, {
    hint: 'Somebody moved or copied it. Put the right store in its place, then remove the journal in the `.bulkgen` folder.',
  });
}

async function inodeOf(files: Files, path: string): Promise<string | undefined> {
  return (await files.inspect(path))?.inode;
}
