import { ForksPoolWorker, type PoolOptions, type PoolRunnerInitializer, type WorkerRequest } from 'vitest/node';

/**
 * A pool that runs the files of its projects one at a time, while other lanes of the same group run side by side. Vitest itself
 * limits workers by group only. Needs `maxWorkers` for all files at once, because a worker exists before its file's turn comes.
 */
export function createLane(lane: string): PoolRunnerInitializer {
  const name = `one-file-at-a-time-${lane}`;
  return { name, createPoolWorker: (options) => new WaitingWorker(name, options) };
}

/** By lane, the end of its last file so far. */
const ends = new Map<string, Promise<void>>();

class WaitingWorker extends ForksPoolWorker {
  override readonly name: string;
  #hasExited = false;
  #exit: Promise<void> | undefined;

  constructor(name: string, options: PoolOptions) {
    super(options);
    this.name = name;
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
    const turn = (ends.get(this.name) ?? Promise.resolve()).then(() => {
      if (!this.#hasExited) super.send(message); // unless the run was cancelled meanwhile
      return this.#exit;
    });
    ends.set(this.name, turn);
  }
}
