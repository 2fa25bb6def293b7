import { BulkgenError } from '../../../errors.ts';
import type { DockerCall } from '../command.ts';
import type { Container } from '../container.ts';
import type { MountedFolder } from './arguments.ts';
import type { ShellAnswer } from './shell.ts';
import { type ImportContainer, removeDeadImportContainers, startImportContainer } from './start.ts';

const secondsToIdle = 10;

/**
 * The import container of a Neo4j container. The session starts it when it is first needed, and again when another program
 * ended it. It ends after exclusive work, on `close`, and when it is idle for a while.
 */
export class ImportContainerSession {
  readonly #container: Container;
  readonly #call: DockerCall;
  #current: Promise<ImportContainer> | undefined;
  #folder: MountedFolder | undefined;
  #isExclusive = false;
  #idleTimer: NodeJS.Timeout | undefined;

  constructor(container: Container, env: NodeJS.ProcessEnv) {
    this.#container = container;
    this.#call = { env };
  }

  /** Runs lines of POSIX shell as the server's user, with its volumes and settings. A script must be safe to run twice. */
  async run(script: string): Promise<ShellAnswer> {
    try {
      const opening = this.#open();
      const { shell, remove } = await opening;
      const answer = await shell.run(script);
      if (answer) return answer;
      // Another program ended the container. The script may have run or not, so it runs again in a new container.
      this.#forget(opening);
      await remove();
      const secondAnswer = await (await this.#open()).shell.run(script);
      if (secondAnswer) return secondAnswer;
    } finally {
      this.#closeWhenIdle();
    }
    throw new BulkgenError(
      'docker-failed',
      `Another program ended the container that bulkgen started to import into \`${this.#container.name}\``,
    );
  }

  /** Starts the import container if it does not run, and returns its name. */
  async start(): Promise<string> {
    return (await this.#open()).name;
  }

  /** Mounts a folder of the daemon's machine, read-only, from the next start on; undefined mounts none. */
  async mount(folder: MountedFolder | undefined): Promise<void> {
    await this.close();
    this.#folder = folder;
  }

  /** Does work while no other session can do exclusive work. Throws `import-running` when another one does. */
  async runExclusively<Result>(work: () => Promise<Result>): Promise<Result> {
    this.#isExclusive = true;
    try {
      await this.#claim(await this.#open());
      await removeDeadImportContainers(this.#container, this.#call);
      return await work();
    } finally {
      this.#isExclusive = false;
      await this.close();
    }
  }

  /** Ends the import container and returns when Docker has removed it. */
  async close(): Promise<void> {
    clearTimeout(this.#idleTimer);
    const former = this.#current;
    this.#current = undefined;
    await (await former?.catch(() => undefined))?.remove();
  }

  /** Simultaneous callers get the same container. */
  #open(): Promise<ImportContainer> {
    clearTimeout(this.#idleTimer);
    if (this.#current !== undefined) return this.#current;
    const starting = this.#start();
    this.#current = starting;
    starting.catch(() => this.#forget(starting));
    return starting;
  }

  async #start(): Promise<ImportContainer> {
    const started = await startImportContainer(this.#container, this.#folder, this.#call);
    try {
      if (this.#isExclusive) await this.#claim(started);
      return started;
    } catch (error) {
      await started.remove();
      throw error;
    }
  }

  /** The name of the import container is the lock of exclusive work. */
  async #claim(own: ImportContainer): Promise<void> {
    const { name } = this.#container;
    const lockName = `bulkgen-import-${name}`;
    if (own.name === lockName) return;
    const holder = await own.claim(lockName);
    if (holder === undefined) return;
    throw new BulkgenError('import-running', `Another bulkgen is working on container \`${name}\` (${holder})`, {
      hint: 'Wait until the other bulkgen is done.',
    });
  }

  /** Does nothing when another container has already taken the place of this one. */
  #forget(former: Promise<ImportContainer>): void {
    if (this.#current === former) this.#current = undefined;
  }

  #closeWhenIdle(): void {
    clearTimeout(this.#idleTimer);
    if (this.#isExclusive) return;
    this.#idleTimer = setTimeout(() => void this.close().catch(() => {}), secondsToIdle * 1000).unref();
  }
}
