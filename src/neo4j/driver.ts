import { once } from 'node:events';
import neo4j, { type Driver, type EagerResult, type RecordShape, type Session } from 'neo4j-driver';
import { BulkgenError, throwIfAborted } from '../errors.ts';

/** How to reach a database. */
export interface Connection {
  /** `bolt://host:port` or `neo4j://…`. */
  readonly uri: string;
  readonly username: string;
  readonly password: string;
  readonly database: string;
}

/** A database that answers. Close it before the server stops: bookmarks and pooled sockets do not outlive a store. */
export interface Database {
  readonly connection: Connection;
  readonly driver: Driver;
  /** Runs one statement in a retried transaction. Integers come back as `bigint`. */
  query<Row extends RecordShape>(cypher: string, parameters?: QueryParameters): Promise<EagerResult<Row>>;
  /** Runs one statement in a transaction of its own that is not retried, as `CALL … IN TRANSACTIONS` asks for. */
  run<Row extends RecordShape>(
    cypher: string,
    parameters?: QueryParameters,
  ): Promise<Pick<EagerResult<Row>, 'records' | 'summary'>>;
  close(): Promise<void>;
}

/** A `number` is sent as a FLOAT: integers are `bigint`, or `Integer` of the driver. */
export type QueryParameters = Readonly<Record<string, unknown>>;

/**
 * Connects to a server that answers; whether it has the database is not seen yet. When
 * `signal` fires, whatever is under way ends with its reason. Throws `invalid-option` for a URI that is none, `unreachable` or
 * `wrong-password`.
 */
export async function connect(connection: Connection, signal?: AbortSignal): Promise<Database> {
  throwIfAborted(signal);
  const { uri, username, password, database } = connection;
  let driver: Driver;
  try {
    driver = neo4j.driver(uri, neo4j.auth.basic(username, password), {
      maxConnectionPoolSize: 50,
      connectionAcquisitionTimeout: 60_000,
      connectionTimeout: 30_000,
      maxTransactionRetryTime: 30_000,
      useBigInt: true,
      userAgent: 'bulkgen',
    });
  } catch (cause) {
    throw new BulkgenError('invalid-option', `Expected --uri to be like bolt://localhost:7687, got \`${uri}\``, {
      cause,
    });
  }
  const close = (): void => void driver.close().catch(() => {});
  signal?.addEventListener('abort', close);
  const opened: Database = {
    connection,
    driver,
    async query(cypher, parameters = {}) {
      return explain(connection, () => driver.executeQuery(cypher, parameters, { database }), signal);
    },
    async run<Row extends RecordShape>(cypher: string, parameters: QueryParameters = {}) {
      const session = driver.session({ database });
      return useSession(session, () => explain(connection, () => session.run<Row>(cypher, parameters), signal));
    },
    async close() {
      signal?.removeEventListener('abort', close);
      await driver.close();
    },
  };
  try {
    // Unlike a query, this is not retried for 30 s where nothing listens.
    await explain(connection, () => driver.verifyConnectivity({ database }), signal);
    return opened;
  } catch (error) {
    await opened.close();
    throw error;
  }
}

/** Connects and proves that the database answers. Throws as `connect`, and `database-unknown`. */
export async function openDatabase(connection: Connection, signal?: AbortSignal): Promise<Database> {
  const opened = await connect(connection, signal);
  try {
    await opened.query('RETURN 1');
    return opened;
  } catch (error) {
    await opened.close();
    throw error;
  }
}

/** Opens a database for some work and closes it afterwards. */
export async function useDatabase<Result>(
  connection: Connection,
  work: (database: Database) => Promise<Result>,
  signal?: AbortSignal,
): Promise<Result> {
  const database = await openDatabase(connection, signal);
  try {
    return await work(database);
  } finally {
    await database.close();
  }
}

/**
 * Closes a session after its work. After an error that is not waited for: when the driver was closed meanwhile, for a signal,
 * the end of a session with rows under way never comes.
 */
export async function useSession<Result>(session: Session, work: () => Promise<Result>): Promise<Result> {
  let result: Result;
  try {
    result = await work();
  } catch (error) {
    session.close().catch(() => {});
    throw error;
  }
  await session.close();
  return result;
}

/** Runs work with the driver; what it throws comes out as a `BulkgenError` that says what to do. */
export async function explain<Result>(
  connection: Connection,
  work: () => Promise<Result>,
  signal?: AbortSignal,
): Promise<Result> {
  try {
    return await raceAgainst(signal, work());
  } catch (cause) {
    throwIfAborted(signal);
    throw cause instanceof BulkgenError ? cause : translate(connection, cause as Error & { code?: string });
  }
}

/** Rejects as soon as the signal fires, though a server that never answers keeps the work waiting. */
async function raceAgainst<Result>(signal: AbortSignal | undefined, work: Promise<Result>): Promise<Result> {
  if (!signal) return work;
  const ended = new AbortController();
  const aborted = once(signal, 'abort', { signal: ended.signal }).then(() => Promise.reject(signal.reason));
  try {
    return await Promise.race([work, aborted]);
  } finally {
    ended.abort();
    aborted.catch(() => {});
    work.catch(() => {});
  }
}

function translate({ uri, username, database }: Connection, cause: Error & { code?: string }): BulkgenError {
  // A server that is starting may close a connection in the middle of its greeting; the driver has no code of its own for that.
  const isClosed = /^Connection (was closed by server|lost)/.test(cause.message);
  switch (isClosed ? 'ServiceUnavailable' : cause.code) {
    case 'Neo.ClientError.Security.Unauthorized':
    case 'Neo.ClientError.Security.CredentialsExpired':
      return new BulkgenError('wrong-password', `Neo4j at ${uri} refused the password of user \`${username}\``, {
        hint: 'Set NEO4J_USERNAME and NEO4J_PASSWORD, or give --username and --password-file.',
        cause,
      });
    case 'Neo.ClientError.Security.AuthenticationRateLimit':
      return new BulkgenError('wrong-password', `Neo4j at ${uri} has locked out user \`${username}\` for a moment`, {
        hint: 'Too many wrong passwords were tried: wait five seconds and give the right one.',
        cause,
      });
    case 'Neo.ClientError.Database.DatabaseNotFound':
      return new BulkgenError('database-unknown', `Neo4j at ${uri} has no database \`${database}\``, {
        hint: 'Community has one, named `neo4j`: leave --database and NEO4J_DATABASE out, or name one that exists.',
        cause,
      });
    case 'ServiceUnavailable':
    case 'SessionExpired':
      return new BulkgenError('unreachable', `No Neo4j answers at ${uri}`, {
        hint: 'Start it (`bulkgen neo4j start` for the embedded one), or name another with --uri or NEO4J_URI.',
        cause,
      });
    default:
      return new BulkgenError('query-failed', `Neo4j at ${uri} answered: ${cause.message}`, { cause });
  }
}
