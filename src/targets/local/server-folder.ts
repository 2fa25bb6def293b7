import { stat } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { BulkgenError } from '../../errors.ts';
import { readSetting } from '../neo4j/settings.ts';
import type { LocalInstallation } from './installation.ts';

/** The folders that an installation's settings name, each from the root. */
export interface ServerFolders {
  readonly data: string;
  readonly transactions: string;
  readonly plugins: string;
  readonly logs: string;
  readonly run: string;
  /** bulkgen's own, for locks, arguments and reports: within `run`, which whoever runs the server can write to. */
  readonly work: string;
}

/** Reads the folders. Throws `target-unusable` where stores are on another file system than the data folder, for the swap renames. */
export async function readServerFolders({ home, settings }: LocalInstallation): Promise<ServerFolders> {
  const locate = (name: string, usual: string): string =>
    resolve(home, readSetting(settings, `server.directories.${name}`) || usual);
  const [data, run] = [locate('data', 'data'), locate('run', 'run')];
  await refuseMount(data, 'databases');
  const transactions = locate('transaction.logs.root', join(data, 'transactions'));
  const plugins = locate('plugins', 'plugins');
  return { data, transactions, plugins, logs: locate('logs', 'logs'), run, work: join(run, 'bulkgen') };
}

async function refuseMount(data: string, name: string): Promise<void> {
  const [outer, inner] = [await deviceOf(data), await deviceOf(join(data, name))];
  if (inner === undefined || outer === inner) return;
  throw new BulkgenError(
    'target-unusable',
    `Expected ${join(data, name)} to be on the file system of ${data}, it is on another`,
    {
      hint: 'Nothing was changed. bulkgen swaps stores by renaming: mount the whole data folder instead.',
    },
  );
}

async function deviceOf(path: string): Promise<number | undefined> {
  return stat(path).then(
    ({ dev }) => dev,
    () => undefined,
  );
}
