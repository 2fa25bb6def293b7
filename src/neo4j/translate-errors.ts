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
    case 'Neo.TransientError.Database.DatabaseUnavailable':
    case 'Neo.TransientError.General.DatabaseUnavailable':
      return new BulkgenError('database-offline', `Database \`${database}\` at ${uri} is not online`, {
        hint: 'Start the database, or read the log of the server; `bulkgen neo4j logs` shows that of the embedded server.',
        cause,
      });
    case 'ServiceUnavailable':
    case 'SessionExpired':
      return new BulkgenError('unreachable', ...explainUnreachable(uri, cause));
    default:
      return new BulkgenError('query-failed', `Neo4j at ${uri} reported: ${cause.message}`, { cause });
  }
}

/** Why no session with the server began: the first error, which a driver that looks for routers wraps, says it. */
function explainUnreachable(
  uri: string,
  cause: DriverError,
): [message: string, details: { hint: string; cause: Error }] {
  let first: Error = cause;
  while (first.cause instanceof Error) first = first.cause;
  const scheme = uri.replace(/(\+s)?:.*$/s, '');
  if (/Server certificate is not trusted/.test(first.message)) {
    const reason =
      /Socket responded with: (\w+)/.exec(first.message)?.[1] ?? 'no authority that this machine knows signed it';
    return [
      `Could not trust the certificate of Neo4j at ${uri}: ${reason}`,
      {
        hint: `Use ${scheme}+ssc:// to accept the certificate without a check, or name the file of its authority in NODE_EXTRA_CA_CERTS.`,
        cause,
      },
    ];
  }
  if (/SSL routines|before secure TLS connection/.test(first.message)) {
    return [
      `Could not encrypt the connection to Neo4j at ${uri}: nothing answers there by TLS`,
      {
        hint: `Use ${uri.replace(/\+s(sc)?:/, ':')} if the server does not encrypt, or enable TLS for Bolt in its settings.`,
        cause,
      },
    ];
  }
  return [
    `No Neo4j answers at ${uri}`,
    {
      hint: 'Start the server (`bulkgen neo4j start` starts the embedded one), or name another with --uri or NEO4J_URI.',
      cause,
    },
  ];
}
