import { checkKpis } from '../../src/bench/kpis.ts';
import type { BenchReport, BenchRun, BenchScale, BenchState } from '../../src/bench/report.ts';
import { benchMethods } from '../../src/bench/report.ts';
import { summarise } from '../../src/bench/summarise.ts';

const scales: readonly BenchScale[] = [
  { name: 'small', nodes: 1_000, relationships: 3_021, firstPlanSeconds: 3 },
  { name: 'medium', nodes: 10_000, relationships: 30_418, firstPlanSeconds: 30 },
  { name: 'large', nodes: 100_000, relationships: 304_902, firstPlanSeconds: 180 },
];

/** Rows a second on a server that was just started, about as measured. */
const speeds = {
  create: 420,
  maps: 9_000,
  unwind: 16_000,
  apoc: 14_500,
  csv: 15_200,
  procedure: 21_000,
  import: 18_000,
};

interface ExampleOptions {
  readonly scales?: readonly BenchScale[];
  readonly methods?: BenchReport['methods'];
  readonly states?: readonly BenchState[];
  readonly rounds?: number;
}

/** The report of a bench that measured these methods at these scales, with figures that look like measured ones. */
export function createReport(options: ExampleOptions = {}): BenchReport {
  const { methods = benchMethods, states = ['cold', 'warm'], rounds = 3 } = options;
  const measured = options.scales ?? scales;
  const rows = measured.flatMap((scale) =>
    methods.flatMap((method) => states.map((state) => ({ scale, method, state }))),
  );
  const runs = rows.flatMap((row) => Array.from({ length: rounds }, (_, index) => createRun(row, index + 1)));
  const results = summarise(
    runs,
    measured.map(({ name }) => name),
  );
  return {
    ...{ format: 1, startedAt: '2026-11-28T14:05:09.000Z', seconds: 1_254, complete: true, seed: 'bulkgen' },
    environment: {
      ...{ bulkgen: '0.1.0', node: '24.21.0', neo4j: '5.26.30', java: '21.0.9', platform: 'linux x64' },
      ...{ processors: 2, processorModel: 'Example CPU 2.5 GHz', memory: 8_000_000_000, loadAverage: 6.42 },
      settings: { 'server.memory.heap.max_size': '2g', 'server.memory.pagecache.size': '512m' },
      ...{ plugins: ['APOC 5.26.30', 'bulkgen-load'], hasClassArchive: true },
    },
    ...{ scales: measured, methods, rounds, results, kpis: checkKpis({ runs, results }), runs, failures: [] },
    warnings: ['Other programs were running (load average 6.42 on 2 processors), so times are upper bounds.'],
  };
}

interface ExampleRow extends Pick<BenchRun, 'method' | 'state'> {
  readonly scale: BenchScale;
}

function createRun({ scale, method, state }: ExampleRow, round: number): BenchRun {
  const isImport = method === 'import';
  const rows = scale.nodes + scale.relationships;
  const noise = 0.94 + 0.06 * round;
  const seconds = ((isImport ? 16 : 2.2) + rows / speeds[method]) * (state === 'cold' ? 1 : 0.6) * noise;
  const isExtrapolated = method === 'create' && rows > 10_000;
  return {
    ...{ scale: scale.name, method, state, round },
    figures: {
      ...{ seconds, rowsPerSecond: rows / seconds, clientMemory: 110e6 * noise + rows * 40 },
      ...{ clientCpuPerRow: 120_000 / speeds[method], serverCpuPerRow: (400_000 / speeds[method]) * noise },
      ...(isImport
        ? { unavailableSeconds: 9.5 * noise }
        : { nodeSeconds: seconds * 0.3, relationshipSeconds: seconds * 0.5, schemaSeconds: 1.4 * noise }),
      ...(isImport ? {} : { queries: Math.ceil(rows / 1_000), serverMemory: 1.6e9 * noise }),
      ...(isImport ? {} : { nodesPerSecond: scale.nodes / (seconds * 0.3) }),
    },
    ...(isExtrapolated && { extrapolatedFrom: { nodes: 2_000, relationships: 2_000 } }),
  };
}
