import { dirname, join } from 'node:path/posix';
import type { Replacement } from '../../replacement/replacement.ts';

/** The files of one run of neo4j-admin, by their paths on the target. They lie in the replacement's own folder. */
export interface AdminFiles {
  /** Settings that direct neo4j-admin to the staging folder. */
  readonly configFile: string;
  readonly argumentFile: string;
  readonly reportFile: string;
}

/** Where the files will be; nothing is created. */
export function locateAdminFiles({ journal }: Pick<Replacement, 'journal'>): AdminFiles {
  const folder = journal.own[0]!;
  return {
    configFile: join(folder, 'import.conf'),
    argumentFile: join(folder, 'import.args'),
    reportFile: join(folder, 'import.report'),
  };
}

/** Writes the settings. Undoing or settling the replacement removes them, with its folder. */
export async function makeAdminFiles({
  target,
  journal,
}: Pick<Replacement, 'target' | 'journal'>): Promise<AdminFiles> {
  const files = locateAdminFiles({ journal });
  const [store, logs] = journal.stores;
  // Both are needed: where the server's configuration names a log folder, the first alone would overwrite the live logs.
  const settings = {
    'server.directories.data': dirname(dirname(store!.staging)),
    'server.directories.transaction.logs.root': dirname(logs!.staging),
  };
  const lines = Object.entries(settings).map(([name, value]) => `${name}=${value}\n`);
  await target.files.write(files.configFile, lines.join(''));
  return files;
}
