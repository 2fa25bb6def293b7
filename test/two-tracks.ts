import { readFileSync } from 'node:fs';
import { ForksPoolWorker, type PoolRunnerInitializer, type WorkerRequest } from 'vitest/node';

/**
 * Runs files in two tracks side by side, one file of each at a time: those that call `useDocker`, whose containers would get in
 * each other's way, and the others. By what a file calls, so that a new one finds its track by itself. Needs `maxWorkers`
 * for all files at once, for a worker is there before its file's turn comes.
 */
export const twoTracks: PoolRunnerInitializer = {
  name: 'two-tracks',
  createPoolWorker: (options) => new TrackWorker(options),
};

/** By track, the end of its last file so far. */
const ends = new Map<string, Promise<void>>();

class TrackWorker extends ForksPoolWorker {
  override readonly name = twoTracks.name;
  #hasExited = false;
  #exit: Promise<void> | undefined;

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
    const track = message.context.files.some(({ filepath }) => usesDocker(filepath)) ? 'docker' : 'other';
    const turn = (ends.get(track) ?? Promise.resolve()).then(() => {
      if (!this.#hasExited) super.send(message); // unless the run was cancelled meanwhile
      return this.#exit;
    });
    ends.set(track, turn);
  }
}

function usesDocker(path: string): boolean {
  return /\buseDocker\(/.test(readFileSync(path, 'utf8'));
}
