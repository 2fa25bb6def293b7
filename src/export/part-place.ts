import type { ExportPlan, PlannedPart } from './plan.ts';

/** Which part of which table of a plan, by index. */
export interface PartPlace {
  readonly table: number;
  readonly part: number;
}

/** The places of all parts of a plan, in order. */
export function listPlaces({ tables }: ExportPlan): readonly PartPlace[] {
  return tables.flatMap(({ parts }, table) => parts.map((_, part) => ({ table, part })));
}

export function partAt({ tables }: ExportPlan, { table, part }: PartPlace): PlannedPart {
  return tables[table]!.parts[part]!;
}
