// The import container has the image, user, settings, volumes and memory limit of the container that holds the store. bulkgen
// moves files and runs neo4j-admin in it while the other container is stopped. It lives as long as bulkgen's shell in it.
import { randomUUID } from 'node:crypto';
import { setTimeout } from 'node:timers/promises';
import { BulkgenError } from '../../../errors.ts';
import { type DockerCall, extractReason, refuseDaemon, runDocker } from '../command.ts';
import type { Container } from '../container.ts';
import { buildRunArguments, importContainerLabel, type MountedFolder } from './arguments.ts';
import { claimName, removeContainer, waitUntilRemoved } from './lock.ts';
import { openShell, type Shell } from './shell.ts';

export interface ImportContainer {
  readonly name: string;
  readonly shell: Shell;
  /** Takes a name that only one container can have. Returns the holder when the name is taken. */
  claim(name: string): Promise<string | undefined>;
  /** Ends the container and returns when Docker has removed it. */
  remove(): Promise<void>;
}

const secondsToEnd = 10;

/** Starts an import container. Throws `target-unusable` with its last output when it ends before its shell answers. */
export async function startImportContainer(
  container: Container,
  mount: MountedFolder | undefined,
  { env }: DockerCall,
): Promise<ImportContainer> {
  const name = `bulkgen-${container.name}-${randomUUID().slice(0, 8)}`;
  const { args, settings } = await buildRunArguments(container, name, mount);
  const shell = openShell('docker', args, { ...env, ...settings });
  if (await shell.run(':')) return createImportContainer(name, shell, { env });
  const output = await shell.errorOutput;
  refuseDaemon(output);
  const message = `The container that bulkgen starts to import into \`${container.name}\` did not start: ${findLastLine(output)}`;
  throw new BulkgenError('target-unusable', message, {
    hint: `Check that image \`${container.image}\` starts with the settings of \`${container.name}\`. Add --debug to see the whole output.`,
    cause: new Error(output),
  });
}

function createImportContainer(firstName: string, shell: Shell, call: DockerCall): ImportContainer {
  let name = firstName;
  return {
    get name() {
      return name;
    },
    shell,
    async claim(wanted) {
      const holder = await claimName(name, wanted, call);
      if (holder === undefined) name = wanted;
      return holder;
    },
    async remove() {
      const late = setTimeout(secondsToEnd * 1000, true, { ref: false });
      if (await Promise.race([shell.close(), late])) await removeContainer(name, call);
      await waitUntilRemoved(name, call);
    },
  };
}

/** Docker's own reason, or else the last line of the image's entry point. */
function findLastLine(output: string): string {
  if (/^docker: /m.test(output)) return extractReason(output);
  const line = output.split('\n').findLast((text) => text.trim() !== '');
  return line?.trim() ?? 'it gave no reason';
}

/** Removes the import containers of this container that no longer run. */
export async function removeDeadImportContainers({ id }: Container, call: DockerCall): Promise<void> {
  const filters = [`label=${importContainerLabel}=${id}`, 'status=created', 'status=exited', 'status=dead'];
  const names = await runDocker(['ps', '--all', '--quiet', ...filters.flatMap((filter) => ['--filter', filter])], call);
  for (const name of names.split('\n').filter((text) => text !== '')) await removeContainer(name, call);
}
