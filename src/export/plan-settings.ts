// A plan is functions; what it follows from can be handed to another thread, which makes the same plan of it.
import { createGraph } from '../model/graph.ts';
import { findModel } from '../models/registry.ts';
import { type ExportPlan, planExport } from './plan.ts';

export interface PlanSettings {
  readonly model: string;
  readonly seed: string;
  readonly scale: number;
  readonly asOfDay: number;
  readonly ids: ExportPlan['ids'];
  readonly tables: readonly string[];
  /** Parts of each table, in order. */
  readonly parts: readonly number[];
  readonly gzip: boolean;
}

/** What a plan follows from; undefined for one of a caller's own model, which no other thread can be given. */
export function describePlan({ graph, ids, gzip, tables }: ExportPlan): PlanSettings | undefined {
  const { model, seed, scale, asOfDay } = graph;
  if (findModel(model.name) !== model) return undefined;
  const names = tables.map(({ table }) => table.name);
  const parts = tables.map((table) => table.parts.length);
  return { model: model.name, seed, scale, asOfDay, ids, tables: names, parts, gzip };
}

/** The plan that was described. */
export function rebuildPlan({ model, ids, tables, parts, gzip, ...options }: PlanSettings): ExportPlan {
  return planExport(createGraph(findModel(model)!, options), { ids, tables, parts, gzip });
}
