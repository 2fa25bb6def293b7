import { join } from 'node:path';
import { endOrphans } from '../neo4j/admin-record.ts';
import { askOnce, type GivenCredentials, readCredentials } from '../neo4j/credentials.ts';
import { withImportLock } from '../neo4j/import-lock.ts';
import { needsLogin } from '../neo4j/settings.ts';
import type { Target } from '../target.ts';
import { runAdmin } from './admin.ts';
import { readBoltAddress } from './bolt-address.ts';
import { mapFolder } from './folder.ts';
import type { LocalInstallation } from './installation.ts';
import type { LocalServer } from './local-server.ts';
import { assertStoreUnused, findServer, startServer, stopServer } from './server.ts';

/** A Neo4j that is installed on this machine. */
export interface LocalTarget extends Target {
  readonly kind: 'local';
  readonly installation: LocalInstallation;
}

export interface LocalLogin {
  readonly given: GivenCredentials | undefined;
  readonly uri: string | undefined;
}

/** The target of an installation. An import leaves its server as it was, running or stopped. */
export function createLocalTarget(local: LocalServer, { given: givenCredentials, uri }: LocalLogin): LocalTarget {
  const { installation, folders, files, account, env } = local;
  const given = askOnce(givenCredentials);
  return {
    kind: 'local',
    installation,
    description: `local: Neo4j ${installation.version} in ${installation.home}`,
    version: installation.version,
    edition: installation.edition,
    dataFolder: folders.data,
    transactionFolder: folders.transactions,
    pluginFolder: folders.plugins,
    files,
    keepsRunning: false,
    isOwn: false,
    isRunning: async () => (await findServer(local)) !== undefined,
    start: ({ signal } = {}) => startServer(local, signal),
    stop: () => stopServer(local),
    assertStoreUnused: () => assertStoreUnused(local),
    runAdmin: (args, options) => runAdmin(local, args, options),
    runExclusively: (work) => runExclusively(local, work),
    mapFolder: (folder, names) => mapFolder(folder, account, names),
    async connection(database = 'neo4j') {
      const { username = 'neo4j', password = '' } = given;
      const login = needsLogin(installation.settings) ? await readCredentials({ given, env }) : { username, password };
      return { uri: uri ?? readBoltAddress(installation.settings)!.uri, ...login, database };
    },
  };
}

async function runExclusively<T>({ folders, files, account }: LocalServer, work: () => Promise<T>): Promise<T> {
  await files.makeFolder(folders.work);
  const lock = join(folders.work, 'import-lock');
  return withImportLock(lock, () => endOrphans(folders.work, account).then(work));
}
