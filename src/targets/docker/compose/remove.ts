import { rename } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { BulkgenError } from '../../../errors.ts';
import { withTemporaryFolder } from '../../../system/temporary-folder.ts';
import type { RemoveOptions } from '../../own-server.ts';
import type { DockerCall } from '../command.ts';
import { isUp } from '../container.ts';
import { stopContainer } from '../server.ts';
import { requireCompose, runCompose } from './command.ts';
import { type ComposeProject, findComposeContainer, refuseImport } from './project.ts';

/** Removes the project's container, its volumes, its network and its home; its image only with `all`. */
export async function removeCompose(
  project: ComposeProject,
  { force, all }: RemoveOptions,
  call: DockerCall,
): Promise<void> {
  await requireCompose(call);
  const container = await findComposeContainer(project, call);
  if (container && isUp(container) && !force) {
    throw new BulkgenError('neo4j-running', `Container \`${container.name}\` is running`, {
      hint: 'Stop it with `bulkgen neo4j stop --target docker`, or remove it with --force.',
    });
  }
  if (container) {
    await refuseImport(container, call);
    await stopContainer(container, call);
  }
  await runCompose(['down', '--volumes', ...(all ? ['--rmi', 'all'] : [])], { project, ...call });
  await withTemporaryFolder(dirname(project.home.folder), async (temporary) => {
    // In one step, so that there is never half a home. One that was started by hand has none.
    await rename(project.home.folder, join(temporary, 'removed')).catch(() => {});
  });
}
