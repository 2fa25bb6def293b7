// Everything that would make an import fail after the server was stopped is found before.
import { join } from 'node:path';
import { BulkgenError } from '../../errors.ts';
import { nearestFolder } from '../../system/files.ts';
import { needsLogin } from '../neo4j/settings.ts';
import { type AccessTest, findInaccessible } from './access.ts';
import type { LocalServer } from './admin.ts';
import { readBoltAddress } from './bolt-address.ts';
import { findProgram } from './program.ts';

/** Throws `target-unusable` when an import could not work because of settings or of access to files. */
export async function refuseUnfit(local: LocalServer): Promise<void> {
  if (readBoltAddress(local.installation.settings) === undefined) {
    throw unusable(
      `Neo4j in ${local.installation.home} does not speak Bolt`,
      'Unset server.bolt.enabled in its neo4j.conf.',
    );
  }
  await refuseWithoutAccess(local);
  await refuseWithoutPassword(local);
}

async function refuseWithoutAccess(local: LocalServer): Promise<void> {
  const { installation, folders, files, java, account } = local;
  const programs = (['server', 'admin'] as const).map((kind) => findProgram(installation, kind, java).command);
  const tests: AccessTest[] = [
    { mode: 'r', path: join(installation.configFolder, 'neo4j.conf') },
    { mode: 'r', path: installation.libraryFolder },
    ...[java.executable, ...programs].map((path) => ({ mode: 'x', path }) as const),
  ];
  for (const folder of [folders.data, folders.logs, folders.run]) {
    // Root makes what is missing, and gives it away.
    if (account && !(await files.exists(folder))) continue;
    tests.push({ mode: 'w', path: await nearestFolder(files, folder) });
  }
  const failed = await findInaccessible(tests, account);
  if (!failed) return;
  const ability = { r: 'readable', w: 'writable', x: 'executable' }[failed.mode];
  const who = account ? `user ${account.uid}, the owner of ${folders.data}` : 'this user';
  const cure =
    failed.path === java.executable
      ? 'Point JAVA_HOME at a Java that it can run.'
      : 'Neo4j itself would not start so: change its owner or mode.';
  throw unusable(`Expected ${failed.path} to be ${ability} for ${who}`, cure);
}

/** A server that makes its users when it first starts lets nobody in before the password was changed. */
async function refuseWithoutPassword({ installation, folders, files }: LocalServer): Promise<void> {
  if (!needsLogin(installation.settings)) return;
  const signs = [join(folders.data, 'databases', 'system'), join(folders.data, 'dbms', 'auth.ini')];
  for (const sign of signs) if (await files.exists(sign)) return;
  throw unusable(
    `Neo4j in ${installation.home} was never started and has no password`,
    'Set one with `bin/neo4j-admin dbms set-initial-password`, as the user that Neo4j runs as.',
  );
}

function unusable(message: string, cure: string): BulkgenError {
  return new BulkgenError('target-unusable', message, { hint: `Nothing was changed. ${cure}` });
}
