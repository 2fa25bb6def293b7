import { BulkgenError } from '../errors.ts';
import { waitUntil } from '../system/wait-until.ts';
import { type Connection, connect, type Database } from './driver.ts';

export interface WaitOptions {
  readonly signal?: AbortSignal | undefined;
  /** Whether the server process still runs; called while the server does not answer. */
  readonly isRunning?: (() => Promise<boolean>) | undefined;
}

interface DatabaseStatus {
  readonly currentStatus: string;
  readonly statusMessage: string;
}

const pauseMilliseconds = 100;
const patienceSeconds = 180;
const readTheLog = 'Read the log of the server; `bulkgen neo4j logs` shows that of the embedded server.';

/**
 * Waits until a database of a starting server answers a query, and opens it; an open port or a running process is not
 * enough. Throws `database-offline` with the server's message as soon as the database failed to start, `start-failed`
 * when the server has stopped, and `unreachable` at the deadline.
 */
export async function waitOnline(connection: Required<Connection>, options: WaitOptions = {}): Promise<Database> {
  const { signal, isRunning } = options;
  const openWhenOnline = async (): Promise<Database | undefined> => {
    const opened = await tryToOpen(connection, signal);
    if (opened || !isRunning || (await isRunning())) return opened;
    throw new BulkgenError('start-failed', `Neo4j at ${connection.uri} stopped during startup`, { hint: readTheLog });
  };
  const database = await waitUntil(openWhenOnline, {
    every: pauseMilliseconds,
    within: patienceSeconds * 1000,
    signal,
  });
  if (database) return database;
  const message = `Database \`${connection.database}\` at ${connection.uri} did not come online within ${patienceSeconds} s`;
  throw new BulkgenError('unreachable', message, { hint: readTheLog });
}

/** Opens the database; undefined while it may still come online. */
async function tryToOpen(
  connection: Required<Connection>,
  signal: AbortSignal | undefined,
): Promise<Database | undefined> {
  try {
    const database = await connect(connection, signal);
    try {
      await database.run('RETURN 1');
      return database;
    } catch (error) {
      await database.close();
      const status = isTemporary(error) ? await readStatus(connection) : undefined;
      if (status?.currentStatus === 'offline' && status.statusMessage !== '') throw offline(connection, status);
      throw error;
    }
  } catch (error) {
    if (isTemporary(error)) return undefined;
    throw error;
  }
}

/** Whether a starting server may report this error before it is ready. */
function isTemporary(error: unknown): boolean {
  if (!(error instanceof BulkgenError)) return false;
  const { code = '' } = (error.cause ?? {}) as { code?: string };
  // A lockout after wrong passwords, perhaps by another program, ends within seconds.
  const isLockedOut = code === 'Neo.ClientError.Security.AuthenticationRateLimit';
  return error.code === 'unreachable' || isLockedOut || code.startsWith('Neo.TransientError');
}

async function readStatus(connection: Required<Connection>): Promise<DatabaseStatus | undefined> {
  const system = await connect({ ...connection, database: 'system' });
  try {
    const { records } = await system.query<DatabaseStatus & Record<string, unknown>>(
      'SHOW DATABASES YIELD name, currentStatus, statusMessage WHERE name = $name',
      { name: connection.database },
    );
    return records[0]?.toObject();
  } finally {
    await system.close();
  }
}

function offline({ uri, database }: Required<Connection>, { statusMessage }: DatabaseStatus): BulkgenError {
  return new BulkgenError('database-offline', `Database \`${database}\` at ${uri} did not start: ${statusMessage}`, {
    hint: readTheLog,
  });
}

/** Milliseconds that a running server may take to accept a connection: it may have been started a moment ago. */
const patienceForLogin = 60_000;
const pauseForLogin = 250;

/** Waits until this user can log in to a running server, in whatever state its databases are. Throws what `connect` throws. */
export async function waitReachable(connection: Required<Connection>, signal: AbortSignal | undefined): Promise<void> {
  let failure: unknown;
  const isReachable = async (): Promise<boolean> => {
    try {
      const database = await connect(connection, signal);
      await database.close();
      return true;
    } catch (error) {
      failure = error;
      const isStarting = error instanceof BulkgenError && error.code === 'unreachable';
      if (!isStarting || signal?.aborted) throw error;
      return false;
    }
  };
  if (await waitUntil(isReachable, { every: pauseForLogin, within: patienceForLogin, signal })) return;
  throw failure;
}
