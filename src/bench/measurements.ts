import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { createGraph } from '../export/create-graph.ts';
import { clearGraph } from '../load/clear-graph.ts';
import { type Database, useDatabase } from '../neo4j/driver.ts';
import { dropSchema } from '../neo4j/schema.ts';
import type { Progress, ProgressListener } from '../progress/progress.ts';
import { trackStep } from '../progress/tracker.ts';
import type { BenchServer } from './bench-server.ts';
import type { ClientJob } from './client-job.ts';
import { isWhole, toFigures } from './figures.ts';
import { readPeakMemory } from './process-usage.ts';
import type { BenchMethod, BenchRun, BenchScale, BenchState, FailedRun } from './report.ts';
import { runClient } from './run-client.ts';

/** The most nodes that are created one by one: these take seconds, and those of a large graph would take hours. */
const mostSingleRows = 500;

interface MeasurementOptions {
  readonly scales: readonly BenchScale[];
  readonly methods: readonly BenchMethod[];
  readonly rounds: number;
  readonly seed: string;
  readonly full: boolean;
  readonly env: NodeJS.ProcessEnv;
  readonly signal: AbortSignal | undefined;
  readonly onProgress: ProgressListener | undefined;
}

/** What is measured with one start of the server. */
interface Session {
  readonly scale: BenchScale;
  readonly method: BenchMethod;
  readonly round: number;
}

/** The runs of a bench: each method at each scale, cold and warm, in several rounds. */
export class Measurements {
  readonly runs: BenchRun[] = [];
  readonly failures: FailedRun[] = [];
  /** False until `run` has measured everything. */
  isComplete = false;
  readonly #server: BenchServer;
  readonly #options: MeasurementOptions;
  #position = 0;

  constructor(server: BenchServer, options: MeasurementOptions) {
    this.#server = server;
    this.#options = options;
  }

  /** Measures everything. Ends early, without an error, when the signal fires. */
  async run(): Promise<void> {
    const { scales, methods, rounds, signal } = this.#options;
    for (const scale of scales) {
      for (let round = 1; round <= rounds; round++) {
        for (const method of rotate(methods, round - 1)) {
          await this.#measureMethod({ scale, method, round });
          if (signal?.aborted) return;
        }
      }
    }
    this.isComplete = true;
  }

  /** Measures a method with a server that was started for it. The next measurement continues when this one fails. */
  async #measureMethod(session: Session): Promise<void> {
    const { method, round, scale } = session;
    let state: BenchState = 'cold';
    this.#position++;
    try {
      await this.#startServer(session);
      await this.#measure(session, state);
      if (method === 'import') return;
      state = 'warm';
      this.#position++;
      await this.#clear(session);
      await this.#measure(session, state);
    } catch (error) {
      if (this.#options.signal?.aborted) return;
      if (state === 'cold' && method !== 'import') this.#position++; // its warm run is left out
      this.failures.push({ scale: scale.name, method, round, state, message: (error as Error).message });
    }
  }

  async #startServer(session: Session): Promise<void> {
    const onProgress = this.#listen(session, 'cold');
    const step = { name: 'start', message: 'Starting an empty Neo4j', finished: 'Started an empty Neo4j' } as const;
    await trackStep(onProgress, step, () => this.#server.startEmpty());
  }

  async #measure(session: Session, state: BenchState): Promise<void> {
    const { scale, method, round } = session;
    const measured = await this.#load(session, state);
    const pid = await this.#server.pid();
    const serverMemory = method === 'import' ? undefined : readPeakMemory(pid);
    const { nodes, relationships, digest } = measured;
    const isExtrapolated = !isWhole(measured, scale);
    this.runs.push({
      ...{ scale: scale.name, method, state, round },
      figures: { ...toFigures(measured, scale), ...(serverMemory !== undefined && { serverMemory }) },
      ...(isExtrapolated ? { extrapolatedFrom: { nodes, relationships } } : digest !== undefined && { digest }),
    });
  }

  async #load(session: Session, state: BenchState) {
    const { seed, full, env, signal } = this.#options;
    const { method } = session;
    const { target, folder, homes } = this.#server;
    const exportFolder = join(folder, 'export');
    const job: ClientJob = {
      ...{ method, connection: await target.connection(), serverPid: await this.#server.pid() },
      ...{ scale: countNodes(session), seed, full, exportFolder, server: { homes, version: target.version } },
    };
    try {
      return await runClient(job, { folder, env, signal, onProgress: this.#listen(session, state) });
    } finally {
      await rm(exportFolder, { recursive: true, force: true });
    }
  }

  /** Removes the graph with its constraints and indexes, so that the same load can run again. */
  async #clear(session: Session): Promise<void> {
    const { signal, seed } = this.#options;
    const onProgress = this.#listen(session, 'warm');
    const choice = { scale: countNodes(session), seed, events: 0 };
    const clear = async (database: Database): Promise<void> => {
      await clearGraph({ ...choice, database, signal, onProgress });
      await dropSchema(database, createGraph(choice).model.schema);
    };
    await useDatabase(await this.#server.target.connection(), clear);
  }

  /** Says in each report which measurement it belongs to. */
  #listen({ scale, method, round }: Session, state: BenchState): ProgressListener {
    const { rounds, scales, methods, onProgress } = this.#options;
    const ofRound = methods.reduce((sum, each) => sum + (each === 'import' ? 1 : 2), 0);
    const name = `${scale.name}, ${method}, ${state}${rounds > 1 ? `, round ${round}` : ''}`;
    return (progress: Progress) =>
      onProgress?.({
        ...progress,
        message: `${name}: ${progress.message}`,
        position: { number: this.#position, of: scales.length * rounds * ofRound },
      });
  }
}

function countNodes({ method, scale }: Session): number {
  return method === 'create' ? Math.min(scale.nodes, mostSingleRows) : scale.nodes;
}

/** Each round begins with another method: the first one on a machine that was idle is not like the others. */
function rotate<Item>(items: readonly Item[], by: number): readonly Item[] {
  const first = by % items.length;
  return [...items.slice(first), ...items.slice(0, first)];
}
