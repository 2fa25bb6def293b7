import { createInterface } from 'node:readline/promises';
import { Writable } from 'node:stream';
import { Option } from 'commander';
import { BulkgenError } from '../../errors.ts';
import { checkBoltUri } from '../../neo4j/bolt-uri.ts';
import type { Connection } from '../../neo4j/driver.ts';
import { type GivenCredentials, readCredentials, readPasswordFile } from '../../targets/neo4j/credentials.ts';
import { writeText } from '../output/terminal.ts';

export interface ConnectionOptions {
  readonly uri?: string;
  readonly username?: string;
  readonly passwordFile?: string;
}

/** The connection settings of Neo4j's own tools, without `--database`. */
export function connectionOptions(): readonly Option[] {
  return [
    new Option('--uri <uri>', 'Bolt address of the server (default: NEO4J_URI, else the embedded server)').argParser(
      checkBoltUri,
    ),
    new Option('--username <name>', 'user name (default: NEO4J_USERNAME, else neo4j)'),
    new Option(
      '--password-file <file>',
      'file that contains the password (default: NEO4J_PASSWORD_FILE, else NEO4J_PASSWORD, else a prompt)',
    ),
  ];
}

export function databaseOption(): Option {
  return new Option('--database <name>', 'name of the database (default: NEO4J_DATABASE, else neo4j)');
}

/**
 * The connection that options and environment name. Without `--uri` and `NEO4J_URI` it leads to the embedded server, with
 * the password of that server unless `--password-file` names another. Throws `neo4j-missing` where no embedded server exists.
 */
export async function readConnection(
  options: ConnectionOptions & { readonly database?: string },
  env: NodeJS.ProcessEnv = process.env,
  signal?: AbortSignal,
): Promise<Connection> {
  const database = readDatabase(options, env);
  const uri = options.uri ?? (env['NEO4J_URI'] || undefined);
  const given = await readGiven(options, signal);
  if (uri === undefined) return readEmbedded({ database, env, given });
  return { uri: checkBoltUri(uri), ...(await readCredentials({ given, env, signal })), database };
}

interface EmbeddedChoice {
  readonly database: string;
  readonly env: NodeJS.ProcessEnv;
  readonly given: GivenCredentials;
}

/** Never another server: a command that changes a database must not reach one that the user did not name. */
async function readEmbedded({ database, env, given }: EmbeddedChoice): Promise<Connection> {
  const { findEmbedded } = await import('../../targets/embedded/open.ts');
  const embedded = await findEmbedded({ env, given });
  if (embedded) return embedded.connection(database);
  throw new BulkgenError('neo4j-missing', 'There is no embedded Neo4j on this machine yet', {
    hint: 'Name a server with --uri or NEO4J_URI, or create an embedded one with `bulkgen neo4j start`.',
  });
}

/** The database that option or environment name; an empty variable counts as unset. Throws `invalid-option` for `system`. */
export function readDatabase(options: { readonly database?: string }, env: NodeJS.ProcessEnv = process.env): string {
  const database = options.database ?? (env['NEO4J_DATABASE'] || 'neo4j');
  if (database.toLowerCase() !== 'system') return database;
  throw new BulkgenError('invalid-option', 'Expected --database to name a database for data, got `system`', {
    hint: 'Neo4j keeps users and the list of databases in `system`. The usual database for data is `neo4j`.',
  });
}

/** The user and password of the options alone, and a prompt at a terminal. The signal stops reading a password from a pipe. */
export async function readGiven(
  { username, passwordFile }: ConnectionOptions,
  signal?: AbortSignal,
): Promise<GivenCredentials> {
  const isTerminal = process.stdin.isTTY && process.stderr.isTTY;
  return {
    ...(username !== undefined && { username }),
    ...(passwordFile !== undefined && { password: await readPasswordFile(passwordFile, signal) }),
    ...(isTerminal && { askPassword: (user: string) => prompt(`Password for ${user}: `) }),
  };
}

async function prompt(question: string): Promise<string> {
  writeText(process.stderr, question);
  const silent = new Writable({ write: (_chunk, _encoding, done) => done() });
  const terminal = createInterface({ input: process.stdin, output: silent, terminal: true });
  try {
    return await terminal.question('');
  } catch (cause) {
    throw new BulkgenError('interrupted', 'Interrupted before a password was given', { cause });
  } finally {
    terminal.close();
    writeText(process.stderr, '\n');
  }
}
