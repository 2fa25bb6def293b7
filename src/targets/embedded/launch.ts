// The server is a process that continues when bulkgen ends. Any later bulkgen finds it by its process file.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { closeSync, openSync, writeFileSync } from 'node:fs';
import { readFile, stat } from 'node:fs/promises';
import { BulkgenError } from '../../errors.ts';
import { formatBytes } from '../../system/format-number.ts';
import { readFreeBytes } from '../../system/free-space.ts';
import { acceptsConnection } from '../../system/port.ts';
import { isHeldByAnother } from '../../system/port-holder.ts';
import { formatIdentity, identifyProcess, isAlive, type ProcessIdentity } from '../../system/process-identity.ts';
import { waitUntil } from '../../system/wait-until.ts';
import { javaEnvironment } from '../java/run-java.ts';
import { findReason } from '../neo4j/program-output.ts';
import { readPorts, readSetting } from '../neo4j/settings.ts';
import type { Home } from './home.ts';
import { type EmbeddedInstallation, serverArguments } from './java-arguments.ts';
import { preparePlugins } from './plugins.ts';

export interface LaunchOptions {
  readonly installation: EmbeddedInstallation;
  readonly env: NodeJS.ProcessEnv;
}

const secondsToStart = 120;

/** Starts the server's process and does not wait until it is up. */
export async function launchServer(home: Home, { installation, env }: LaunchOptions): Promise<ProcessIdentity> {
  const settings = await readFile(home.settings, 'utf8');
  const args = serverArguments(installation, home.folder, {
    heap: readSetting(settings, 'server.memory.heap.max_size'),
    pluginFolder: await preparePlugins(home, installation),
  });
  const log = openSync(home.serverLog, 'w', 0o600);
  try {
    // Not by execa, which would pass the output on: the server writes to its log itself and must not need its parent.
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
    if (!identity) throw await explainStartupFailure(home);
    recordServer(home, identity);
    return identity;
  } finally {
    closeSync(log);
  }
}

/** Writes the process file. Ends the server when that fails, because bulkgen could not find it again. */
function recordServer(home: Home, identity: ProcessIdentity): void {
  try {
    writeFileSync(home.processFile, formatIdentity(identity), { mode: 0o600 });
  } catch (cause) {
    terminateServer(identity.pid);
    throw new BulkgenError('start-failed', `Could not write ${home.processFile}: ${String(cause)}`, { cause });
  }
}

/**
 * Returns once the server accepts connections on its ports. Throws `start-failed` when it ends or takes too long. A port that
 * another program holds does not count: the server will find it taken and end. HTTP opens half a second after Bolt.
 */
export async function waitForServer(home: Home, server: ProcessIdentity, signal?: AbortSignal): Promise<void> {
  const settings = await readFile(home.settings, 'utf8');
  const { bolt, http } = readPorts(settings);
  const ports = readSetting(settings, 'server.http.enabled') === 'false' ? [bolt] : [bolt, http];
  let closedPort: number | undefined;
  const isUp = async (): Promise<boolean> => {
    closedPort = await findClosedPort(ports, server);
    if (!(await isAlive(server))) throw await explainStartupFailure(home);
    return closedPort === undefined;
  };
  if (await waitUntil(isUp, { every: 50, within: secondsToStart * 1000, signal })) return;
  throw new BulkgenError('start-failed', `Neo4j did not open port ${closedPort} within ${secondsToStart} seconds`, {
    hint: `See its log, ${home.neo4jLog}.`,
  });
}

/** The first port on which this server does not answer. */
async function findClosedPort(ports: readonly number[], { pid }: ProcessIdentity): Promise<number | undefined> {
  for (const port of ports) {
    if (!(await acceptsConnection(port)) || (await isHeldByAnother(port, pid))) return port;
  }
  return undefined;
}

/** Asks the server to end. Does nothing when it has ended. */
export function terminateServer(pid: number): void {
  try {
    process.kill(pid, 'SIGTERM');
  } catch (cause) {
    if (cause instanceof Error && 'code' in cause && cause.code === 'ESRCH') return;
    throw new BulkgenError('stop-failed', `Could not stop Neo4j (process ${pid}): ${String(cause)}`, { cause });
  }
}

/** With less, Neo4j ends, and its log names another reason (observed on 5.26.30 with 8 MB). */
const leastFreeBytes = 2 ** 24;

/** The error for a server that ended before it was up, with the reason from what it wrote since this start. */
async function explainStartupFailure({ folder, serverLog, neo4jLog, processFile }: Home): Promise<BulkgenError> {
  const free = await readFreeBytes(folder);
  if (free < leastFreeBytes) {
    const message = `Neo4j ended while starting: ${folder} has only ${formatBytes(free)} of free space`;
    return new BulkgenError('no-space', message, { hint: 'Free some space, and start the server again.' });
  }
  // A server that ends before it has read its settings does not write neo4j.log: its text is then from an earlier start.
  const hasWrittenLog = (await modificationTime(neo4jLog)) >= (await modificationTime(processFile));
  const log = hasWrittenLog ? await readFile(neo4jLog, 'utf8') : '';
  const jvmOutput = await readFile(serverLog, 'utf8').catch(() => '');
  const reason = findReason(log.slice(log.lastIndexOf('Logging config in use'))) ?? findReason(jvmOutput);
  return new BulkgenError('start-failed', `Neo4j ended while starting: ${reason ?? 'its log gives no reason'}`, {
    hint: `See its logs, ${neo4jLog} and ${serverLog}.`,
  });
}

async function modificationTime(path: string): Promise<number> {
  return stat(path).then(
    ({ mtimeMs }) => mtimeMs,
    () => 0,
  );
}
