import { readFile } from 'node:fs/promises';
import { BulkgenError } from '../../errors.ts';
import { localFiles } from '../../system/local-files.ts';
import { withLock } from '../../system/lock.ts';
import { type AskedPorts, choosePorts } from '../neo4j/choose-ports.ts';
import { readPorts, replacePorts } from '../neo4j/settings.ts';
import type { Home } from './home.ts';
import { findServer, type LaunchOptions, launchServer, stopServer, waitForServer } from './server.ts';

export interface StartOptions extends LaunchOptions {
  /** Ports the user asked for; others are free to change when something else listens on them. */
  readonly asked: AskedPorts;
  readonly signal?: AbortSignal | undefined;
}

const attempts = 3;

/** Starts a home's server and returns once its Bolt port answers; one that runs already is waited for. */
export async function startServer(home: Home, options: StartOptions): Promise<void> {
  await withLock(home.lock, () => startUnlocked(home, options), { signal: options.signal });
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
      // Between looking at a port and Neo4j's listening on it, seconds later, another program may have taken it.
      if (attempt === attempts || !(error instanceof BulkgenError) || !/already in use/i.test(error.message))
        throw error;
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

/** A running server keeps its ports. */
async function checkAskedPorts(home: Home, { boltPort, httpPort }: AskedPorts): Promise<void> {
  const { bolt, http } = readPorts(await readFile(home.settings, 'utf8'));
  if ((boltPort ?? bolt) === bolt && (httpPort ?? http) === http) return;
  throw new BulkgenError(
    'neo4j-running',
    `Neo4j ${home.version} is running already, on the ports ${bolt} and ${http}`,
    {
      hint: 'Stop it with `bulkgen neo4j stop` before you start it on others.',
    },
  );
}

/** Checks the ports that were asked for, moves the others when they are taken, and remembers both. */
async function settlePorts(home: Home, { boltPort, httpPort }: AskedPorts): Promise<void> {
  const settings = await readFile(home.settings, 'utf8');
  const former = readPorts(settings);
  const ports = await choosePorts(former, { boltPort, httpPort });
  if (ports.bolt === former.bolt && ports.http === former.http) return;
  await localFiles.write(home.settings, replacePorts(settings, ports));
}
