import { readFile, rename } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { BulkgenError } from '../../errors.ts';
import { withLock } from '../../system/lock.ts';
import { withTemporaryFolder } from '../../system/temporary-folder.ts';
import { withImportLock } from '../neo4j/import-lock.ts';
import { readPorts } from '../neo4j/settings.ts';
import type { OwnServer, OwnServerStatus, RemoveOptions } from '../own-server.ts';
import { followTail, readTail } from './follow-log.ts';
import type { Home } from './home.ts';
import { removeJars } from './remove-jars.ts';
import { findServer, stopServer } from './server.ts';
import type { EmbeddedTarget } from './target.ts';
import { findUserFiles } from './user-files.ts';

/** The embedded server as `OwnServer` describes it. */
export function createEmbeddedServer(target: EmbeddedTarget, env?: NodeJS.ProcessEnv): OwnServer {
  const { home, version } = target;
  return {
    name: `Neo4j ${version}`,
    place: home.folder,
    log: { path: home.neo4jLog },
    readStatus: () => readStatus(target),
    openTarget: async () => target,
    stop: () => target.stop(),
    assertStopped: () => assertStopped(home),
    async speedUpStarts(options) {
      if ((await countStarts(home)) >= startsOfRegularUse) await target.createArchives(options);
    },
    readLog: (lines) => readTail(home.neo4jLog, lines),
    followLog: (options) => followTail(home.neo4jLog, options),
    findUserFiles: () => findUserFiles(home),
    remove: (options) => removeHome(target, { ...options, env }),
  };
}

/** Class archives cost as much as seven starts without them, so they are not for a server that was only tried out. */
const startsOfRegularUse = 3;

/** How often the server started, as far as its current log says. */
async function countStarts({ neo4jLog }: Home): Promise<number> {
  const log = await readFile(neo4jLog, 'utf8').catch(() => '');
  return log.match(/ INFO +Started\.$/gm)?.length ?? 0;
}

/** Reads the state of an embedded server from its files and the process list. */
export async function readStatus({ home, version }: EmbeddedTarget): Promise<OwnServerStatus> {
  const server = await findServer(home);
  const { bolt, http } = readPorts(await readFile(home.settings, 'utf8'));
  return {
    running: server !== undefined,
    version,
    uri: `bolt://127.0.0.1:${bolt}`,
    httpUri: `http://127.0.0.1:${http}`,
    username: 'neo4j',
    passwordFile: home.password,
    home: home.folder,
    ...(server && { pid: server.pid }),
  };
}

async function assertStopped(home: Home): Promise<void> {
  const server = await findServer(home);
  if (!server) return;
  throw new BulkgenError('neo4j-running', `Neo4j ${home.version} is running (process ${server.pid})`, {
    hint: 'Stop it with `bulkgen neo4j stop`, or remove it with --force.',
  });
}

/** Removes the home, whatever its databases hold. Throws `import-running` during an import. */
async function removeHome(
  { home }: EmbeddedTarget,
  { force, all, env = process.env }: RemoveOptions & { readonly env: NodeJS.ProcessEnv | undefined },
): Promise<void> {
  await withTemporaryFolder(dirname(home.folder), async (temporary) => {
    const removeNow = async (): Promise<void> => {
      if (!force) await assertStopped(home);
      await stopServer(home);
      // A rename is one step, so that a home is never half removed.
      await rename(home.folder, join(temporary, 'removed'));
    };
    await withImportLock(home.importLock, () => withLock(home.lock, removeNow));
  });
  if (all) await removeJars({ version: home.version, env });
}
