import { access, constants, readFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { folderMissing } from '../../errors.ts';
import { localFiles } from '../../system/local-files.ts';
import { withLock } from '../../system/lock.ts';
import type { ChildOptions, ChildResult } from '../../system/run-child.ts';
import { adminArguments, type Installation } from '../java/java-arguments.ts';
import { runJava } from '../java/run-java.ts';
import { endOrphans, watchAdmin } from '../neo4j/admin-record.ts';
import type { AskedPorts } from '../neo4j/choose-ports.ts';
import type { GivenCredentials } from '../neo4j/credentials.ts';
import { refuseSecondImport } from '../neo4j/refuse-second-import.ts';
import { readPorts } from '../neo4j/settings.ts';
import { findHolders } from '../neo4j/store-lock.ts';
import { describeHolder, storeInUse } from '../neo4j/store-user.ts';
import type { Target } from '../target.ts';
import { type Home, readPassword } from './home.ts';
import { findServer, stopServer } from './server.ts';
import { startServer } from './start.ts';

export interface EmbeddedTarget extends Target {
  readonly kind: 'embedded';
  readonly home: Home;
}

export interface EmbeddedParts {
  readonly home: Home;
  readonly given: GivenCredentials | undefined;
  /** Found when first needed, so that a look at a server needs neither Java nor jars. */
  readonly install: () => Promise<Installation>;
  readonly asked: AskedPorts;
  readonly env: NodeJS.ProcessEnv;
}

/** The target of a server that bulkgen itself provisioned and runs from its own folders. */
export function createEmbeddedTarget(parts: EmbeddedParts): EmbeddedTarget {
  const { home, given, install, asked, env } = parts;
  return {
    kind: 'embedded',
    description: `embedded: Neo4j ${home.version} in ${home.folder}`,
    version: home.version,
    home,
    edition: 'community',
    dataFolder: home.data,
    transactionFolder: join(home.data, 'transactions'),
    pluginFolder: join(home.folder, 'plugins'),
    files: localFiles,
    keepsRunning: true,
    isRunning: async () => (await findServer(home)) !== undefined,
    async start({ signal } = {}) {
      await endOrphans(home.run);
      await startServer(home, { installation: await install(), asked, env, signal });
    },
    stop: () => withLock(home.lock, () => stopServer(home)),
    assertStoreUnused: () => assertStoreUnused(home),
    runAdmin: async (args, options) => runAdmin(parts, args, options),
    runExclusively: (work) =>
      withLock(home.importLock, () => endOrphans(home.run).then(work), { whenHeld: refuseSecondImport }),
    mapFolder,
    connection: async () => ({
      uri: `bolt://127.0.0.1:${readPorts(await readFile(home.settings, 'utf8')).bolt}`,
      username: given?.username ?? 'neo4j',
      password: given?.password ?? (await readPassword(home)),
    }),
  };
}

/** A server that no process file names, started by hand in this home, would hold its stores. */
async function assertStoreUnused({ data }: Home): Promise<void> {
  const [pid] = await findHolders(data);
  if (pid !== undefined) throw storeInUse(data, pid, await describeHolder(pid));
}

async function runAdmin(
  { home, install, env }: EmbeddedParts,
  args: readonly string[],
  options: ChildOptions = {},
): Promise<ChildResult> {
  const installation = await install();
  return watchAdmin({ folder: home.run }, (onStart) =>
    runJava({
      ...options,
      java: installation.java,
      args: adminArguments(installation, args, { heap: env['HEAP_SIZE'] }),
      home: home.folder,
      folder: home.run,
      env,
      onStart,
    }),
  );
}

async function mapFolder(folder: string): Promise<string> {
  const path = resolve(folder);
  try {
    await access(path, constants.R_OK | constants.X_OK);
  } catch (cause) {
    throw folderMissing(path, cause);
  }
  return path;
}
