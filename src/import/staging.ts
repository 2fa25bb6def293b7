import { join } from 'node:path/posix';
import type { Target } from '../target/target.ts';

/**
 * A database is two folders that belong together. The import writes new ones into a staging folder of the same data
 * folder; they go live by rename, and the ones before wait in `previous` until the new ones are proven. Each database has
 * a folder of its own for this, `.bulkgen/<database>`, which is gone when all is settled.
 */
const kinds = ['databases', 'transactions'] as const;
/** In the previous folder: there was no store before. */
const nothingBefore = 'nothing-before';

/** The server must be stopped for `swap`, `undo` and `settle` of a store it runs on. */
export interface Staging {
  /** Settings that make neo4j-admin write into the staging folder. */
  readonly config: string;
  /** Whether a swap, perhaps of an import that was killed, was neither settled nor undone. */
  isUnfinished(): Promise<boolean>;
  /** Empties the staging folder. */
  prepare(): Promise<void>;
  /** Makes the staged store the live one, and keeps the one before. */
  swap(): Promise<void>;
  /** Drops what is staged; the server may run. */
  discard(): Promise<void>;
  /** Brings the previous store back, if a swap has begun, and drops the new one; can be repeated. */
  undo(): Promise<void>;
  /** Makes the swap final, and drops the previous store. */
  settle(): Promise<void>;
}

/** Nothing is touched before one of its functions is called. */
export function createStaging({ files, dataFolder }: Pick<Target, 'files' | 'dataFolder'>, database: string): Staging {
  const own = join(dataFolder, '.bulkgen', database);
  const staging = join(own, 'staging');
  const previous = join(own, 'previous');
  const at = (base: string, kind: (typeof kinds)[number]): string => join(base, kind, database);

  async function bringBack(): Promise<void> {
    if (await files.exists(join(previous, nothingBefore))) {
      for (const kind of kinds) await files.remove(at(dataFolder, kind));
    }
    for (const kind of kinds) {
      if (!(await files.exists(at(previous, kind)))) continue;
      await files.remove(at(dataFolder, kind));
      await files.rename(at(previous, kind), at(dataFolder, kind));
    }
  }

  return {
    config: `server.directories.data=${staging}\nserver.directories.transaction.logs.root=${join(staging, 'transactions')}\n`,
    isUnfinished: () => files.exists(previous),
    async prepare() {
      await files.remove(staging);
      for (const kind of kinds) await files.makeFolder(join(staging, kind));
    },
    async swap() {
      const hasStore = await files.exists(at(dataFolder, 'databases'));
      for (const kind of kinds) {
        await files.makeFolder(join(previous, kind));
        await files.makeFolder(join(dataFolder, kind));
      }
      if (!hasStore) await files.write(join(previous, nothingBefore), '');
      for (const kind of kinds) {
        if (await files.exists(at(dataFolder, kind))) await files.rename(at(dataFolder, kind), at(previous, kind));
      }
      for (const kind of kinds) await files.rename(at(staging, kind), at(dataFolder, kind));
    },
    discard: () => files.remove(staging),
    async undo() {
      if (await files.exists(previous)) await bringBack();
      await files.remove(own);
    },
    async settle() {
      // The rename decides: what is left of a half removed store must never be taken for one to go back to.
      const obsolete = join(own, 'obsolete');
      await files.remove(obsolete);
      if (await files.exists(previous)) await files.rename(previous, obsolete);
      await files.remove(own).catch(() => {}); // the next import clears what cannot be removed now
    },
  };
}
