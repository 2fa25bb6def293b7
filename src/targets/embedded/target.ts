import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { throwIfAborted } from '../../errors.ts';
import { ProgressTracker } from '../../progress/tracker.ts';
import { localFiles } from '../../system/local-files.ts';
import { withLock } from '../../system/lock.ts';
import { endOrphans } from '../neo4j/admin-record.ts';
import type { AskedPorts } from '../neo4j/choose-ports.ts';
import type { GivenCredentials } from '../neo4j/credentials.ts';
import { withImportLock } from '../neo4j/import-lock.ts';
import { readPorts } from '../neo4j/settings.ts';
import type { SpeedUpOptions } from '../own-server.ts';
import type { Target } from '../target.ts';
import { runAdmin } from './admin.ts';
import { ensureArchives } from './class-archive.ts';
import { mapFolder } from './folder.ts';
import { type Home, readPassword } from './home.ts';
import type { EmbeddedInstallation } from './java-arguments.ts';
import { assertStoreUnused, findServer, startServer, stopServer } from './server.ts';

/** A Neo4j that bulkgen downloaded and manages. */
export interface EmbeddedTarget extends Target {
  readonly kind: 'embedded';
  readonly home: Home;
  /** Creates the class archives with which later starts are faster, unless they exist. A failure changes nothing. */
  createArchives(options?: SpeedUpOptions): Promise<void>;
}

export interface EmbeddedParts {
  readonly home: Home;
  readonly given: GivenCredentials | undefined;
  /** Called when Java and jars are first needed. Reading a server's state needs neither. */
  readonly install: () => Promise<EmbeddedInstallation>;
  readonly asked: AskedPorts;
  readonly env: NodeJS.ProcessEnv;
}

/** The target of a server that bulkgen created in its own folders. */
export function createEmbeddedTarget({ home, given, install, asked, env }: EmbeddedParts): EmbeddedTarget {
  return {
    kind: 'embedded',
    description: `embedded: Neo4j ${home.version} in ${home.folder}`,
    version: home.version,
    home,
    edition: 'community',
    dataFolder: home.data,
    transactionFolder: join(home.data, 'transactions'),
    pluginFolder: home.plugins,
    files: localFiles,
    keepsRunning: true,
    isOwn: true,
    async createArchives({ signal, onProgress } = {}) {
      const tracker = new ProgressTracker(onProgress);
      try {
        await ensureArchives(await install(), { env, tracker, signal });
      } catch {
        throwIfAborted(signal);
      }
    },
    isRunning: async () => (await findServer(home)) !== undefined,
    async start({ signal } = {}) {
      await endOrphans(home.run);
      await startServer(home, { installation: await install(), asked, env, signal });
    },
    stop: () => withLock(home.lock, () => stopServer(home)),
    assertStoreUnused: () => assertStoreUnused(home),
    runAdmin: async (args, options) => runAdmin({ home, installation: await install(), env }, args, options),
    runExclusively: (work) => withImportLock(home.importLock, () => endOrphans(home.run).then(work)),
    mapFolder,
    connection: async (database = 'neo4j') => ({
      uri: `bolt://127.0.0.1:${readPorts(await readFile(home.settings, 'utf8')).bolt}`,
      username: given?.username ?? 'neo4j',
      password: given?.password ?? (await readPassword(home)),
      database,
    }),
  };
}
