import { chmod, mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { localFiles } from '../../../system/local-files.ts';
import { withTemporaryFolder } from '../../../system/temporary-folder.ts';
import { createPassword } from '../../neo4j/credentials.ts';

/** The files that bulkgen keeps on this machine for its server in Docker. The databases are in Docker's volumes. */
export interface ComposeHome {
  readonly folder: string;
  /** File with `neo4j/<password>`, as the image reads it. */
  readonly auth: string;
  /** File with the password alone, as `--password-file` takes it. */
  readonly password: string;
  /** File with values for compose.yaml, which the user may change. */
  readonly settings: string;
  readonly lock: string;
}

/** `docker/` is in the package beside `src` and `dist`. */
export const composeFile = fileURLToPath(new URL('../../../../docker/compose.yaml', import.meta.url));
const laptopFile = fileURLToPath(new URL('../../../../docker/laptop.env', import.meta.url));

/** With less memory, a server with 4 GiB heap and 2 GiB page cache leaves too little for other programs. */
const bytesForDefaults = 12 * 2 ** 30;

/** The paths in a home, which may not exist. */
export function locateComposeHome(folder: string): ComposeHome {
  return {
    folder,
    auth: join(folder, 'neo4j_auth'),
    password: join(folder, 'password'),
    settings: join(folder, 'compose.env'),
    lock: join(folder, 'lock'),
  };
}

export async function composeHomeExists({ auth }: ComposeHome): Promise<boolean> {
  return localFiles.exists(auth);
}

/**
 * Creates the home in one step, with a random password and values that fit Docker's memory (bytes). A home that another
 * process has created first is left as it is.
 */
export async function createComposeHome(home: ComposeHome, memory: number): Promise<void> {
  await withTemporaryFolder(dirname(home.folder), async (temporary) => {
    const draft = locateComposeHome(join(temporary, 'home'));
    await mkdir(draft.folder, { mode: 0o700 });
    const password = createPassword();
    await writeFile(draft.password, `${password}\n`, { mode: 0o600 });
    await writeFile(draft.auth, `neo4j/${password}\n`);
    // The image's user reads this file through its mount. The mode of the folder protects it from other users.
    await chmod(draft.auth, 0o644);
    await writeFile(draft.settings, `${header}${memory < bytesForDefaults ? await readFile(laptopFile, 'utf8') : ''}`);
    await localFiles.sync(draft.folder);
    try {
      await rename(draft.folder, home.folder);
    } catch (error) {
      if (!(await composeHomeExists(home))) throw error;
    }
  });
}

const header = `# bulkgen wrote this file once for its server in Docker. Change it as you like: the next start of a stopped server uses it.
# The names are those of bulkgen's docker/compose.yaml.
`;
