import { stat } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { BulkgenError } from '../../errors.ts';
import { readSetting } from '../neo4j/settings.ts';
import type { LocalInstallation } from './installation.ts';

/** The folders in an installation's settings, as paths from the root. */
export interface ServerFolders {
  readonly data: string;
  readonly transactions: string;
  readonly plugins: string;
  readonly logs: string;
  readonly run: string;
  /** bulkgen's folder for locks and reports. It is in `run`, where the server's user can write. */
  readonly work: string;
}

/** Reads the folders. Throws `target-unusable` when stores and data folder are on different file systems, because the swap renames. */
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
  const [outer, inner] = [await readDevice(data), await readDevice(join(data, name))];
  if (inner === undefined || outer === inner) return;
  throw new BulkgenError('target-unusable', `Expected ${join(data, name)} to be on the same file system as ${data}`, {
    hint: 'Mount the whole data folder instead, because bulkgen swaps stores by renaming. Nothing was changed.',
  });
}

async function readDevice(path: string): Promise<number | undefined> {
  return stat(path).then(
    ({ dev }) => dev,
    () => undefined,
  );
}
