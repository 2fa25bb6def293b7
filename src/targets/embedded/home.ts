import { access, constants, mkdir, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { BulkgenError } from '../../errors.ts';
import { localFiles } from '../../system/local-files.ts';
import { withTemporaryFolder } from '../../system/temporary-folder.ts';
import { runJava } from '../java/run-java.ts';
import { createPassword } from '../neo4j/credentials.ts';
import type { Ports } from '../neo4j/settings.ts';
import { adminArguments, type EmbeddedInstallation } from './java-arguments.ts';
import { usableMemory, writeSettings } from './settings.ts';

/** The files and folders of an embedded server. */
export interface Home {
  readonly version: string;
  readonly folder: string;
  readonly settings: string;
  readonly password: string;
  readonly data: string;
  /** Plugins of this server alone. Absent unless something was installed. */
  readonly plugins: string;
  readonly logs: string;
  readonly run: string;
  /** The process of the running server. It is not `neo4j.pid`, because Neo4j itself writes that. */
  readonly processFile: string;
  readonly lock: string;
  readonly importLock: string;
  /** The output of the JVM. */
  readonly serverLog: string;
  /** The log that Neo4j writes. */
  readonly neo4jLog: string;
}

export interface CreateHomeOptions {
  readonly installation: EmbeddedInstallation;
  readonly ports: Ports;
  /** Environment variables in place of `process.env`. */
  readonly env: NodeJS.ProcessEnv;
  /** Stops the work with the error `interrupted`, whose cause is the reason of the signal. */
  readonly signal?: AbortSignal | undefined;
}

/** The paths of a home, which need not exist. */
export function locateHome(version: string, folder: string): Home {
  return {
    version,
    folder,
    settings: join(folder, 'conf', 'neo4j.conf'),
    password: join(folder, 'password'),
    data: join(folder, 'data'),
    plugins: join(folder, 'plugins'),
    logs: join(folder, 'logs'),
    run: join(folder, 'run'),
    processFile: join(folder, 'run', 'server.process'),
    lock: join(folder, 'run', 'lock'),
    importLock: join(folder, 'run', 'import-lock'),
    serverLog: join(folder, 'logs', 'server.log'),
    neo4jLog: join(folder, 'logs', 'neo4j.log'),
  };
}

/** Whether a home is there. Throws `file-unreadable` when this user may not look into it. */
export async function homeExists({ folder, settings }: Home): Promise<boolean> {
  try {
    await access(settings, constants.R_OK);
    return true;
  } catch (cause) {
    if (isMissing(cause)) return false;
    throw homeUnreadable(folder, cause);
  }
}

/** The versions of the homes in a folder, which need not exist. Throws `file-unreadable` when this user may not list it. */
export async function listVersions(homes: string): Promise<readonly string[]> {
  try {
    return await readdir(homes);
  } catch (cause) {
    if (isMissing(cause)) return [];
    throw homeUnreadable(homes, cause);
  }
}

function isMissing(error: unknown): boolean {
  return ['ENOENT', 'ENOTDIR'].includes((error as NodeJS.ErrnoException).code ?? '');
}

function homeUnreadable(folder: string, cause: unknown): BulkgenError {
  const message = `Could not read the embedded Neo4j in ${folder}: ${(cause as Error).message}`;
  return new BulkgenError('file-unreadable', message, {
    hint: 'Run bulkgen as the user who owns the folder, or set BULKGEN_HOME to another folder.',
    cause,
  });
}

/** Creates the home, whole or not at all, with settings and a random password. Keeps the home of another process that was quicker. */
export async function createHome(home: Home, { installation, ports, env, signal }: CreateHomeOptions): Promise<void> {
  await withTemporaryFolder(dirname(home.folder), async (temporary) => {
    const draft = locateHome(home.version, join(temporary, 'home'));
    for (const name of ['conf', 'data', 'logs', 'run', 'import']) {
      await mkdir(join(draft.folder, name), { recursive: true, mode: 0o700 });
    }
    const settings = writeSettings({ version: home.version, ...ports, memory: usableMemory() });
    await writeFile(draft.settings, settings);
    await setPassword(draft, { installation, env, signal });
    await localFiles.sync(draft.folder);
    try {
      await rename(draft.folder, home.folder);
    } catch (error) {
      if (!(await homeExists(home))) throw error;
    }
  });
}

/** Passes the password in a file that only this user can read, because any user can see a command line. */
async function setPassword(home: Home, { installation, env, signal }: Omit<CreateHomeOptions, 'ports'>): Promise<void> {
  const password = createPassword();
  await writeFile(home.password, `${password}\n`, { mode: 0o600 });
  const argumentFile = join(home.run, 'initial-password');
  await writeFile(argumentFile, `dbms\nset-initial-password\n${password}\n`, { mode: 0o600 });
  const { exitCode, lastLines } = await runJava({
    java: installation.java,
    args: adminArguments(installation, [`@${argumentFile}`]),
    home: home.folder,
    folder: home.run,
    env,
    signal,
  });
  await rm(argumentFile);
  if (exitCode === 0) return;
  throw new BulkgenError(
    'admin-failed',
    `Could not set the initial password: ${lastLines.at(-1) ?? 'neo4j-admin printed nothing'}`,
  );
}

export async function readPassword(home: Home): Promise<string> {
  try {
    return (await readFile(home.password, 'utf8')).trim();
  } catch (cause) {
    throw new BulkgenError(
      'no-password',
      `Could not read the password of the embedded server: ${(cause as Error).message}`,
      {
        hint: 'Restore that file, or name another with --password-file.',
        cause,
      },
    );
  }
}
