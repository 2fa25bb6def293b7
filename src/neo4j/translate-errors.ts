import { once } from 'node:events';
import { BulkgenError, throwIfAborted } from '../errors.ts';

/** What errors say about a connection. */
type ConnectionNames = Readonly<Record<'uri' | 'username' | 'database', string>>;

/**
 * Runs work that uses the driver. Any error it throws becomes a `BulkgenError` that says what to do. When `signal` fires,
 * its reason is thrown at once, even while a server does not answer.
 */
export async function translateErrors<Result>(
  connection: ConnectionNames,
  work: () => Promise<Result>,
  signal?: AbortSignal,
): Promise<Result> {
  try {
    return await raceAgainst(signal, work());
  } catch (cause) {
    throwIfAborted(signal);
    throw cause instanceof BulkgenError ? cause : translate(connection, cause as DriverError);
  }
}

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

type DriverError = Error & { readonly code?: string };

/**
 * Whether the message of an error of the driver says that a connection ended. During its handshake or its reset, the code is that
 * of another error.
 */
export function isLostConnection({ message }: { readonly message: string }): boolean {
  return /^(Connection (was closed by server|lost)|Failed to connect to server)/.test(message);
}

/** Whether the driver gave up waiting for a first connection: something listens at the address but never answers. */
function isSilent({ message }: { readonly message: string }): boolean {
  return /^Connection acquisition timed out .*\bActive conn count = 0,/.test(message);
}

function translate({ uri, username, database }: ConnectionNames, cause: DriverError): BulkgenError {
  switch (isLostConnection(cause) || isSilent(cause) ? 'ServiceUnavailable' : cause.code) {
    case 'Neo.ClientError.Security.Unauthorized':
    case 'Neo.ClientError.Security.CredentialsExpired':
      return new BulkgenError('wrong-password', `Neo4j at ${uri} refused the password of user \`${username}\``, {
        hint: 'Set NEO4J_USERNAME and NEO4J_PASSWORD, or use --username and --password-file.',
        cause,
      });
    case 'Neo.ClientError.Security.AuthenticationRateLimit':
      return new BulkgenError('wrong-password', `Neo4j at ${uri} temporarily locked out user \`${username}\``, {
        hint: 'Wait five seconds and use the right password: there were too many attempts with a wrong one.',
        cause,
      });
    case 'Neo.ClientError.Database.DatabaseNotFound':
      return new BulkgenError('database-unknown', `Neo4j at ${uri} has no database \`${database}\``, {
        hint: 'Name an existing database with --database or NEO4J_DATABASE. A Community server has only `neo4j`, the default.',
        cause,
      });
    case 'ServiceUnavailable':
    case 'SessionExpired':
      return new BulkgenError('unreachable', `No Neo4j answers at ${uri}`, {
        hint: 'Start the server (`bulkgen neo4j start` starts the embedded one), or name another with --uri or NEO4J_URI.',
        cause,
      });
    default:
      return new BulkgenError('query-failed', `Neo4j at ${uri} reported: ${cause.message}`, { cause });
  }
}
