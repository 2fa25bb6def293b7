import { readFile, rm } from 'node:fs/promises';
import { BulkgenError } from '../../errors.ts';
import { localFiles } from '../../system/local-files.ts';
import { withLock } from '../../system/lock.ts';
import { isAlive, type ProcessIdentity, parseIdentity, waitUntilGone } from '../../system/process-identity.ts';
import { type AskedPorts, choosePorts } from '../neo4j/choose-ports.ts';
import { readPorts, replacePorts } from '../neo4j/settings.ts';
import { findHolders } from '../neo4j/store-lock.ts';
import { describeStoreUser, storeInUse } from '../neo4j/store-user.ts';
import type { Home } from './home.ts';
import { type LaunchOptions, launchServer, terminateServer, waitForServer } from './launch.ts';

export interface StartOptions extends LaunchOptions {
  /** The ports that the user asked for. The others may change when another program listens on them. */
  readonly asked: AskedPorts;
  readonly signal?: AbortSignal | undefined;
}

const startAttempts = 3;
const secondsToStop = 120;

/** The process of a home's running server. Undefined when the server is stopped. */
export async function findServer(home: Home): Promise<ProcessIdentity | undefined> {
  const identity = parseIdentity(await readFile(home.processFile, 'utf8').catch(() => ''));
  return identity && (await isAlive(identity)) ? identity : undefined;
}

/** Starts a home's server and returns once it answers on its ports. Waits for a server that is already starting. */
export async function startServer(home: Home, options: StartOptions): Promise<void> {
  await withLock(home.lock, () => startUnlocked(home, options), { signal: options.signal });
}

/** Stops the server and waits until it has ended. Never kills it, because its store would need recovery. */
export async function stopServer(home: Home): Promise<void> {
  const server = await findServer(home);
  if (server) {
    terminateServer(server.pid);
    if (!(await waitUntilGone(server, secondsToStop * 1000))) {
      throw new BulkgenError(
        'stop-failed',
        `Neo4j (process ${server.pid}) did not stop within ${secondsToStop} seconds`,
        {
          hint: `See its log, ${home.neo4jLog}, and wait longer. \`kill -9 ${server.pid}\` ends it, but then Neo4j must recover its store.`,
        },
      );
    }
  }
  await rm(home.processFile, { force: true });
}

/** Throws `target-unusable` when a process uses the stores of a stopped server, such as a Neo4j started by hand in this home. */
export async function assertStoreUnused({ data }: Home): Promise<void> {
  const [pid] = await findHolders(data);
  if (pid !== undefined) throw storeInUse(data, pid, await describeStoreUser(pid));
}

async function startUnlocked(home: Home, options: StartOptions): Promise<void> {
  const running = await findServer(home);
  if (running) {
    await checkAskedPorts(home, options.asked);
    return waitForServer(home, running, options.signal);
  }
  for (let attempt = 1; ; attempt++) {
    await settlePorts(home, options.asked);
    try {
      return await launchAndWait(home, options);
    } catch (error) {
      // Neo4j listens on a port seconds after bulkgen found it free. Another program may have taken it in between.
      const isPortTaken = error instanceof BulkgenError && /already in use/i.test(error.message);
      if (attempt === startAttempts || !isPortTaken) throw error;
    }
  }
}

async function launchAndWait(home: Home, options: StartOptions): Promise<void> {
  const server = await launchServer(home, options);
  try {
    await waitForServer(home, server, options.signal);
  } catch (error) {
    await stopServer(home);
    throw error;
  }
}

/** Throws `neo4j-running` when a running server has other ports than those asked for. */
async function checkAskedPorts(home: Home, { boltPort, httpPort }: AskedPorts): Promise<void> {
  const { bolt, http } = readPorts(await readFile(home.settings, 'utf8'));
  if ((boltPort ?? bolt) === bolt && (httpPort ?? http) === http) return;
  throw new BulkgenError('neo4j-running', `Neo4j ${home.version} is already running on ports ${bolt} and ${http}`, {
    hint: 'Stop it with `bulkgen neo4j stop`, then start it on other ports.',
  });
}

/** Checks the ports asked for, replaces the others when they are taken, and writes them into the settings. */
async function settlePorts(home: Home, { boltPort, httpPort }: AskedPorts): Promise<void> {
  const settings = await readFile(home.settings, 'utf8');
  const current = readPorts(settings);
  const ports = await choosePorts(current, { boltPort, httpPort });
  if (ports.bolt === current.bolt && ports.http === current.http) return;
  await localFiles.write(home.settings, replacePorts(settings, ports));
}
