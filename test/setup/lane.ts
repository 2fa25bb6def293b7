import { ForksPoolWorker, type PoolOptions, type PoolRunnerInitializer, type WorkerRequest } from 'vitest/node';

export interface LaneOptions {
  readonly filesAtOnce: number;
  /** Ends of the paths of files that go before all others: those that take long although they are small. */
  readonly first?: readonly string[];
}

/**
 * A pool that runs so many files of its projects at a time, while other lanes of the same group run side by side. Vitest itself
 * limits workers by group only. Needs `maxWorkers` for all files at once, because a worker exists before its file's turn comes.
 */
export function createLane(lane: string, options: LaneOptions): PoolRunnerInitializer {
  const name = `lane-${lane}`;
  const turns = new Turns(options);
  return { name, createPoolWorker: (poolOptions) => new WaitingWorker(name, turns, poolOptions) };
}

interface Turn {
  readonly path: string;
  begin(): void;
}

class Turns {
  readonly #waiting: Turn[] = [];
  readonly #first: readonly string[];
  #free: number;

  constructor({ filesAtOnce, first = [] }: LaneOptions) {
    this.#free = filesAtOnce;
    this.#first = first;
  }

  wait(turn: Turn): void {
    this.#waiting.push(turn);
    this.#beginNext();
  }

  end(): void {
    this.#free++;
    this.#beginNext();
  }

  #beginNext(): void {
    if (this.#free === 0 || this.#waiting.length === 0) return;
    const index = this.#waiting.findIndex(({ path }) => this.#first.some((end) => path.endsWith(end)));
    const [turn] = this.#waiting.splice(Math.max(index, 0), 1);
    this.#free--;
    turn!.begin();
  }
}

class WaitingWorker extends ForksPoolWorker {
  override readonly name: string;
  readonly #turns: Turns;
  #hasTurn = false;
  #hasExited = false;

  constructor(name: string, turns: Turns, options: PoolOptions) {
    super(options);
    this.name = name;
    this.#turns = turns;
  }

  override async start(): Promise<void> {
    await super.start();
    this.on('exit', () => {
      this.#hasExited = true;
      if (this.#hasTurn) this.#turns.end();
    });
  }

  override send(message: WorkerRequest): void {
    if (message.type !== 'run') {
      super.send(message);
      return;
    }
    const begin = (): void => {
      this.#hasTurn = true;
      // A run that is cancelled ends the workers that wait.
      if (this.#hasExited) this.#turns.end();
      else super.send(message);
    };
    this.#turns.wait({ path: message.context.files[0]!.filepath, begin });
  }
}
