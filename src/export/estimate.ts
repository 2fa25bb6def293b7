import { statfs } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import { noSpace } from '../system/free-space.ts';
import type { ExportPlan, PlannedTable } from './plan.ts';
import { generateBlocks } from './rows.ts';

export interface TableEstimate {
  readonly name: string;
  readonly rows: number;
  readonly parts: number;
  /** Bytes of its rows, before compression. */
  readonly bytes: number;
}

/** What a plan will take, from some rows of each table: within a few parts in a hundred. */
export interface ExportEstimate {
  readonly tables: readonly TableEstimate[];
  readonly rows: number;
  readonly bytes: number;
  /** Bytes on disk, the files of an earlier export not counted. */
  readonly diskBytes: number;
  readonly diskFree: number;
  readonly fits: boolean;
  /** Of neo4j-admin, on a machine of two cores: seconds, and bytes of memory. */
  readonly importSeconds: number;
  readonly importMemory: number;
}

const sampledRows = 300;
/** What is left of a part at level 1: measured, 31 of 109 MB at 500,000 CIs (scripts/README.md). */
const gzipShare = 0.3;
/** Room for what the sample did not show. */
const margin = 1.05;

export async function estimateExport(plan: ExportPlan, out: string): Promise<ExportEstimate> {
  const tables: TableEstimate[] = [];
  for (const planned of plan.tables) tables.push(await estimateTable(plan, planned));
  const bytes = tables.reduce((sum, table) => sum + table.bytes, 0);
  const diskBytes = Math.ceil(bytes * margin * (plan.gzip ? gzipShare : 1));
  const diskFree = await readFreeSpace(out);
  return { tables, rows: plan.rows, bytes, diskBytes, diskFree, fits: diskBytes <= diskFree, ...estimateImport(plan) };
}

/** Rows are shorter than that, so that most exports need no sample. */
const longRow = 512;

/** Throws `no-space` when the files will not fit. */
export async function refuseFullDisk(plan: ExportPlan, out: string): Promise<void> {
  if (plan.rows * longRow <= (await readFreeSpace(out))) return;
  const { diskBytes, diskFree, fits } = await estimateExport(plan, out);
  if (fits) return;
  throw noSpace(
    { place: resolve(out), needed: diskBytes, free: diskFree },
    { hint: 'Free some space, choose another folder with --out, or compress with --gzip. Nothing was changed.' },
  );
}

async function estimateTable({ graph, ids }: ExportPlan, { table, parts }: PlannedTable): Promise<TableEstimate> {
  const { name, count: rows } = table;
  const third = Math.floor(sampledRows / 3);
  // Begin, middle and end, for numbers grow longer.
  const starts = rows <= sampledRows ? [0] : [0, Math.floor((rows - third) / 2), rows - third];
  let [sampled, bytes] = [0, 0];
  for (const first of starts) {
    const end = Math.min(rows, first + (rows <= sampledRows ? sampledRows : third));
    for await (const block of generateBlocks(graph, table, { ids, first, end })) {
      sampled += block.rows;
      bytes += block.bytes.length;
    }
  }
  return { name, rows, parts: parts.length, bytes: sampled === 0 ? 0 : Math.round((bytes / sampled) * rows) };
}

/**
 * Of neo4j-admin 5.26 with record numbers, measured on two cores: 11 s for 500,000 nodes with 10.7 million properties,
 * 56 s for 10 million nodes with 100 million; up to 2.7 GB resident there, as at smaller sizes.
 */
function estimateImport({ tables }: ExportPlan): Pick<ExportEstimate, 'importSeconds' | 'importMemory'> {
  const cells = tables.reduce((sum, { table }) => sum + table.count * (Object.keys(table.columns).length + 1), 0);
  return { importSeconds: Math.round(3 + cells * 6e-7), importMemory: 3e9 };
}

/** Bytes that this user may write where the folder is or will be. */
async function readFreeSpace(folder: string): Promise<number> {
  for (let path = resolve(folder); ; path = dirname(path)) {
    const stats = await statfs(path).catch(() => undefined);
    if (stats) return stats.bavail * stats.bsize;
    if (path === dirname(path)) return Number.POSITIVE_INFINITY;
  }
}
