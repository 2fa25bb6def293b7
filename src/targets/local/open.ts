// The local target: a Neo4j that the user installed on this machine, from an archive or a package. Its own programs start it,
// stop it and import. bulkgen runs them as the owner of the data.
import { BulkgenError, throwIfAborted } from '../../errors.ts';
import { checkOptions } from '../../options/check-options.ts';
import { findJava } from '../java/find-java.ts';
import { endOrphans } from '../neo4j/admin-record.ts';
import { checkGiven } from '../neo4j/credentials.ts';
import { type OpenTargetOptions, openForms } from '../target.ts';
import { findAccount, ownedFiles } from './account.ts';
import { assertUsable } from './assert-usable.ts';
import { describeInstallation } from './installation.ts';
import type { LocalServer } from './local-server.ts';
import { assertStoreUnused, findServer } from './server.ts';
import { readServerFolders } from './server-folders.ts';
import { createLocalTarget, type LocalTarget } from './target.ts';

/** Which installation to use, and how to log in. */
export interface OpenLocalOptions extends OpenTargetOptions {
  /** The folder of the installation; `NEO4J_HOME` by default. */
  readonly home?: string | undefined;
}

/**
 * Opens the target of an installed Neo4j, running or stopped, and changes nothing. Throws `neo4j-missing`, `no-java`, and
 * `target-unusable` when an import into it could not work or could not be undone.
 */
export async function openLocal(options: OpenLocalOptions = {}): Promise<LocalTarget> {
  checkOptions('openLocal', options, { home: 'any', ...openForms });
  checkGiven(options.given);
  const { env = process.env, home = env['NEO4J_HOME'], given, uri, signal } = options;
  if (!home) {
    throw new BulkgenError('neo4j-missing', 'Expected --neo4j-home or NEO4J_HOME, got neither', {
      hint: 'Name the folder that holds bin, conf and lib with --neo4j-home or NEO4J_HOME.',
    });
  }
  throwIfAborted(signal);
  const installation = await describeInstallation(home, env);
  const folders = await readServerFolders(installation);
  const account = await findAccount(folders.data, installation.home);
  const java = await findJava(installation.version, { env });
  const local: LocalServer = { installation, folders, java, env, account, files: ownedFiles(account) };
  await assertUsable(local);
  await endOrphans(folders.work, account);
  if (!(await findServer(local))) await assertStoreUnused(local);
  return createLocalTarget(local, { given, uri });
}
