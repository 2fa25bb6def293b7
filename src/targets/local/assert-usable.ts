// Finds everything that would make an import fail after the server was stopped.
import { join } from 'node:path';
import { BulkgenError } from '../../errors.ts';
import { nearestFolder } from '../../system/files.ts';
import { needsLogin } from '../neo4j/settings.ts';
import { findInaccessible, type RequiredAccess } from './access.ts';
import { readBoltAddress } from './bolt-address.ts';
import type { LocalServer } from './local-server.ts';
import { findProgram } from './program.ts';

/** Throws `target-unusable` when settings, a missing password or missing access to files would make an import fail. */
export async function assertUsable(local: LocalServer): Promise<void> {
  if (readBoltAddress(local.installation.settings) === undefined) {
    throw unusable(
      `Expected Neo4j in ${local.installation.home} to have Bolt enabled`,
      'Remove `server.bolt.enabled=false` from its neo4j.conf.',
    );
  }
  await refuseWithoutAccess(local);
  await refuseWithoutPassword(local);
}

async function refuseWithoutAccess(local: LocalServer): Promise<void> {
  const { installation, folders, files, java, account } = local;
  const programs = (['server', 'admin'] as const).map((kind) => findProgram(installation, kind, java).command);
  const required: RequiredAccess[] = [
    { mode: 'r', path: join(installation.configFolder, 'neo4j.conf') },
    { mode: 'r', path: installation.libraryFolder },
    ...[java.executable, ...programs].map((path) => ({ mode: 'x', path }) as const),
  ];
  for (const folder of [folders.data, folders.logs, folders.run]) {
    // Root creates the missing folders and gives them to the account.
    if (account && !(await files.exists(folder))) continue;
    required.push({ mode: 'w', path: await nearestFolder(files, folder) });
  }
  const failed = await findInaccessible(required, account);
  if (!failed) return;
  const ability = { r: 'readable', w: 'writable', x: 'executable' }[failed.mode];
  const user = account ? `user ${account.uid}, the owner of ${folders.data}` : 'this user';
  const cure =
    failed.path === java.executable
      ? 'Set JAVA_HOME to a Java that this user can run.'
      : 'Change its owner or mode: Neo4j itself needs this access.';
  throw unusable(`Expected ${failed.path} to be ${ability} for ${user}`, cure);
}

/** A server without a password creates its users at its first start, and accepts no login before the password was changed. */
async function refuseWithoutPassword({ installation, folders, files }: LocalServer): Promise<void> {
  if (!needsLogin(installation.settings)) return;
  const userStores = [join(folders.data, 'databases', 'system'), join(folders.data, 'dbms', 'auth.ini')];
  for (const path of userStores) if (await files.exists(path)) return;
  throw unusable(
    `Expected Neo4j in ${installation.home} to have a password`,
    'Set one with `bin/neo4j-admin dbms set-initial-password`, as the user that Neo4j runs as.',
  );
}

function unusable(message: string, cure: string): BulkgenError {
  return new BulkgenError('target-unusable', message, { hint: `${cure} Nothing was changed.` });
}
