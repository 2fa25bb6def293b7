import { dirname, join } from 'node:path/posix';
import { BulkgenError } from '../../errors.ts';
import type { Replacement } from '../../replacement/replacement.ts';
import { readTextFile, reasonOf } from '../../system/text-file.ts';
import type { AdminSettings } from './arguments.ts';

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
  settings: { 'additional-config': additional } = {},
}: Pick<Replacement, 'target' | 'journal'> & { readonly settings?: AdminSettings }): Promise<AdminFiles> {
  const files = locateAdminFiles({ journal });
  const [store, logs] = journal.stores;
  // Both are needed: where the server's configuration names a log folder, the first alone would overwrite the live logs.
  const settings = {
    'server.directories.data': dirname(dirname(store!.staging)),
    'server.directories.transaction.logs.root': dirname(logs!.staging),
  };
  const lines = Object.entries(settings).map(([name, value]) => `${name}=${value}\n`);
  const given = additional === undefined ? '' : await readAdditional(additional);
  await target.files.write(files.configFile, `${given}${lines.join('')}`);
  return files;
}

/**
 * The settings of `--additional-config`, without the folders: bulkgen imports into those of the target. They are read once to
 * refuse them early and once to use them, so a pipe is refused: its second reader finds it empty.
 */
export async function readAdditional(path: string): Promise<string> {
  const text = await readTextFile(path).catch((cause: unknown) => {
    throw new BulkgenError('file-unreadable', `Could not read ${path}: ${reasonOf(cause)}`, {
      hint: 'Name a readable file of settings with --additional-config.',
      cause,
    });
  });
  const lines = text.split(/\r?\n/).filter((line) => line !== '' && !/^\s*(#|server\.directories\.)/.test(line));
  return lines.map((line) => `${line}\n`).join('');
}
