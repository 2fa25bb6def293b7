import type { LoadProgress, ProgressListener } from '../progress/progress.ts';
import { ProgressTracker } from '../progress/tracker.ts';
import type { LoadedTable } from './loaded-table.ts';
import type { Batch } from './method.ts';
import { stepOfStage } from './number-steps.ts';

/** Reports each table as a step of its own; batches of several tables may run at the same time. */
export class TableProgress {
  readonly #listener: ProgressListener | undefined;
  readonly #describe: (table: LoadedTable) => LoadProgress;
  readonly #running = new Map<string, { readonly tracker: ProgressTracker; completed: number }>();

  constructor(listener: ProgressListener | undefined, describe: (table: LoadedTable) => LoadProgress) {
    this.#listener = listener;
    this.#describe = describe;
  }

  /** Starts the step of a table, unless it runs already. `completed`: how many of its rows were loaded before. */
  start(table: LoadedTable, completed: number): void {
    if (this.#running.has(table.name)) return;
    const tracker = new ProgressTracker(this.#listener);
    tracker.start(stepOfStage[table.stage], {
      message: `Loading ${table.name}`,
      finished: `Loaded ${table.name}`,
      total: table.count,
      unit: table.stage,
      table: table.name,
      load: this.#describe(table),
    });
    this.#running.set(table.name, { tracker, completed });
  }

  /** Adds the rows of a batch, and finishes the step with the last row of its table. */
  advance({ table, first, end }: Batch): void {
    const step = this.#running.get(table.name);
    if (!step) return;
    step.completed += end - first;
    step.tracker.describeLoad(this.#describe(table));
    step.tracker.update(step.completed);
    if (step.completed === table.count) step.tracker.finish();
  }
}
