import { explainFileSystem } from '../errors.ts';
import type { Target } from '../targets/target.ts';
import { refuseName } from './database-name.ts';

/**
 * Does work on the store of a database while nobody else can. Throws `invalid-option` for a name that no database has,
 * `import-running`, and `write-failed` for what the file system refuses.
 */
export async function workAlone<T>(target: Target, database: string, work: () => Promise<T>): Promise<T> {
  refuseName(database);
  try {
    return await target.runExclusively(work);
  } catch (error) {
    throw explainStore(error, target);
  }
}

/** An error while the target's files are read, written and moved, in our words. */
export function explainStore(error: unknown, { dataFolder }: Pick<Target, 'dataFolder'>): unknown {
  const hint = 'Make it writable and give it space, then import again.';
  return explainFileSystem(error, `Could not write to the store in ${dataFolder}`, hint);
}
