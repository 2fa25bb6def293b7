import type { Progress } from '../../progress/progress.ts';
import { formatSeconds } from '../output/format.ts';
import { formatClock } from '../output/format-progress.ts';
import { plainText } from '../output/terminal.ts';
import { describeStep, type StepRecord } from './live-step.ts';
import type { LiveUpdate } from './live-update.ts';
import { RateCurve } from './rate-curve.ts';

const mostSteps = 200;
const mostNotes = 50;
const mostCharactersOfNote = 4_000;
const mostCharacters = 200_000;

/** What a command reported so far, in bounded memory, for pages that open late. */
export class LiveHistory {
  readonly #title: string;
  readonly #now: () => number;
  readonly #startedAt: number;
  #state: LiveUpdate['state'] = 'running';
  #steps: StepRecord[] = [];
  #dropped = 0;
  #nextId = 1;
  #notes: string[] = [];
  #result: string | undefined;
  #error: string | undefined;
  /** What changed since `takeChanges`. */
  readonly #changed = new Set<number>();
  #hasNewNotes = false;

  constructor(title: string, now: () => number = () => performance.now()) {
    this.#title = title;
    this.#now = now;
    this.#startedAt = now();
  }

  /** Adds a report to its step. A report of a step that is done, or that began again, is the first of a new step. */
  add(progress: Progress): void {
    let index = this.#steps.findLastIndex(({ progress: last }) => isSameStep(last, progress));
    const last = this.#steps[index];
    if (last && (last.state !== 'running' || progress.elapsed < last.progress.elapsed)) {
      if (last.state === 'running') this.#change(index, { state: 'stopped' });
      index = -1;
    }
    const { id, curve } = this.#steps[index] ?? { id: this.#nextId++, curve: new RateCurve() };
    curve.add(progress.elapsed, progress.completed);
    const step: StepRecord = { id, curve, state: progress.done ? 'done' : 'running', progress, at: this.#now() };
    this.#changed.add(id);
    if (index >= 0) this.#steps[index] = step;
    else this.#steps.push(step);
    if (this.#steps.length <= mostSteps) return;
    const [oldest] = this.#steps.splice(0, 1);
    this.#changed.delete(oldest!.id);
    this.#dropped++;
  }

  /** Adds a line that the command prints for people. */
  addNote(text: string): void {
    this.#notes = [...this.#notes, plainText(text).slice(0, mostCharactersOfNote)].slice(-mostNotes);
    this.#hasNewNotes = true;
  }

  /** Notes that the command was asked to end early. */
  stop(): void {
    this.#state = 'stopping';
  }

  setResult(text: string): void {
    this.#result = plainText(text).slice(0, mostCharacters);
  }

  /** Notes how the command ended. A step that still runs has stopped. */
  end(state: 'done' | 'interrupted' | 'failed', error?: string): void {
    this.#state = state;
    this.#error = error && plainText(error).slice(0, mostCharacters);
    for (const [index, step] of this.#steps.entries()) {
      if (step.state === 'running') this.#change(index, { state: 'stopped' });
    }
  }

  /** Everything, for a page that opens. */
  readAll(): LiveUpdate {
    return { ...this.#describe(this.#steps), replaces: true, notes: this.#notes };
  }

  /** What changed since the last call. The clocks of running steps always do. */
  takeChanges(): LiveUpdate {
    const steps = this.#steps.filter(({ id, state }) => state === 'running' || this.#changed.has(id));
    const changes = { ...this.#describe(steps), replaces: false, ...(this.#hasNewNotes && { notes: this.#notes }) };
    this.#changed.clear();
    this.#hasNewNotes = false;
    return changes;
  }

  #change(index: number, change: Pick<StepRecord, 'state'>): void {
    const step = this.#steps[index]!;
    const seconds = (this.#now() - step.at) / 1000; // its clock ran until now
    const progress = { ...step.progress, elapsed: step.progress.elapsed + seconds };
    this.#steps[index] = { ...step, progress, ...change };
    this.#changed.add(step.id);
  }

  #describe(steps: readonly StepRecord[]): Omit<LiveUpdate, 'replaces'> {
    const now = this.#now();
    const seconds = (now - this.#startedAt) / 1000;
    const isRunning = this.#state === 'running' || this.#state === 'stopping';
    return {
      title: this.#title,
      state: this.#state,
      clock: isRunning ? formatClock(seconds) : formatSeconds(seconds),
      steps: steps.map((step) => describeStep(step, now)),
      dropped: this.#dropped,
      ...(this.#result !== undefined && { result: this.#result }),
      ...(this.#error !== undefined && { error: this.#error }),
    };
  }
}

/** Steps of several tables run side by side, and so can different steps. */
function isSameStep(a: Progress, b: Progress): boolean {
  return a.step === b.step && a.table === b.table;
}
