import { listLoadedTables } from '../load/loaded-table.ts';
import type { Graph } from '../model/graph.ts';
import { sumRows } from '../model/table.ts';
import type { Progress, ProgressListener } from '../progress/progress.ts';
import { ProgressTracker } from '../progress/tracker.ts';
import type { BenchStage } from './figures.ts';
import type { Meter } from './meter.ts';

const stageOf: Readonly<Partial<Record<Progress['step'], BenchStage>>> = {
  'load-nodes': 'nodes',
  'load-relationships': 'relationships',
  schema: 'schema',
};

/** Makes one step of each stage of a load, whose tables report as steps of their own, and lets a meter measure each stage. */
export class StageProgress {
  readonly onProgress: ProgressListener = (progress) => this.#follow(progress);
  readonly #graph: Graph;
  readonly #meter: Meter;
  readonly #report: ProgressListener;
  readonly #tracker: ProgressTracker;
  readonly #completed = new Map<string, number>();
  #stage: BenchStage | undefined;

  constructor(graph: Graph, meter: Meter, report: ProgressListener) {
    this.#graph = graph;
    this.#meter = meter;
    this.#report = report;
    this.#tracker = new ProgressTracker(report);
  }

  #follow(progress: Progress): void {
    const { step, table, completed, done } = progress;
    const stage = stageOf[step];
    if (stage === undefined || table === undefined) {
      this.#tracker.finish();
      this.#stage = undefined;
      this.#meter.enter(done ? undefined : stage);
      this.#report(progress);
      return;
    }
    if (this.#stage !== stage) this.#start(step, stage);
    this.#completed.set(table, completed);
    this.#tracker.update([...this.#completed.values()].reduce((sum, rows) => sum + rows, 0));
  }

  #start(step: Progress['step'], stage: BenchStage): void {
    this.#meter.enter(stage);
    this.#stage = stage;
    this.#completed.clear();
    const tables = listLoadedTables(this.#graph).filter((table) => table.stage === stage);
    this.#tracker.start(step, {
      message: `Loading ${stage}`,
      finished: `Loaded ${stage}`,
      total: sumRows(tables),
      unit: 'rows',
    });
  }
}
