// The local target: a Neo4j that somebody installed on this machine, from an archive or a package. Its own programs stop,
// start and import; bulkgen only watches over them, and over whose the files are.
import { BulkgenError, throwIfAborted } from '../../errors.ts';
import { findJava } from '../java/find-java.ts';
import { endOrphans } from '../neo4j/admin-record.ts';
import type { OpenTargetOptions } from '../target.ts';
import { findAccount } from './account.ts';
import type { LocalServer } from './admin.ts';
import { assertStoreUnused, findServer } from './find-server.ts';
import { refuseUnfit } from './fitness.ts';
import { describeInstallation } from './installation.ts';
import { ownedFiles } from './owned-files.ts';
import { readServerFolders } from './server-folder.ts';
import { createLocalTarget, type LocalTarget } from './target.ts';

export interface OpenLocalOptions extends OpenTargetOptions {
  /** The folder of the installation; `NEO4J_HOME` by default. */
  readonly home?: string | undefined;
}

/**
 * The target of an installed Neo4j, running or stopped; nothing of it is touched. Throws `neo4j-missing`, `no-java`, and
 * `target-unusable` when no import into it could work or could be undone.
 */
export async function openLocal(options: OpenLocalOptions = {}): Promise<LocalTarget> {
  const { env = process.env, home = env['NEO4J_HOME'], given, uri, signal } = options;
  if (!home) {
    throw new BulkgenError('neo4j-missing', 'No installed Neo4j was named', {
      hint: 'Name its folder, that with bin, conf and lib, with --neo4j-home or NEO4J_HOME.',
    });
  }
  throwIfAborted(signal);
  const installation = await describeInstallation(home, env);
  const folders = await readServerFolders(installation);
  const account = await findAccount(folders.data, installation.home);
  const java = await findJava(installation.version, { env });
  const local: LocalServer = { installation, folders, java, env, account, files: ownedFiles(account) };
  await refuseUnfit(local);
  await endOrphans(folders.work, account);
  if (!(await findServer(local))) await assertStoreUnused(local);
  return createLocalTarget(local, { given, uri });
}
