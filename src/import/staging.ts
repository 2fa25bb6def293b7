import { join } from 'node:path/posix';
import type { Target } from '../target/target.ts';

/**
 * A database is two folders that belong together. The import writes new ones under `.staging` in the same data folder;
 * they go live by rename, and the ones before wait under `.previous` until the new ones are proven.
 */
const kinds = ['databases', 'transactions'] as const;
const stagingName = '.staging';
const previousName = '.previous';
const obsoleteName = '.obsolete';
/** In the previous folder: there was no store before. */
const nothingBefore = 'nothing-before';

export interface Staging {
  /** Settings that make neo4j-admin write into the staging folder. */
  readonly config: string;
  /** Makes the staged store the live one, and keeps the one before. The server must be stopped. */
  swap(): Promise<void>;
  /** Brings the previous store back, if `swap` has begun, and drops the new one. The server must be stopped. */
  undo(): Promise<void>;
  /** Drops the previous store and what is left of the staging folder. */
  settle(): Promise<void>;
}

/** Prepares an empty staging folder; a swap that an earlier import did not finish is undone first. */
export async function openStaging(
  { files, dataFolder }: Pick<Target, 'files' | 'dataFolder'>,
  database: string,
): Promise<Staging> {
  const staging = join(dataFolder, stagingName);
  const previous = join(dataFolder, previousName);
  const obsolete = join(dataFolder, obsoleteName);
  const at = (base: string, kind: (typeof kinds)[number]): string => join(base, kind, database);

  const undo = async (): Promise<void> => {
    if (!(await files.exists(previous))) return;
    if (await files.exists(join(previous, nothingBefore))) {
      for (const kind of kinds) await files.remove(at(dataFolder, kind));
    }
    for (const kind of kinds) {
      if (!(await files.exists(at(previous, kind)))) continue;
      if (await files.exists(at(dataFolder, kind))) await files.remove(at(dataFolder, kind));
      await files.rename(at(previous, kind), at(dataFolder, kind));
    }
    await files.remove(previous);
  };

  await undo();
  await files.remove(obsolete);
  await files.remove(staging);
  for (const kind of kinds) await files.makeFolder(join(staging, kind));
  return {
    config: `server.directories.data=${staging}\nserver.directories.transaction.logs.root=${join(staging, 'transactions')}\n`,
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
    async undo() {
      await undo();
      await files.remove(staging);
    },
    async settle() {
      // In one step, so that what is left of a half removed store is never taken for one to go back to.
      if (await files.exists(previous)) await files.rename(previous, obsolete);
      await files.remove(obsolete);
      await files.remove(staging);
    },
  };
}
