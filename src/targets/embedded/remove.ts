import { rename } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { BulkgenError } from '../../errors.ts';
import { localFiles } from '../../system/local-files.ts';
import { withLock } from '../../system/lock.ts';
import { findFolders } from '../../system/own-folders.ts';
import { withTemporaryFolder } from '../../system/temporary-folder.ts';
import { withImportLock } from '../neo4j/import-lock.ts';
import type { RemoveOptions } from '../own-server.ts';
import { installationFolder } from './installation.ts';
import { findServer, stopServer } from './server.ts';
import type { EmbeddedTarget } from './target.ts';

export interface RemoveEmbeddedOptions extends Partial<RemoveOptions> {
  readonly env?: NodeJS.ProcessEnv;
}

/** Removes an embedded server with its databases, settings, logs and password. Throws `import-running` during an import. */
export async function removeEmbedded(
  { home }: EmbeddedTarget,
  { force = false, all = false, env = process.env }: RemoveEmbeddedOptions = {},
): Promise<void> {
  await withTemporaryFolder(dirname(home.folder), async (temporary) => {
    const removeNow = async (): Promise<void> => {
      const server = await findServer(home);
      if (server && !force) {
        throw new BulkgenError('neo4j-running', `Neo4j ${home.version} is running (process ${server.pid})`, {
          hint: 'Stop it with `bulkgen neo4j stop`, or remove it with --force.',
        });
      }
      if (server) await stopServer(home);
      // A rename is one step, so that a home is never half removed.
      await rename(home.folder, join(temporary, 'removed'));
    };
    await withImportLock(home.importLock, () => withLock(home.lock, removeNow));
  });
  if (all) await localFiles.remove(installationFolder(findFolders({ env }).cache, home.version));
}
