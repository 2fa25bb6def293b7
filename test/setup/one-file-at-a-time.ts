import { ForksPoolWorker, type PoolOptions, type PoolRunnerInitializer, type WorkerRequest } from 'vitest/node';

/**
 * Runs one file of a project at a time, while projects of the same group run side by side. Vitest itself limits workers by
 * group only. Needs `maxWorkers` for all files at once, because a worker exists before its file's turn comes.
 */
export const oneFileAtATime: PoolRunnerInitializer = {
  name: 'one-file-at-a-time',
  createPoolWorker: (options) => new WaitingWorker(options),
};

/** By project, the end of its last file so far. */
const ends = new Map<string, Promise<void>>();

class WaitingWorker extends ForksPoolWorker {
  override readonly name = oneFileAtATime.name;
  readonly #project: string;
  #hasExited = false;
  #exit: Promise<void> | undefined;

  constructor(options: PoolOptions) {
    super(options);
    this.#project = options.project.name;
  }

  override async start(): Promise<void> {
    await super.start();
    this.#exit = new Promise((resolve) => {
      this.on('exit', () => {
        this.#hasExited = true;
        resolve();
      });
    });
  }

  override send(message: WorkerRequest): void {
    if (message.type !== 'run') {
      super.send(message);
      return;
    }
    const turn = (ends.get(this.#project) ?? Promise.resolve()).then(() => {
      if (!this.#hasExited) super.send(message); // unless the run was cancelled meanwhile
      return this.#exit;
    });
    ends.set(this.#project, turn);
  }
}
