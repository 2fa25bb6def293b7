import { rename } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { BulkgenError } from '../../../errors.ts';
import { withTemporaryFolder } from '../../../system/temporary-folder.ts';
import type { RemoveOptions } from '../../own-server.ts';
import type { DockerCall } from '../command.ts';
import { isUp } from '../container.ts';
import { stopContainer } from '../server.ts';
import { requireCompose, runCompose } from './command.ts';
import { assertNoImport, type ComposeProject, findComposeContainer } from './project.ts';

/** Removes the project's container, volumes, network and home, and with `all` its image. */
export async function removeCompose(
  project: ComposeProject,
  { force, all }: RemoveOptions,
  call: DockerCall,
): Promise<void> {
  await requireCompose(call);
  const container = await findComposeContainer(project, call);
  if (container && isUp(container) && !force) {
    throw new BulkgenError('neo4j-running', `Container \`${container.name}\` is running`, {
      hint: 'Stop the container with `bulkgen neo4j stop --target docker`, or remove it with --force.',
    });
  }
  if (container) {
    await assertNoImport(container, call);
    await stopContainer(container, call);
  }
  await runCompose(['down', '--volumes', ...(all ? ['--rmi', 'all'] : [])], { project, ...call });
  await withTemporaryFolder(dirname(project.home.folder), async (temporary) => {
    // One step, so that half a home never exists. A project that a user started by hand does not have a home.
    await rename(project.home.folder, join(temporary, 'removed')).catch(() => {});
  });
}
