import { dirname, resolve } from 'node:path';
import { noSpace, readFreeBytes } from '../system/free-space.ts';
import type { ExportPlan, PlannedTable } from './plan.ts';
import { generateBlocks } from './rows.ts';

export interface TableEstimate {
  readonly name: string;
  readonly rows: number;
  readonly parts: number;
  /** Bytes of the rows, before compression. */
  readonly bytes: number;
}

/** What an export will need, estimated from some rows of each table to within a few percent. */
export interface ExportEstimate {
  readonly tables: readonly TableEstimate[];
  readonly rows: number;
  readonly bytes: number;
  /** Bytes on disk, without the files of an earlier export. */
  readonly diskBytes: number;
  readonly diskFree: number;
  readonly fits: boolean;
  /** Seconds and bytes of memory that neo4j-admin needs on a machine with two cores. */
  readonly importSeconds: number;
  readonly importMemory: number;
}

const sampledRows = 300;
/** Compressed size at level 1, as a share: 31 of 109 MB at 500,000 CIs (scripts/MEASURED.md). */
const gzipShare = 0.3;
/** Room for the error of the estimate. */
const margin = 1.05;

export async function estimateExport(plan: ExportPlan, out: string): Promise<ExportEstimate> {
  const tables: TableEstimate[] = [];
  for (const planned of plan.tables) tables.push(await estimateTable(plan, planned));
  const bytes = tables.reduce((sum, table) => sum + table.bytes, 0);
  const diskBytes = Math.ceil(bytes * margin * (plan.gzip ? gzipShare : 1));
  const diskFree = await readFreeSpace(out);
  return {
    tables,
    rows: plan.rows,
    bytes,
    diskBytes,
    diskFree,
    fits: diskBytes <= diskFree,
    ...estimateImporter(plan),
  };
}

/** No row is longer, so most exports fit without an estimate. */
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
  // Start, middle and end, because numbers grow longer.
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
 * neo4j-admin 5.26 with record numbers, measured on two cores: 11 s for 500,000 nodes with 10.7 million properties, 56 s for
 * 10 million nodes with 100 million. Its peak memory: 0.5 GB for 100 nodes, 0.7 GB for 10,000, 0.9 GB for 100,000, 2.7 GB for
 * 500,000 and for more.
 */
function estimateImporter({ tables }: ExportPlan): Pick<ExportEstimate, 'importSeconds' | 'importMemory'> {
  const cells = tables.reduce((sum, { table }) => sum + table.count * (Object.keys(table.columns).length + 1), 0);
  return { importSeconds: Math.round(3 + cells * 6e-7), importMemory: Math.min(3e9, 7e8 + cells * 200) };
}

/** Free bytes for this user where the folder is or will be. */
async function readFreeSpace(folder: string): Promise<number> {
  for (let path = resolve(folder); ; path = dirname(path)) {
    const free = await readFreeBytes(path).catch(() => undefined);
    if (free !== undefined) return free;
    if (path === dirname(path)) return Number.POSITIVE_INFINITY;
  }
}
