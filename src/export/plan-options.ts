import type { IdForm } from '../csv/header.ts';
import { createGraph, type GraphChoice, pickChoice } from './create-graph.ts';
import { type ExportPlan, type PartCount, planExport } from './plan.ts';

/** Which graph to export, and as which files. */
export interface PlanChoice extends GraphChoice {
  /** How the files name nodes: by record number (`actual`, default), which imports fastest, or by readable id (`string`). */
  readonly ids?: IdForm | undefined;
  /** Into how many files each table is cut, or one number for each in order. `auto` (default) depends on the rows alone. */
  readonly parts?: PartCount | undefined;
  /** Compresses the parts. */
  readonly gzip?: boolean | undefined;
  /** Labels and types of the tables to write, all by default. Without all of them the files cannot be imported. */
  readonly tables?: readonly string[] | undefined;
}

/** Plans the export that options choose. Throws as `createGraph` and `planExport` do. */
export function planOptions(options: PlanChoice): ExportPlan {
  const { ids = 'actual', parts, gzip, tables } = options;
  return planExport(createGraph(pickChoice(options)), { ids, parts, gzip, tables });
}
