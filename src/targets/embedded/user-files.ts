import { lstat, readdir } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { jarPrefix } from '../../neo4j/load-procedure.ts';
import type { Home } from './home.ts';

/**
 * The files that a user put into a home, or had neo4j-admin write there: files for LOAD CSV, dumps and plugins. The links and
 * the jar that bulkgen itself puts into the folder of plugins are not among them.
 */
export async function findUserFiles({ folder, data, plugins }: Home): Promise<readonly string[]> {
  const found: string[] = [];
  for (const place of [join(folder, 'import'), join(data, 'dumps'), plugins]) {
    const names = await readdir(place).catch(() => []);
    for (const path of names.sort().map((name) => join(place, name))) {
      if (place !== plugins || !(await isInstalledByBulkgen(path))) found.push(path);
    }
  }
  return found;
}

async function isInstalledByBulkgen(path: string): Promise<boolean> {
  return basename(path).replace(/^\./, '').startsWith(jarPrefix) || (await lstat(path)).isSymbolicLink();
}
