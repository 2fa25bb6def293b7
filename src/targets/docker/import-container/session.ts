import { BulkgenError } from '../../../errors.ts';
import type { DockerCall } from '../command.ts';
import type { Container } from '../container.ts';
import type { MountedFolder } from './arguments.ts';
import { type Helper, removeDeadHelpers, startHelper } from './container.ts';
import type { ShellAnswer } from './shell.ts';

/** The helper of a container, started when it is first needed and again when somebody ended it. */
export interface HelperSession {
  /** Runs lines of POSIX shell as the server's own user, with its volumes and settings. */
  run(script: string): Promise<ShellAnswer>;
  /** Starts the helper, if there is none, and answers its name. */
  start(): Promise<string>;
  /** Shows the helper a folder of the daemon's machine, read-only, from its next start on; or none. */
  mount(folder: MountedFolder | undefined): Promise<void>;
  /** Does work while no other session can do its own; throws `import-running` when another one is at it. */
  runExclusively<Result>(work: () => Promise<Result>): Promise<Result>;
  /** Ends the helper and returns when it is gone. */
  close(): Promise<void>;
}

const secondsToIdle = 10;

/** A session that ends its helper after exclusive work, on `close`, or when it was idle for a while. */
export function createHelperSession(container: Container, { env }: DockerCall): HelperSession {
  const call = { env };
  const lockName = `bulkgen-import-${container.name}`;
  let helper: Promise<Helper> | undefined;
  let folder: MountedFolder | undefined;
  let isExclusive = false;
  let idle: NodeJS.Timeout | undefined;

  /** One for all who ask at once. */
  function open(): Promise<Helper> {
    clearTimeout(idle);
    if (helper) return helper;
    const begun = begin();
    helper = begun;
    begun.catch(() => forget(begun));
    return begun;
  }

  /** Unless another has taken its place. */
  function forget(former: Promise<Helper>): void {
    if (helper === former) helper = undefined;
  }

  async function begin(): Promise<Helper> {
    const begun = await startHelper(container, folder, call);
    try {
      if (isExclusive) await claim(begun);
      return begun;
    } catch (error) {
      await begun.remove();
      throw error;
    }
  }

  async function claim(own: Helper): Promise<void> {
    if (own.name === lockName) return;
    const holder = await own.claim(lockName);
    if (holder !== undefined) throw importRunning(container, holder);
  }

  async function close(): Promise<void> {
    clearTimeout(idle);
    const former = helper;
    helper = undefined;
    await (await former?.catch(() => undefined))?.remove();
  }

  function rest(): void {
    clearTimeout(idle);
    if (!isExclusive) idle = setTimeout(() => void close().catch(() => {}), secondsToIdle * 1000).unref();
  }

  async function run(script: string): Promise<ShellAnswer> {
    try {
      const opened = open();
      const { shell, remove } = await opened;
      const answer = await shell.run(script);
      if (answer) return answer;
      // Somebody ended it. Nothing says whether the script was done, and each is written so that it may be done again.
      forget(opened);
      await remove();
      const again = await (await open()).shell.run(script);
      if (again) return again;
    } finally {
      rest();
    }
    throw new BulkgenError(
      'docker-failed',
      `The helper of container \`${container.name}\` was ended by another program`,
    );
  }

  return {
    run,
    async start() {
      return (await open()).name;
    },
    async mount(next) {
      await close();
      folder = next;
    },
    async runExclusively(work) {
      isExclusive = true;
      try {
        await claim(await open());
        await removeDeadHelpers(container, call);
        return await work();
      } finally {
        isExclusive = false;
        await close();
      }
    },
    close,
  };
}

function importRunning({ name }: Container, holder: string): BulkgenError {
  return new BulkgenError('import-running', `Another import is at work on container \`${name}\` (${holder})`, {
    hint: 'Wait until it is done.',
  });
}
