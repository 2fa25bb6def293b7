import { BulkgenError, cureFor, explainFileSystem } from '../errors.ts';
import type { Target } from '../targets/target.ts';

/**
 * Works on the store of a database while no other bulkgen can. Throws `invalid-option` for an impossible database name,
 * `import-running` while another bulkgen works on the store, and `write-failed` for what the file system refuses.
 */
export async function withExclusiveTarget<T>(target: Target, database: string, work: () => Promise<T>): Promise<T> {
  refuseDatabaseName(database);
  try {
    return await target.runExclusively(work);
  } catch (error) {
    throw explainStoreError(error, target);
  }
}

/** The name becomes part of paths, so bulkgen applies Neo4j's own rule to it first. Throws `invalid-option`. */
export function refuseDatabaseName(database: string): void {
  if (/^[a-z][a-z0-9.-]{2,62}$/.test(database) && database !== 'system') return;
  throw new BulkgenError('invalid-option', `Expected --database to be a name such as neo4j, got \`${database}\``, {
    hint: 'Use 3 to 63 lower-case letters, digits, dots and dashes, starting with a letter. `system` is reserved.',
  });
}

/** Turns an error of the file system into a `write-failed` that names the data folder; returns any other error unchanged. */
export function explainStoreError(error: unknown, { dataFolder }: Pick<Target, 'dataFolder'>): unknown {
  const cure = cureFor(error, 'the folder');
  const hint = `${cure.charAt(0).toUpperCase()}${cure.slice(1)}, then try again.`;
  return explainFileSystem(error, `Could not write to the store in ${dataFolder}`, hint);
}
