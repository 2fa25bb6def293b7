// A database is two folders that belong together: its store, and its transaction logs. The import makes new ones in a
// staging folder; they go live by rename, and the ones before wait in `previous` until the new ones are proven.
import { basename, dirname, join } from 'node:path/posix';
import type { Files } from '../system/files.ts';
import type { Target } from '../targets/target.ts';

/** One of the two folders, at each of the places it can be; all are on one file system. */
export interface StoreFolder {
  readonly live: string;
  /** Where neo4j-admin makes the new one. */
  readonly staging: string;
  /** Where the one before waits. */
  readonly previous: string;
  /** Where one is put that is at the live place and that bulkgen does not know; never removed. */
  readonly aside: string;
}

export interface StoreLayout {
  /** What bulkgen made for this replacement, one folder on each file system: gone when all is settled. */
  readonly own: readonly string[];
  readonly folders: readonly StoreFolder[];
}

/** No database has a name with a dot in front. */
const ownName = '.bulkgen';

/** bulkgen's own folder for a database. */
export function ownFolder(dataFolder: string, database: string): string {
  return join(dataFolder, ownName, database);
}

/** Removes something of bulkgen's own, and the folders above it that are empty then. */
export async function removeOwn(files: Files, path: string): Promise<void> {
  await files.remove(path);
  for (let folder = dirname(path); await files.removeEmpty(folder); folder = dirname(folder)) {
    if (basename(folder) === ownName) return;
  }
}

/** Where the folders of a replacement are; `id` keeps them apart from those of any other. Nothing is made. */
export async function layOutStore(
  { files, dataFolder, transactionFolder }: Pick<Target, 'files' | 'dataFolder' | 'transactionFolder'>,
  database: string,
  id: string,
): Promise<StoreLayout> {
  const outer = ownFolder(dataFolder, database);
  const data = await files.inspect(dataFolder);
  const logs = await files.inspect(transactionFolder);
  // Between two mounts of one device no rename is possible either.
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
