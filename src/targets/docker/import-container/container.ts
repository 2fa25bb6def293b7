// The helper is a container of the same image, user, settings, volumes and memory limit as the one that holds the store.
// In it bulkgen moves files and runs neo4j-admin while that one is stopped. It lives as long as bulkgen's shell in it.
import { randomUUID } from 'node:crypto';
import { setTimeout } from 'node:timers/promises';
import { BulkgenError } from '../../../errors.ts';
import { type DockerCall, refuseDaemon, runDocker, sayReason } from '../command.ts';
import type { Container } from '../container.ts';
import { helperArguments, helperLabel, type MountedFolder } from './arguments.ts';
import { claimName, removeContainer, waitUntilGone } from './lock.ts';
import { openShell, type Shell } from './shell.ts';

export interface Helper {
  readonly name: string;
  readonly shell: Shell;
  /** Takes a name that only one can have; answers who has it when it is taken. */
  claim(name: string): Promise<string | undefined>;
  /** Ends it and returns when it is gone. */
  remove(): Promise<void>;
}

const secondsToEnd = 10;

/** Starts a helper. Throws `target-unusable` when it ends before it is there, with its own words. */
export async function startHelper(
  container: Container,
  mount: MountedFolder | undefined,
  { env }: DockerCall,
): Promise<Helper> {
  const name = `bulkgen-${container.name}-${randomUUID().slice(0, 8)}`;
  const { args, settings } = await helperArguments(container, name, mount);
  const shell = openShell('docker', args, { ...env, ...settings });
  if (await shell.run(':')) return createHelper(name, shell, { env });
  const words = await shell.lastWords;
  refuseDaemon(words);
  const message = `A helper of container \`${container.name}\` did not start: ${sayLast(words)}`;
  throw new BulkgenError('target-unusable', message, {
    hint: `It runs the image \`${container.image}\` as that container does; all it said is shown with --debug.`,
    cause: new Error(words),
  });
}

function createHelper(first: string, shell: Shell, call: DockerCall): Helper {
  let name = first;
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
      await waitUntilGone(name, call);
    },
  };
}

/** The reason of Docker itself, else the last line of the entry point. */
function sayLast(words: string): string {
  if (/^docker: /m.test(words)) return sayReason(words);
  return (
    words
      .split('\n')
      .findLast((line) => line.trim() !== '')
      ?.trim() ?? 'it said nothing'
  );
}

/** Removes what is left of helpers of this container that are not running. */
export async function removeDeadHelpers({ id }: Container, call: DockerCall): Promise<void> {
  const filters = [`label=${helperLabel}=${id}`, 'status=created', 'status=exited', 'status=dead'];
  const names = await runDocker(['ps', '--all', '--quiet', ...filters.flatMap((filter) => ['--filter', filter])], call);
  for (const name of names.split('\n').filter((text) => text !== '')) await removeContainer(name, call);
}
