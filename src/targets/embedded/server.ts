// The server is a process of its own: it goes on when bulkgen ends, and any later bulkgen finds it by its process file.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { closeSync, openSync, writeFileSync } from 'node:fs';
import { readFile, rm } from 'node:fs/promises';
import { BulkgenError } from '../../errors.ts';
import { acceptsConnection } from '../../system/port.ts';
import { isHeldByAnother } from '../../system/port-holder.ts';
import {
  formatIdentity,
  identifyProcess,
  isAlive,
  type ProcessIdentity,
  parseIdentity,
  waitUntilGone,
} from '../../system/process-identity.ts';
import { waitUntil } from '../../system/wait-until.ts';
import { type Installation, javaEnvironment, serverArguments } from '../java/java-arguments.ts';
import { readPorts, readSetting } from '../neo4j/settings.ts';
import type { Home } from './home.ts';
import { explainEarlyEnd } from './startup-failure.ts';

export interface LaunchOptions {
  readonly installation: Installation;
  readonly env: NodeJS.ProcessEnv;
}

const secondsToStart = 120;
const secondsToStop = 120;

/** The process of a home's running server; nothing when it does not run. */
export async function findServer(home: Home): Promise<ProcessIdentity | undefined> {
  const identity = parseIdentity(await readFile(home.processFile, 'utf8').catch(() => ''));
  return identity && (await isAlive(identity)) ? identity : undefined;
}

/** Starts the server's process and does not wait for it. */
export async function launchServer(home: Home, { installation, env }: LaunchOptions): Promise<ProcessIdentity> {
  const settings = await readFile(home.settings, 'utf8');
  const args = serverArguments(installation, home.folder, {
    heap: readSetting(settings, 'server.memory.heap.max_size'),
  });
  const log = openSync(home.serverLog, 'w', 0o600);
  try {
    // Not by execa, which stands between a child and its log file; this one must not need its parent.
    const child = spawn(installation.java.executable, args, {
      cwd: home.folder,
      env: javaEnvironment(env, home.folder),
      stdio: ['ignore', log, log],
      detached: true,
    });
    child.unref();
    if (child.pid === undefined) {
      const [cause] = await once(child, 'error');
      throw new BulkgenError('start-failed', `Could not run ${installation.java.executable}`, { cause });
    }
    const identity = await identifyProcess(child.pid);
    if (!identity) throw await explainEarlyEnd(home);
    recordServer(home, identity);
    return identity;
  } finally {
    closeSync(log);
  }
}

/** A server that nobody could find again is ended. */
function recordServer(home: Home, identity: ProcessIdentity): void {
  try {
    writeFileSync(home.processFile, formatIdentity(identity), { mode: 0o600 });
  } catch (cause) {
    sendTerminate(identity.pid);
    throw new BulkgenError('start-failed', `Could not write ${home.processFile}: ${String(cause)}`, { cause });
  }
}

/**
 * Returns once the server accepts connections to its ports; throws `start-failed` when it ends before or takes too long.
 * Another program that answers at one does not count: the server is yet to find it taken. HTTP opens half a second after
 * Bolt, and a server that cannot open it ends.
 */
export async function waitForServer(home: Home, server: ProcessIdentity, signal?: AbortSignal): Promise<void> {
  const settings = await readFile(home.settings, 'utf8');
  const { bolt, http } = readPorts(settings);
  const ports = readSetting(settings, 'server.http.enabled') === 'false' ? [bolt] : [bolt, http];
  let closedPort: number | undefined;
  const isOpen = async (): Promise<boolean> => {
    closedPort = await findClosed(ports, server);
    if (!(await isAlive(server))) throw await explainEarlyEnd(home);
    return closedPort === undefined;
  };
  if (await waitUntil(isOpen, { every: 50, within: secondsToStart * 1000, signal })) return;
  throw new BulkgenError('start-failed', `Neo4j did not open port ${closedPort} within ${secondsToStart} seconds`, {
    hint: `Its log is ${home.neo4jLog}.`,
  });
}

/** The first port that this server does not answer at. */
async function findClosed(ports: readonly number[], { pid }: ProcessIdentity): Promise<number | undefined> {
  for (const port of ports) {
    if (!(await acceptsConnection(port)) || (await isHeldByAnother(port, pid))) return port;
  }
  return undefined;
}

/** Asks the server to end and waits until it has; never kills it, for its store would need recovery. */
export async function stopServer(home: Home): Promise<void> {
  const server = await findServer(home);
  if (server) {
    sendTerminate(server.pid);
    if (!(await waitUntilGone(server, secondsToStop * 1000))) {
      throw new BulkgenError(
        'stop-failed',
        `Neo4j (process ${server.pid}) did not end within ${secondsToStop} seconds`,
        {
          hint: `Its log is ${home.neo4jLog}; wait longer, or end it with \`kill -9 ${server.pid}\` at the price of a recovery.`,
        },
      );
    }
  }
  await rm(home.processFile, { force: true });
}

function sendTerminate(pid: number): void {
  try {
    process.kill(pid, 'SIGTERM');
  } catch (cause) {
    if (cause instanceof Error && 'code' in cause && cause.code === 'ESRCH') return;
    throw new BulkgenError('stop-failed', `Could not end Neo4j (process ${pid}): ${String(cause)}`, { cause });
  }
}
