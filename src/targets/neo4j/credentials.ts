// Who logs in to a server that bulkgen did not create.
import { randomBytes } from 'node:crypto';
import { BulkgenError, throwIfAborted } from '../../errors.ts';
import { checkOptions } from '../../options/check-options.ts';
import { readNamedFile, reasonOf } from '../../system/text-file.ts';

/** A user and the password. */
export interface Credentials {
  readonly username: string;
  readonly password: string;
}

/** What the user gave. The rest comes from the environment or from the target. */
export interface GivenCredentials extends Partial<Credentials> {
  /** Returns a user's password, from a prompt on a terminal. Called when there is no password elsewhere. */
  readonly askPassword?: ((username: string) => Promise<string>) | undefined;
}

/** Throws `invalid-option` for an unknown field. */
export function checkGiven(given: GivenCredentials | undefined): void {
  if (given === undefined) return;
  checkOptions('`given`', given, { username: 'any', password: 'any', askPassword: 'any' });
}

export interface CredentialSources {
  readonly given?: GivenCredentials | undefined;
  readonly env?: NodeJS.ProcessEnv;
  /** What the target's settings say, such as an initial password. */
  readonly known?: Partial<Credentials> | undefined;
  /** Stops reading a password from a pipe. */
  readonly signal?: AbortSignal | undefined;
}

/**
 * Finds user and password in the order of Neo4j's own tools: given, `NEO4J_PASSWORD_FILE`, `NEO4J_PASSWORD`, the target's
 * settings, a prompt. An empty variable counts as unset. Throws `no-password` when there is none, `invalid-option` when a password
 * file cannot be read or is empty.
 */
export async function readCredentials({
  given = {},
  env = process.env,
  known,
  signal,
}: CredentialSources): Promise<Credentials> {
  const username = given.username ?? (env['NEO4J_USERNAME'] || known?.username) ?? 'neo4j';
  if (given.password !== undefined) return { username, password: given.password };
  const file = env['NEO4J_PASSWORD_FILE'];
  if (file) return { username, password: await readPasswordFile(file, signal) };
  const password = (env['NEO4J_PASSWORD'] || known?.password) ?? (await given.askPassword?.(username));
  if (password !== undefined) return { username, password };
  throw new BulkgenError('no-password', `Expected a password for user \`${username}\``, {
    hint: 'Set NEO4J_PASSWORD, or name a file with --password-file or NEO4J_PASSWORD_FILE.',
  });
}

/** The same credentials with a prompt that asks only once. */
export function askOnce(given: GivenCredentials = {}): GivenCredentials {
  const { askPassword } = given;
  if (!askPassword) return given;
  let answer: Promise<string> | undefined;
  return {
    ...given,
    askPassword(username) {
      answer ??= askPassword(username);
      return answer;
    },
  };
}

/** Reads a file that holds only a password. Line breaks at its end, and a byte order mark, are removed. */
export async function readPasswordFile(path: string, signal?: AbortSignal): Promise<string> {
  const hint = 'Name a file that holds only the password.';
  const text = await readNamedFile(path, signal).catch((cause: unknown) => {
    throwIfAborted(signal);
    const message = `Could not read the password file \`${path}\`: ${reasonOf(cause)}`;
    throw new BulkgenError('invalid-option', message, { hint, cause });
  });
  const password = text.replace(/^\ufeff/, '').replace(/[\r\n]+$/, '');
  if (password !== '') return password;
  throw new BulkgenError('invalid-option', `Expected the password file \`${path}\` to hold a password, got none`, {
    hint,
  });
}

/** A random password of hexadecimal digits: neo4j-admin takes a password that begins with `-` for an option. */
export function createPassword(): string {
  return randomBytes(16).toString('hex');
}
