import type { LoadProgress, Progress, ProgressListener, StepName } from './progress.ts';

/** How a step presents itself. */
export interface StepOptions {
  /** For people, while the step runs: `Importing nodes`. */
  readonly message: string;
  /** For people, after the step: `Imported nodes`. Without it the message stays. */
  readonly finished?: string;
  /** The count at the end, when it is known. */
  readonly total?: number;
  /** What is counted: `rows`, `bytes`, `%` … */
  readonly unit?: string;
  /** The label or type of the table that the step is about. */
  readonly table?: string;
  /** How a running server takes the rows, at the start of the step. */
  readonly load?: LoadProgress;
}

const millisecondsBetweenReports = 100;

/** The rate of these last seconds predicts the end. Rows differ in size, so the average since the start would not. */
const secondsOfRecentRate = 5;

/** How much was completed after how many seconds of a step. */
interface Sample {
  readonly elapsed: number;
  readonly completed: number;
}

/**
 * Reports `Progress` to its listeners: at most ten times a second, and always at the start and end of a step. The work never
 * waits for a listener, and a listener that throws is removed.
 */
export class ProgressTracker {
  readonly #listeners = new Set<ProgressListener>();
  readonly #now: () => number;
  #step: (StepOptions & { readonly name: StepName; readonly startedAt: number }) | undefined;
  #completed = 0;
  #reportedAt = 0;
  /** Those of the last seconds, oldest first. */
  #samples: Sample[] = [];

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
  start(name: StepName, options: StepOptions): void {
    this.finish();
    this.#step = { name, startedAt: this.#now(), ...options };
    this.#completed = 0;
    this.#samples = [];
    this.#report(false);
  }

  /** Sets how much of the step is completed. */
  update(completed: number, message?: string): void {
    if (!this.#step) return;
    this.#completed = completed;
    if (message !== undefined) this.#step = { ...this.#step, message };
    if (this.#now() - this.#reportedAt >= millisecondsBetweenReports) this.#report(false);
  }

  /** Sets what the reports from now on say of a load into a running server; call it before `update` or `advance`. */
  describeLoad(load: LoadProgress): void {
    if (this.#step) this.#step = { ...this.#step, load };
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
    const now: Sample = { elapsed: (this.#reportedAt - step.startedAt) / 1000, completed: this.#completed };
    this.#samples.push(now);
    while (this.#samples.length > 2 && now.elapsed - this.#samples[1]!.elapsed >= secondsOfRecentRate)
      this.#samples.shift();
    const progress = measure(step, now, { since: this.#samples[0]!, done });
    for (const listener of this.#listeners) {
      const remove = (): boolean => this.#listeners.delete(listener);
      try {
        const result: unknown = listener(progress);
        if (result instanceof Promise) result.catch(remove); // an async listener must not end the process
      } catch {
        remove();
      }
    }
  }
}

function measure(
  { name, message, total, unit = '', table, load }: StepOptions & { readonly name: StepName },
  { completed, elapsed }: Sample,
  { since, done }: { readonly since: Sample; readonly done: boolean },
): Progress {
  const rate = elapsed > 0 ? completed / elapsed : undefined;
  const recentRate = elapsed > since.elapsed ? (completed - since.completed) / (elapsed - since.elapsed) : undefined;
  return {
    step: name,
    message,
    completed,
    ...(total !== undefined && { total, percentage: completed >= total ? 100 : (completed / total) * 100 }),
    ...(rate !== undefined && { rate }),
    ...(recentRate !== undefined && { recentRate }),
    ...(recentRate &&
      total !== undefined &&
      isPredictable(completed / total, elapsed) && { eta: Math.max(0, total - completed) / recentRate }),
    unit,
    done,
    elapsed,
    ...(table !== undefined && { table }),
    ...(load && { load }),
  };
}

/** Whether the rate says when the step ends: a few rows while a server warms up would predict hours. */
function isPredictable(share: number, elapsed: number): boolean {
  return share >= 0.01 || elapsed >= 30;
}

/** Reports work that cannot be counted as one step. A step that fails is not reported as done. */
export async function trackStep<Result>(
  listener: ProgressListener | undefined,
  { name, ...options }: { readonly name: StepName; readonly message: string; readonly finished: string },
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
