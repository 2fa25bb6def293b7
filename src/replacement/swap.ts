// The renames of a swap and of its reversal. A store is known by the inode of its folder, never by its path.
import { dirname } from 'node:path/posix';
import { BulkgenError } from '../errors.ts';
import type { Files } from '../system/files.ts';
import type { Journal, StoreRecord } from './journal.ts';

/** Adds the inodes of the live folders. The server must be stopped: a running one may create and remove folders. */
export async function recordLive(files: Files, stores: readonly StoreRecord[]): Promise<readonly StoreRecord[]> {
  return Promise.all(stores.map(async (store) => ({ ...store, before: await readInode(files, store.live) })));
}

/** Adds the inodes of the staged folders. Throws `store-missing` when one does not exist. */
export async function recordStaged(files: Files, stores: readonly StoreRecord[]): Promise<readonly StoreRecord[]> {
  return Promise.all(
    stores.map(async (store) => {
      const staged = await readInode(files, store.staging);
      if (staged !== undefined) return { ...store, staged };
      throw new BulkgenError('store-missing', `Expected a store in ${store.staging}, but it does not exist`, {
        hint: 'Run the command again. Nothing was changed.',
      });
    }),
  );
}

/** Creates the parent folders that `swapStores` needs. */
export async function prepareSwap(files: Files, stores: readonly StoreRecord[]): Promise<void> {
  for (const { live, previous } of stores) {
    await files.makeFolder(dirname(live));
    await files.makeFolder(dirname(previous));
  }
}

/** Moves the live folders to `previous` and the staged folders to the live place. The server must be stopped. */
export async function swapStores(files: Files, stores: readonly StoreRecord[]): Promise<void> {
  for (const { live, previous, before } of stores) if (before !== undefined) await files.rename(live, previous);
  for (const { live, staging } of stores) await files.rename(staging, live);
}

/** Whether a swap has begun. Where there was no store before, one that the server has created since does not count. */
export async function isSwapped(
  files: Files,
  { mayHaveSwapped, stores }: Pick<Journal, 'mayHaveSwapped' | 'stores'>,
): Promise<boolean> {
  if (!mayHaveSwapped) return false;
  for (const { live, before, staged } of stores) {
    const current = await readInode(files, live);
    if (before === undefined ? staged !== undefined && current === staged : current !== before) return true;
  }
  return false;
}

/**
 * Moves the previous folders back to the live place, however far a swap had come; can be repeated. A live folder that is
 * neither the previous nor the staged one may hold someone's data: it is moved aside, and its new path is returned. The server
 * must be stopped. Throws `store-missing`, with nothing moved, when a previous folder cannot be found.
 */
export async function swapBack(files: Files, stores: readonly StoreRecord[]): Promise<readonly string[]> {
  for (const store of stores) await refuseLost(files, store);
  const setAside: string[] = [];
  for (const { live, staging, previous, aside, before, staged } of stores) {
    const current = await readInode(files, live);
    if (current === before) continue;
    if (current !== undefined) {
      const destination = current === staged ? staging : await findFreePath(files, aside);
      await files.makeFolder(dirname(destination));
      await files.rename(live, destination);
      if (current !== staged) setAside.push(destination);
    }
    if (before !== undefined) await files.rename(previous, live);
  }
  return setAside;
}

async function refuseLost(files: Files, { live, previous, before }: StoreRecord): Promise<void> {
  if (before === undefined) return;
  for (const path of [live, previous]) if ((await readInode(files, path)) === before) return;
  const message = `Could not find the previous store (a folder with inode ${before}): it is in neither ${live} nor ${previous}`;
  throw new BulkgenError('store-missing', message, { hint: hintToMoveBack(previous) });
}

/** The hint for a folder of a store that is not where bulkgen left it. A copy has another inode, so `recover` refuses it. */
export function hintToMoveBack(destination: string): string {
  const copy =
    'If only a copy of it is left, put the right store and its transaction logs in their places and remove the journal in the `.bulkgen` folder.';
  return `Move that folder back to ${destination}, then run \`bulkgen recover\`. ${copy}`;
}

/** The path, or one beside it where it is taken. */
async function findFreePath(files: Files, path: string): Promise<string> {
  for (let number = 1; ; number++) {
    const candidate = number === 1 ? path : `${path}-${number}`;
    if (!(await files.exists(candidate))) return candidate;
  }
}

async function readInode(files: Files, path: string): Promise<string | undefined> {
  return (await files.inspect(path))?.inode;
}
