import { describeGraph, type GraphSettings, rebuildGraph } from '../model-loader/graph-settings.ts';
import { type ExportPlan, planExport } from './plan.ts';

/** What a plan follows from, as it is sent to another thread. */
export interface PlanSettings {
  readonly graph: GraphSettings;
  readonly ids: ExportPlan['ids'];
  readonly tables: readonly string[];
  /** Parts of each table, in order. */
  readonly parts: readonly number[];
  readonly gzip: boolean;
}

/** The settings of a plan. Undefined for a model of the caller's own, which another thread cannot look up. */
export function describePlan({ graph, ids, gzip, tables }: ExportPlan): PlanSettings | undefined {
  const described = describeGraph(graph);
  if (!described) return undefined;
  const names = tables.map(({ table }) => table.name);
  const parts = tables.map((table) => table.parts.length);
  return { graph: described, ids, tables: names, parts, gzip };
}

/** Makes the plan that has these settings. */
export function rebuildPlan({ graph, ...options }: PlanSettings): ExportPlan {
  return planExport(rebuildGraph(graph), options);
}
