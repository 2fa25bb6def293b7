// Who logs in, for every server that bulkgen did not make itself.
import { readFile } from 'node:fs/promises';
import { BulkgenError } from '../../errors.ts';

export interface Credentials {
  readonly username: string;
  readonly password: string;
}

/** What the user said; the rest comes from the environment or from the target. */
export interface GivenCredentials extends Partial<Credentials> {
  /** Asked for a user's password when nothing names one: a prompt on a terminal. */
  readonly askPassword?: ((username: string) => Promise<string>) | undefined;
}

export interface CredentialSources {
  readonly given?: GivenCredentials | undefined;
  readonly env?: NodeJS.ProcessEnv;
  /** What the target's own settings tell, such as its initial password. */
  readonly known?: Partial<Credentials> | undefined;
}

/**
 * User and password in the order of Neo4j's own tools: what was given, `NEO4J_PASSWORD_FILE`, `NEO4J_PASSWORD`, what the
 * target tells, a prompt. Throws `no-password` when none of them names one, `invalid-option` when a file cannot be read.
 */
export async function readCredentials({
  given = {},
  env = process.env,
  known,
}: CredentialSources): Promise<Credentials> {
  const username = given.username ?? (env['NEO4J_USERNAME'] || known?.username) ?? 'neo4j';
  if (given.password !== undefined) return { username, password: given.password };
  if (env['NEO4J_PASSWORD_FILE']) return { username, password: await readPasswordFile(env['NEO4J_PASSWORD_FILE']) };
  const password = env['NEO4J_PASSWORD'] ?? known?.password ?? (await given.askPassword?.(username));
  if (password !== undefined) return { username, password };
  throw new BulkgenError('no-password', `No password for user \`${username}\` was given`, {
    hint: 'Set NEO4J_PASSWORD, or name a file with --password-file or NEO4J_PASSWORD_FILE.',
  });
}

/** The same, but its prompt asks once, however often the password is wanted. */
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

/** The password that a file holds alone, without its line break. */
export async function readPasswordFile(path: string): Promise<string> {
  try {
    return (await readFile(path, 'utf8')).replace(/\r?\n$/, '');
  } catch (cause) {
    throw new BulkgenError('invalid-option', `Expected the password file \`${path}\` to be readable`, {
      hint: 'Name a file that holds the password alone.',
      cause,
    });
  }
}
