import { dirname, join } from 'node:path/posix';
import type { Replacement } from '../../replacement/replacement.ts';

/** Files that are made for one run of neo4j-admin, as it sees them. */
export interface AdminFiles {
  /** Settings that lead it into the staging folder. */
  readonly configFile: string;
  readonly argumentFile: string;
  readonly reportFile: string;
}

/** Where they will be; nothing is made. */
export function locateAdminFiles({ journal }: Pick<Replacement, 'journal'>): AdminFiles {
  const folder = journal.own[0]!;
  return {
    configFile: join(folder, 'import.conf'),
    argumentFile: join(folder, 'import.args'),
    reportFile: join(folder, 'import.report'),
  };
}

/** The same, with the settings written; all goes with the replacement's own folder. */
export async function makeAdminFiles({
  target,
  journal,
}: Pick<Replacement, 'target' | 'journal'>): Promise<AdminFiles> {
  const files = locateAdminFiles({ journal });
  const [store, logs] = journal.stores;
  // Both: with the first alone, where the second is configured, neo4j-admin overwrites the live logs.
  const settings = {
    'server.directories.data': dirname(dirname(store!.staging)),
    'server.directories.transaction.logs.root': dirname(logs!.staging),
  };
  const lines = Object.entries(settings).map(([name, value]) => `${name}=${value}\n`);
  await target.files.write(files.configFile, lines.join(''));
  return files;
}
