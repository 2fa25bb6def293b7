import type { BenchScale, Figures } from './report.ts';

/** What took its share of a run. */
export type BenchStage = 'nodes' | 'relationships' | 'schema';

/** Processor time is in microseconds. It is absent where the system does not tell. */
export interface StageUsage {
  readonly seconds: number;
  readonly clientCpu?: number;
  readonly serverCpu?: number;
}

/** What a client measured while it loaded a graph. */
export interface Measured extends StageUsage {
  readonly nodes: number;
  readonly relationships: number;
  readonly stages: Readonly<Partial<Record<BenchStage, StageUsage>>>;
  readonly queries?: number;
  readonly clientMemory: number;
  readonly unavailableSeconds?: number;
  readonly digest?: string;
  /** Seconds that the second half of the rows of a stage took: what more rows would take. */
  readonly secondHalf?: Readonly<Partial<Record<BenchStage, number>>>;
}

/**
 * The figures of a run. Where fewer rows were created than the scale has, the rest is taken to be as fast as the second half of
 * them: the first half is slower, because the server compiles its code meanwhile.
 */
export function toFigures(measured: Measured, scale: BenchScale): Figures {
  const { stages, queries, unavailableSeconds, clientMemory } = measured;
  const nodeSeconds = extrapolate(measured, 'nodes', scale.nodes);
  const relationshipSeconds = extrapolate(measured, 'relationships', scale.relationships);
  const added = addedSeconds(stages.nodes, nodeSeconds) + addedSeconds(stages.relationships, relationshipSeconds);
  const seconds = measured.seconds + added;
  return omitAbsent({
    seconds,
    nodeSeconds,
    relationshipSeconds,
    schemaSeconds: stages.schema?.seconds,
    unavailableSeconds,
    rowsPerSecond: (scale.nodes + scale.relationships) / seconds,
    nodesPerSecond: nodeSeconds && scale.nodes / nodeSeconds,
    relationshipsPerSecond: relationshipSeconds && scale.relationships / relationshipSeconds,
    clientCpuPerRow: share(measured.clientCpu, measured.nodes + measured.relationships),
    serverCpuPerRow: share(measured.serverCpu, measured.nodes + measured.relationships),
    clientCpuPerNode: share(stages.nodes?.clientCpu, measured.nodes),
    serverCpuPerNode: share(stages.nodes?.serverCpu, measured.nodes),
    clientCpuPerRelationship: share(stages.relationships?.clientCpu, measured.relationships),
    serverCpuPerRelationship: share(stages.relationships?.serverCpu, measured.relationships),
    queries: isWhole(measured, scale) ? queries : scale.nodes + scale.relationships,
    clientMemory,
  });
}

/** Whether every row of the scale was created. */
export function isWhole(measured: Pick<Measured, 'nodes' | 'relationships'>, scale: BenchScale): boolean {
  return measured.nodes === scale.nodes && measured.relationships === scale.relationships;
}

/** Seconds for all rows of a stage. */
function extrapolate(measured: Measured, stage: 'nodes' | 'relationships', rows: number): number | undefined {
  const usage = measured.stages[stage];
  const secondHalf = measured.secondHalf?.[stage];
  if (!usage || secondHalf === undefined || measured[stage] === 0) return usage?.seconds;
  const perRow = secondHalf / (measured[stage] - Math.floor(measured[stage] / 2));
  return usage.seconds + (rows - measured[stage]) * perRow;
}

function addedSeconds(usage: StageUsage | undefined, seconds: number | undefined): number {
  return (seconds ?? 0) - (usage?.seconds ?? 0);
}

function share(cpu: number | undefined, rows: number): number | undefined {
  return cpu === undefined || rows === 0 ? undefined : cpu / rows;
}

type WithAbsent<Shape> = { readonly [Name in keyof Shape]: Shape[Name] | undefined };

function omitAbsent(figures: WithAbsent<Figures>): Figures {
  return Object.fromEntries(Object.entries(figures).filter(([, value]) => value !== undefined)) as unknown as Figures;
}
