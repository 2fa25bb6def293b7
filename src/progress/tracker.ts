/** The state of one step of a long operation. Plain data, safe to serialise. */
export interface Progress {
  /** Name of the step in kebab-case, stable for programs: `export`, `import-nodes`, `schema` … */
  readonly step: string;
  /** The step for people: `Importing nodes`, and in the last report `Imported nodes`. */
  readonly message: string;
  readonly completed: number;
  /** The count at the end. Absent when unknown. */
  readonly total?: number;
  /** 0 to 100. Absent when the total is unknown. */
  readonly percentage?: number;
  /** Completed per second since the step began. */
  readonly rate?: number;
  /** Seconds left at that rate. */
  readonly eta?: number;
  /** What is counted: `rows`, `bytes`, `%` … */
  readonly unit: string;
  /** Whether this is the last report of its step. */
  readonly done: boolean;
  /** Seconds since the step began. */
  readonly elapsed: number;
}

export type ProgressListener = (progress: Progress) => void;

export interface StepOptions {
  /** For people, while the step runs: `Importing nodes`. */
  readonly message: string;
  /** For people, after the step: `Imported nodes`. Without it the message stays. */
  readonly finished?: string;
  readonly total?: number;
  readonly unit?: string;
}

const millisecondsBetweenReports = 100;

/**
 * Reports `Progress` to its listeners: at most ten times a second, and always at the start and end of a step. The work never
 * waits for a listener, and a listener that throws is removed.
 */
export class ProgressTracker {
  readonly #listeners = new Set<ProgressListener>();
  readonly #now: () => number;
  #step: (StepOptions & { readonly name: string; readonly startedAt: number }) | undefined;
  #completed = 0;
  #reportedAt = 0;

  constructor(listener?: ProgressListener, now: () => number = () => performance.now()) {
    if (listener) this.#listeners.add(listener);
    this.#now = now;
  }

  /** Adds a listener. The returned function removes it. */
  subscribe(listener: ProgressListener): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** Starts a step and finishes the one before it. */
  start(name: string, options: StepOptions): void {
    this.finish();
    this.#step = { name, startedAt: this.#now(), ...options };
    this.#completed = 0;
    this.#report(false);
  }

  /** Sets how much of the step is completed. */
  update(completed: number, message?: string): void {
    if (!this.#step) return;
    this.#completed = completed;
    if (message !== undefined) this.#step = { ...this.#step, message };
    if (this.#now() - this.#reportedAt >= millisecondsBetweenReports) this.#report(false);
  }

  /** Adds to what is completed. */
  advance(count: number): void {
    this.update(this.#completed + count);
  }

  /** Finishes the running step, if any. */
  finish(): void {
    if (!this.#step) return;
    const { finished, message } = this.#step;
    this.#step = { ...this.#step, message: finished ?? message };
    this.#report(true);
    this.#step = undefined;
  }

  #report(done: boolean): void {
    const step = this.#step;
    if (!step) return;
    this.#reportedAt = this.#now();
    const progress = measure(step, this.#completed, (this.#reportedAt - step.startedAt) / 1000, done);
    for (const listener of this.#listeners) {
      try {
        listener(progress);
      } catch {
        this.#listeners.delete(listener);
      }
    }
  }
}

function measure(
  { name, message, total, unit = '' }: StepOptions & { readonly name: string },
  completed: number,
  elapsed: number,
  done: boolean,
): Progress {
  const rate = elapsed > 0 ? completed / elapsed : undefined;
  return {
    step: name,
    message,
    completed,
    ...(total !== undefined && { total, percentage: completed >= total ? 100 : (completed / total) * 100 }),
    ...(rate !== undefined && { rate }),
    ...(rate && total !== undefined && { eta: Math.max(0, total - completed) / rate }),
    unit,
    done,
    elapsed,
  };
}

/** Reports work that cannot be counted as one step. A step that fails is not reported as done. */
export async function trackStep<Result>(
  listener: ProgressListener | undefined,
  { name, ...options }: { readonly name: string; readonly message: string; readonly finished: string },
  work: () => Promise<Result>,
): Promise<Result> {
  const tracker = new ProgressTracker(listener);
  tracker.start(name, options);
  const result = await work();
  tracker.finish();
  return result;
}

/** Passes the chunks on. The tracker advances by each chunk when the consumer asks for it. */
export async function* trackBytes(
  chunks: AsyncIterable<Uint8Array>,
  tracker: ProgressTracker,
): AsyncGenerator<Uint8Array> {
  for await (const chunk of chunks) {
    tracker.advance(chunk.length);
    yield chunk;
  }
}
