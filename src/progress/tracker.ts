/**
 * The steps that report progress. Programs may rely on the names; an operation reports those that it needs.
 *
 * `export` writes files · `lint` reads third-party CSV · `verify-files` reads an export · `provision-download`,
 * `provision-verify`, `provision-archive` and `provision-image` get a Neo4j · `start-admin` starts neo4j-admin · `import` fills
 * the staging store · `check` runs neo4j-admin's consistency check · `stop` and `start` the server · `events` and `schema` fill
 * the new database · `verify` compares counts and samples · `verify-rows` compares every row · `find-row` looks for the row that
 * differs · `content` reads every row of a database · `dump` dumps a database · `pack` writes a snapshot · `snapshot` reads
 * one · `examine` looks at the machine.
 */
export type StepName =
  | 'check'
  | 'content'
  | 'dump'
  | 'events'
  | 'examine'
  | 'export'
  | 'find-row'
  | 'import'
  | 'lint'
  | 'pack'
  | 'provision-archive'
  | 'provision-download'
  | 'provision-image'
  | 'provision-verify'
  | 'schema'
  | 'snapshot'
  | 'start'
  | 'start-admin'
  | 'stop'
  | 'verify'
  | 'verify-files'
  | 'verify-rows';

/** The state of one step of a long operation. Plain data, safe to serialise. */
export interface Progress {
  readonly step: StepName;
  /** The step for people: `Importing nodes`, and in the last report `Imported nodes`. */
  readonly message: string;
  readonly completed: number;
  /** The count at the end. Absent when unknown. */
  readonly total?: number;
  /** 0 to 100. Absent when the total is unknown. */
  readonly percentage?: number;
  /** Completed per second since the step began. */
  readonly rate?: number;
  /** Seconds left at the rate of the last seconds. */
  readonly eta?: number;
  /** What is counted: `rows`, `bytes`, `%` … */
  readonly unit: string;
  /** Whether this is the last report of its step. */
  readonly done: boolean;
  /** Seconds since the step began. */
  readonly elapsed: number;
  /** Which step of an import, restore or return to the previous store this is. Absent before and after their steps. */
  readonly position?: StepPosition;
}

/** The place of a step among the steps of the whole work, counted from 1. */
export interface StepPosition {
  readonly number: number;
  readonly of: number;
}

/** Gets the progress of an operation. The operation does not wait for it, and removes a listener that throws. */
export type ProgressListener = (progress: Progress) => void;

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
}

const millisecondsBetweenReports = 100;

/** The seconds whose rate predicts the end. Rows differ in size, so the average since the start would be too optimistic or too late. */
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
      try {
        listener(progress);
      } catch {
        this.#listeners.delete(listener);
      }
    }
  }
}

function measure(
  { name, message, total, unit = '' }: StepOptions & { readonly name: StepName },
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
    ...(recentRate && total !== undefined && { eta: Math.max(0, total - completed) / recentRate }),
    unit,
    done,
    elapsed,
  };
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
