import { BulkgenError } from '../errors.ts';
import { waitUntil } from '../system/wait-until.ts';
import type { Connection } from './driver.ts';
import { connect, type Database } from './driver.ts';

export interface WaitOptions {
  readonly signal?: AbortSignal | undefined;
  /** Whether the server is there at all; asked while it does not answer. */
  readonly isRunning?: (() => Promise<boolean>) | undefined;
}

interface DatabaseStatus {
  readonly currentStatus: string;
  readonly statusMessage: string;
}

const pauseMilliseconds = 100;
const patienceSeconds = 180;
const lookIntoTheLog = "Look into the server's log (`bulkgen neo4j logs` for the embedded one).";

/**
 * Waits until a database of a server that is starting answers, and opens it. A port that is open and a process that is
 * up mean nothing yet: a query must be answered. Throws `database-offline` with the server's own message at once when
 * the database failed to start, `start-failed` when the server has ended, `unreachable` at the deadline.
 */
export async function waitOnline(connection: Connection, options: WaitOptions = {}): Promise<Database> {
  const { signal, isRunning } = options;
  const openWhenOnline = async (): Promise<Database | undefined> => {
    const opened = await tryToOpen(connection, signal);
    if (opened || !isRunning || (await isRunning())) return opened;
    throw new BulkgenError('start-failed', `Neo4j at ${connection.uri} ended while it was starting`, {
      hint: lookIntoTheLog,
    });
  };
  const database = await waitUntil(openWhenOnline, {
    every: pauseMilliseconds,
    within: patienceSeconds * 1000,
    signal,
  });
  if (database) return database;
  const message = `Database \`${connection.database}\` at ${connection.uri} did not come online in ${patienceSeconds} s`;
  throw new BulkgenError('unreachable', message, { hint: lookIntoTheLog });
}

/** Opens the database, or answers undefined when it may answer later. */
async function tryToOpen(connection: Connection, signal: AbortSignal | undefined): Promise<Database | undefined> {
  try {
    const database = await connect(connection, signal);
    try {
      await database.run('RETURN 1');
      return database;
    } catch (error) {
      await database.close();
      const status = isPassing(error) ? await readStatus(connection) : undefined;
      if (status?.currentStatus === 'offline' && status.statusMessage !== '') throw offline(connection, status);
      throw error;
    }
  } catch (error) {
    if (isPassing(error)) return undefined;
    throw error;
  }
}

/** Whether a starting server may say this before it is ready. */
function isPassing(error: unknown): boolean {
  if (!(error instanceof BulkgenError)) return false;
  const { code = '' } = (error.cause ?? {}) as { code?: string };
  // A lock-out after wrong passwords, perhaps of another program, ends by itself within seconds.
  const lockedOut = code === 'Neo.ClientError.Security.AuthenticationRateLimit';
  return error.code === 'unreachable' || lockedOut || code.startsWith('Neo.TransientError');
}

async function readStatus(connection: Connection): Promise<DatabaseStatus | undefined> {
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

function offline({ uri, database }: Connection, { statusMessage }: DatabaseStatus): BulkgenError {
  return new BulkgenError('database-offline', `Database \`${database}\` at ${uri} did not start: ${statusMessage}`, {
    hint: lookIntoTheLog,
  });
}
