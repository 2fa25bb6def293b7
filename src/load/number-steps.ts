import type { Graph } from '../model/graph.ts';
import type { ProgressListener, StepName } from '../progress/progress.ts';
import { type LoadedTable, listLoadedTables, type Stage, stages } from './loaded-table.ts';
import type { LoadPreflight } from './preflight.ts';
import { splitSchema } from './split-schema.ts';

/** What a load has to do, as far as it decides which steps report progress. */
export interface LoadWork {
  readonly tables: readonly LoadedTable[];
  /** Whether constraints or indexes are created before the rows, and after them. */
  readonly schema: { readonly before: boolean; readonly after: boolean };
  /** Whether the rows are merged with those that the database has. */
  readonly merge: boolean;
  /** Whether every row is verified. */
  readonly full: boolean;
}

/** The step that reports the tables of a stage. */
export const stepOfStage = {
  nodes: 'load-nodes',
  relationships: 'load-relationships',
  events: 'events',
} as const satisfies Record<Stage, StepName>;

/** The steps of a load, in their order. */
export function listSteps({ tables, schema, merge, full }: LoadWork): readonly StepName[] {
  const hasRows = (stage: Stage): boolean => tables.some((table) => table.stage === stage && table.count > 0);
  return [
    ...(schema.before ? (['schema'] as const) : []),
    ...stages.filter(hasRows).map((stage) => stepOfStage[stage]),
    ...(schema.after ? (['schema'] as const) : []),
    ...(merge && hasRows('relationships') ? (['remove-surplus'] as const) : []),
    'verify',
    ...(full ? (['verify-rows'] as const) : []),
  ];
}

export interface StepOptions {
  readonly constraints?: 'before' | 'after' | undefined;
  readonly depth?: 'counts' | 'full' | undefined;
  readonly merge: boolean;
}

/** The steps of a load of a graph, by what its database lacks. */
export function stepsOf(
  graph: Graph,
  { constraints = 'after', depth, merge }: StepOptions,
  preflight: LoadPreflight,
): readonly StepName[] {
  const [id, others] = splitSchema(graph.model, preflight, { merge });
  const isBefore = constraints === 'before';
  const schema = { before: id.length > 0 || (isBefore && others.length > 0), after: !isBefore && others.length > 0 };
  return listSteps({ tables: listLoadedTables(graph), schema, merge, full: depth === 'full' });
}

/** Adds its position among the steps to each progress. A resumed load leaves steps out. Steps that are not in the list have none. */
export function numberSteps(
  onProgress: ProgressListener | undefined,
  steps: readonly StepName[],
): ProgressListener | undefined {
  if (!onProgress) return undefined;
  let current = 0;
  return (progress) => {
    const found = steps.indexOf(progress.step, current);
    if (found === -1) return onProgress(progress);
    current = found;
    onProgress({ ...progress, position: { number: found + 1, of: steps.length } });
  };
}
