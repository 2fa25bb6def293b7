import neo4j, { type Driver, type EagerResult, type RecordShape, type Session } from 'neo4j-driver';
import { BulkgenError, throwIfAborted } from '../errors.ts';
import { checkOptions, type OptionForms } from '../options/check-options.ts';
import { checkBoltUri } from './bolt-uri.ts';
import { translateErrors } from './translate-errors.ts';

/** How to reach a database; a target makes one with `target.connection()`. */
export interface Connection {
  /** `bolt://host:port` or `neo4j://…`. */
  readonly uri: string;
  readonly username: string;
  readonly password: string;
  /** `neo4j` by default. */
  readonly database?: string;
}

/** An open database. Close it before the server stops: bookmarks and pooled sockets are useless after a restart. */
export interface Database {
  readonly connection: Required<Connection>;
  readonly driver: Driver;
  /** Runs one statement in a retried transaction. Integers come back as `bigint`. */
  query<Row extends RecordShape>(cypher: string, parameters?: QueryParameters): Promise<EagerResult<Row>>;
  /** Runs one statement in an implicit transaction without retries, which `CALL … IN TRANSACTIONS` requires. */
  run<Row extends RecordShape>(
    cypher: string,
    parameters?: QueryParameters,
  ): Promise<Pick<EagerResult<Row>, 'records' | 'summary'>>;
  close(): Promise<void>;
}

/** The driver sends a `number` as a FLOAT: pass an integer as `bigint` or by `toInteger`. */
export type QueryParameters = Readonly<Record<string, unknown>>;

/**
 * Connects to a server and logs in. It does not check that the database exists. When `signal` fires, work in progress
 * throws its reason. Throws `invalid-option` for an invalid URI, `unreachable` or `wrong-password`.
 */
export async function connect(given: Connection, signal?: AbortSignal): Promise<Database> {
  throwIfAborted(signal);
  const connection = { database: 'neo4j', ...given };
  const driver = createDriver(connection);
  const { database } = connection;
  const close = (): void => void driver.close().catch(() => {});
  signal?.addEventListener('abort', close);
  const opened: Database = {
    connection,
    driver,
    async query(cypher, parameters = {}) {
      return translateErrors(connection, () => driver.executeQuery(cypher, parameters, { database }), signal);
    },
    async run<Row extends RecordShape>(cypher: string, parameters: QueryParameters = {}) {
      const session = driver.session({ database });
      return useSession(session, () => translateErrors(connection, () => session.run<Row>(cypher, parameters), signal));
    },
    async close() {
      signal?.removeEventListener('abort', close);
      await driver.close();
    },
  };
  try {
    // Unlike a query, this is not retried for 30 s when nothing listens at the address.
    await translateErrors(connection, () => driver.verifyConnectivity({ database }), signal);
    return opened;
  } catch (error) {
    await opened.close();
    throw error;
  }
}

function createDriver({ uri, username, password }: Connection): Driver {
  checkBoltUri(uri);
  try {
    return neo4j.driver(uri, neo4j.auth.basic(username, password), {
      maxConnectionPoolSize: 50,
      connectionAcquisitionTimeout: 60_000,
      connectionTimeout: 30_000,
      maxTransactionRetryTime: 30_000,
      useBigInt: true,
      userAgent: 'bulkgen',
    });
  } catch (cause) {
    throw new BulkgenError(
      'invalid-option',
      `Expected --uri to be a Bolt address such as bolt://localhost:7687, got \`${uri}\``,
      {
        cause,
      },
    );
  }
}

const connectionForms: OptionForms<Connection> = { uri: 'any', username: 'any', password: 'any', database: 'any' };

/** Connects and checks that the database answers. Throws what `connect` throws, and `database-unknown`. */
export async function openDatabase(connection: Connection, signal?: AbortSignal): Promise<Database> {
  checkOptions('openDatabase', connection, connectionForms);
  const opened = await connect(connection, signal);
  try {
    await opened.query('RETURN 1');
    return opened;
  } catch (error) {
    await opened.close();
    throw error;
  }
}

/** Opens a database for `work` and closes it afterwards. */
export async function useDatabase<Result>(
  connection: Connection,
  work: (database: Database) => Promise<Result>,
  signal?: AbortSignal,
): Promise<Result> {
  checkOptions('useDatabase', connection, connectionForms);
  const database = await openDatabase(connection, signal);
  try {
    return await work(database);
  } finally {
    await database.close();
  }
}

/**
 * Closes a session after its work. After an error it does not wait for that: once a signal has closed the driver, closing
 * a session that still receives rows never ends.
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

/**
 * Returns a bookmark, which names the last committed transaction. While it stays the same, the database has not changed,
 * even across a restart of the server (observed on 5.26.30 and 2026.08.1). Community does not report
 * `lastCommittedTxn`.
 */
export async function readLastTransaction({ connection, driver }: Database): Promise<string> {
  const session = driver.session({ database: connection.database, defaultAccessMode: 'READ' });
  return useSession(session, async () => {
    await translateErrors(connection, () => session.run('RETURN 1'));
    return session.lastBookmarks().join(' ');
  });
}
