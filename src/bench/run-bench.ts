import { availableParallelism, cpus, loadavg } from 'node:os';
import { BulkgenError, throwIfAborted } from '../errors.ts';
import { createGraph, defaultSeed } from '../export/create-graph.ts';
import { sumRows } from '../model/table.ts';
import type { ProgressListener } from '../progress/progress.ts';
import { usableMemory } from '../targets/embedded/settings.ts';
import { version } from '../version.ts';
import { type BenchServer, type BenchServerOptions, describeServer, withBenchServer } from './bench-server.ts';
import { checkKpis, firstPlanSeconds } from './kpis.ts';
import { Measurements } from './measurements.ts';
import type { BenchEnvironment, BenchMethod, BenchReport, BenchScale } from './report.ts';
import { summarise } from './summarise.ts';

export interface BenchOptions {
  /** Names of scales with their numbers of nodes. */
  readonly scales: readonly { readonly name: string; readonly scale: number }[];
  readonly methods: readonly BenchMethod[];
  /** Whether a method that this machine lacks ends the bench. Otherwise it is left out, with a warning. */
  readonly requiresMethods?: boolean | undefined;
  readonly rounds: number;
  readonly seed?: string | undefined;
  /** Verify every row after each run, which is not measured. */
  readonly full?: boolean | undefined;
  /** The version of Neo4j: `5.26` (default), `2026` or an exact one. */
  readonly neo4jVersion?: string | undefined;
  readonly env?: NodeJS.ProcessEnv | undefined;
  /** Ends the bench, which then returns what was measured until then. */
  readonly signal?: AbortSignal | undefined;
  readonly onProgress?: ProgressListener | undefined;
}

/** Above this share of the processors, other programs make the times of a bench longer. */
const busyShare = 0.25;

/**
 * Loads graphs by several methods, each into an empty database of a private server in a temporary folder, and measures it. A run
 * that fails is recorded, and the next one is measured. Throws what the start of the first server throws.
 */
export async function runBench(options: BenchOptions): Promise<BenchReport> {
  const { env = process.env, signal, onProgress, neo4jVersion, rounds, seed = defaultSeed, full = false } = options;
  throwIfAborted(signal);
  const started = { at: new Date(), milliseconds: performance.now(), loadAverage: loadavg()[0]! };
  const warnings = warnOfLoad(started.loadAverage);
  const serverOptions = { version: neo4jVersion, env, signal, onProgress };
  const scales = options.scales.map((scale) => describeScale(scale, seed));
  const work = (methods: readonly BenchMethod[]) => async (server: BenchServer) => {
    const measurements = new Measurements(server, { scales, methods, rounds, seed, full, env, signal, onProgress });
    await measurements.run();
    const facts = await describeServer(server, { ...serverOptions, loadProcedure: methods.includes('procedure') });
    const { runs, failures } = measurements;
    const results = summarise(
      runs,
      scales.map(({ name }) => name),
    );
    const report: BenchReport = {
      format: 1,
      ...{ startedAt: started.at.toISOString(), seconds: (performance.now() - started.milliseconds) / 1000 },
      complete: measurements.isComplete,
      environment: describeEnvironment(started.loadAverage, facts),
      ...{ scales, methods, rounds, seed, warnings },
      ...{ results, kpis: checkKpis({ runs, results }), runs, failures },
    };
    return report;
  };
  return withMethods(options, serverOptions, { work, warnings });
}

interface Work {
  readonly work: (methods: readonly BenchMethod[]) => (server: BenchServer) => Promise<BenchReport>;
  readonly warnings: string[];
}

/** Opens the server. Leaves the load procedure out where this machine cannot compile it, unless it is required. */
async function withMethods(
  { methods, requiresMethods }: BenchOptions,
  options: Omit<BenchServerOptions, 'loadProcedure'>,
  { work, warnings }: Work,
): Promise<BenchReport> {
  const wantsProcedure = methods.includes('procedure');
  try {
    return await withBenchServer({ ...options, loadProcedure: wantsProcedure }, work(methods));
  } catch (error) {
    const isLacking =
      error instanceof BulkgenError && ['no-java', 'no-maven', 'provisioning-failed'].includes(error.code);
    if (!wantsProcedure || requiresMethods || !isLacking) throw error;
    warnings.push(`${error.message}. The method procedure is left out.`);
    const others = methods.filter((method) => method !== 'procedure');
    return withBenchServer({ ...options, loadProcedure: false }, work(others));
  }
}

function warnOfLoad(loadAverage: number): string[] {
  if (loadAverage <= busyShare * availableParallelism()) return [];
  return [
    `Other programs were running: the load average was ${loadAverage.toFixed(1)} at the start. Times are upper bounds, and rates lower bounds.`,
  ];
}

function describeScale({ name, scale }: BenchOptions['scales'][number], seed: string): BenchScale {
  const { nodes, relationships } = createGraph({ scale, seed, events: 0 });
  const seconds = firstPlanSeconds[name];
  return {
    ...{ name, nodes: sumRows(nodes), relationships: sumRows(relationships) },
    ...(seconds !== undefined && { firstPlanSeconds: seconds }),
  };
}

function describeEnvironment(loadAverage: number, facts: Awaited<ReturnType<typeof describeServer>>): BenchEnvironment {
  return {
    ...{ bulkgen: version, node: process.versions.node, ...facts },
    ...{ platform: `${process.platform} ${process.arch}`, processors: availableParallelism() },
    ...{ processorModel: cpus()[0]?.model ?? 'unknown', memory: usableMemory(), loadAverage },
  };
}
