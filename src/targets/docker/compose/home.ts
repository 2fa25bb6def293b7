import { chmod, mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { localFiles } from '../../../system/local-files.ts';
import { withTemporaryFolder } from '../../../system/temporary-folder.ts';
import { createPassword } from '../../neo4j/create-password.ts';

/** What bulkgen keeps on this machine of a server in Docker; its databases are in Docker's volumes. */
export interface ComposeHome {
  readonly folder: string;
  /** `neo4j/<password>`, as the image reads it. */
  readonly auth: string;
  /** The password alone, as `--password-file` takes it. */
  readonly password: string;
  /** Values for compose.yaml, for its user to change. */
  readonly settings: string;
  readonly lock: string;
}

/** Both lie in the package beside `src` and `dist`. */
export const composeFile = fileURLToPath(new URL('../../../../docker/compose.yaml', import.meta.url));
const laptopFile = fileURLToPath(new URL('../../../../docker/laptop.env', import.meta.url));

/** Below this, a server of 4 GiB heap, 2 GiB page cache and what a JVM needs beside would leave too little to others. */
const bytesForDefaults = 12 * 2 ** 30;

/** Where everything is in a home, whether it exists or not. */
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
 * Makes the home with a random password and values that fit Docker's memory (bytes), whole or not at all; when another
 * process was quicker, its home stays.
 */
export async function makeComposeHome(home: ComposeHome, memory: number): Promise<void> {
  await withTemporaryFolder(dirname(home.folder), async (temporary) => {
    const draft = locateComposeHome(join(temporary, 'home'));
    await mkdir(draft.folder, { mode: 0o700 });
    const password = createPassword();
    await writeFile(draft.password, `${password}\n`, { mode: 0o600 });
    await writeFile(draft.auth, `neo4j/${password}\n`);
    // The user of the image reads it through its mount; of others, the folder's mode keeps it.
    await chmod(draft.auth, 0o644);
    await writeFile(draft.settings, `${head}${memory < bytesForDefaults ? await readFile(laptopFile, 'utf8') : ''}`);
    await localFiles.sync(draft.folder);
    try {
      await rename(draft.folder, home.folder);
    } catch (error) {
      if (!(await composeHomeExists(home))) throw error;
    }
  });
}

const head = `# Written once by bulkgen, for its server in Docker. Change it as you like: the next start of a stopped server heeds it.
# The names are those of bulkgen's docker/compose.yaml.
`;
