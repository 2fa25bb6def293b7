import { BulkgenError } from '../../errors.ts';
import type { DockerCall } from './command.ts';
import { type Container, findMount, isUp, listContainers } from './container.ts';
import { helperLabel } from './import-container/arguments.ts';

/** Throws `target-unusable` when another container that runs, or its helper, has the volume with this folder: it may use the store. */
export async function assertStoreUnused(container: Container, dataFolder: string, call: DockerCall): Promise<void> {
  const volume = findMount(container, dataFolder);
  for (const other of await listContainers(call)) {
    if (other.id === container.id || other.labels[helperLabel] === container.id) continue;
    if (!isUp(other) && other.status !== 'restarting') continue;
    if (!other.mounts.some(({ type, source }) => type === volume?.type && source !== '' && source === volume.source))
      continue;
    const message = `Container \`${other.name}\` runs with the same data as \`${container.name}\``;
    throw new BulkgenError('target-unusable', message, {
      hint: `Nothing was changed. Stop it with \`docker stop ${other.name}\`, then import.`,
    });
  }
}
