// A database consists of two folders that belong together: its store and its transaction logs. bulkgen stages new ones in
// a folder of its own, on the same file system. They go live by rename, and the folders from before stay in `previous` until
// the new ones are verified.
import { basename, dirname, join } from 'node:path/posix';
import type { Files } from '../system/files.ts';
import type { Target } from '../targets/target.ts';

/** The places of one of the two folders; all on one file system. */
export interface StoreFolder {
  readonly live: string;
  /** Where the new folder is built. */
  readonly staging: string;
  /** Where the folder from before is kept. */
  readonly previous: string;
  /** Where an undo moves a live folder that bulkgen does not know. Never removed. */
  readonly aside: string;
}

export interface StoreLayout {
  /** The folders that bulkgen makes for this replacement, one on each file system; removed in the end. */
  readonly own: readonly string[];
  readonly folders: readonly StoreFolder[];
}

/** The name of a database never begins with a dot, so this one is free. */
const ownName = '.bulkgen';

/** The folder that holds all that bulkgen makes for a database. */
export function ownFolder(dataFolder: string, database: string): string {
  return join(dataFolder, ownName, database);
}

/** Removes something in the folder of `ownFolder`, and the folders above it that are then empty. */
export async function removeOwn(files: Files, path: string): Promise<void> {
  await files.remove(path);
  for (let folder = dirname(path); await files.removeEmpty(folder); folder = dirname(folder)) {
    if (basename(folder) === ownName) return;
  }
}

/** The folders of a replacement, whose `id` separates them from those of any other. Nothing is created. */
export async function layOutStore(
  { files, dataFolder, transactionFolder }: Pick<Target, 'files' | 'dataFolder' | 'transactionFolder'>,
  database: string,
  id: string,
): Promise<StoreLayout> {
  const outer = ownFolder(dataFolder, database);
  const data = await files.inspect(dataFolder);
  const logs = await files.inspect(transactionFolder);
  // A folder outside the data folder may be another mount of the same device, and a rename between mounts fails.
  const isApart = !transactionFolder.startsWith(`${dataFolder}/`) || (logs && logs.device !== data?.device);
  const outerLogs = isApart ? ownFolder(transactionFolder, database) : outer;
  const [own, ownLogs] = [join(outer, id), join(outerLogs, id)];
  return {
    own: isApart ? [own, ownLogs] : [own],
    folders: [
      {
        live: join(dataFolder, 'databases', database),
        staging: join(own, 'staging', 'databases', database),
        previous: join(own, 'previous', 'databases', database),
        aside: join(outer, `aside-${id}`, 'databases', database),
      },
      {
        live: join(transactionFolder, database),
        staging: join(ownLogs, 'staging', 'transactions', database),
        previous: join(ownLogs, 'previous', 'transactions', database),
        aside: join(outerLogs, `aside-${id}`, 'transactions', database),
      },
    ],
  };
}
