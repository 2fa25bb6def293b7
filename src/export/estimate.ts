import { dirname, resolve } from 'node:path';
import { sumRows } from '../model/table.ts';
import { noSpace, readFreeBytes } from '../system/free-space.ts';
import { estimateGraphImport } from './estimate-import.ts';
import { estimateRecords } from './estimate-records.ts';
import type { ExportPlan, PlannedTable } from './plan.ts';
import type { StoreRecords } from './property-blocks.ts';
import { generateBlocks } from './rows.ts';
import { sampleRanges } from './sample-ranges.ts';

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
  /** Seconds that neo4j-admin needs on a machine with two cores. */
  readonly importSeconds: number;
  /** Bytes of memory and of disk that an import needs, as `ImportEstimate` says. */
  readonly importMemory: number;
  readonly importDisk: number;
  /** What the properties take in the record formats, which are those of Neo4j Community. */
  readonly records: StoreRecords;
}

/** Compressed size at level 1, as a share: 31 of 109 MB at 500,000 CIs (scripts/MEASURED.md). */
const gzipShare = 0.3;
/** Room for the error of the estimate. */
const margin = 1.05;

export async function estimateExport(plan: ExportPlan, out: string): Promise<ExportEstimate> {
  const tables: TableEstimate[] = [];
  let [bytes, properties] = [0, 0];
  for (const planned of plan.tables) {
    const { values, ...table } = await estimateTable(plan, planned);
    tables.push(table);
    bytes += table.bytes;
    properties += values;
  }
  const diskBytes = Math.ceil(bytes * margin * (plan.gzip ? gzipShare : 1));
  const diskFree = await readFreeSpace(out);
  return {
    tables,
    rows: plan.rows,
    bytes,
    diskBytes,
    diskFree,
    fits: diskBytes <= diskFree,
    ...estimateNeeds(plan, { bytes, properties }),
  };
}

/** No row is longer, so most exports fit without an estimate. */
const longRow = 512;

/** Throws `no-space` when so many rows of the plan will not fit. Other machines that write into the folder are not counted. */
export async function refuseFullDisk(plan: ExportPlan, out: string, rows = plan.rows): Promise<void> {
  if (rows * longRow <= (await readFreeSpace(out))) return;
  const { diskBytes, diskFree } = await estimateExport(plan, out);
  const needed = Math.ceil((diskBytes / plan.rows) * rows);
  if (needed <= diskFree) return;
  throw noSpace(
    { place: resolve(out), needed, free: diskFree },
    { hint: 'Free some space, choose another folder with --out, or compress with --gzip. Nothing was changed.' },
  );
}

/** `values`: how many are not null. */
async function estimateTable(
  { graph, ids }: ExportPlan,
  { table, parts }: PlannedTable,
): Promise<TableEstimate & { readonly values: number }> {
  const { name, count: rows, columns } = table;
  let [sampled, bytes, nulls] = [0, 0, 0];
  for (const range of sampleRanges(rows)) {
    for await (const block of generateBlocks(graph, table, { ids, ...range })) {
      sampled += block.rows;
      bytes += block.bytes.length;
      nulls += block.nulls;
    }
  }
  const scale = (amount: number): number => (sampled === 0 ? 0 : Math.round((amount / sampled) * rows));
  const values = scale(sampled * Object.keys(columns).length - nulls);
  return { name, rows, parts: parts.length, bytes: scale(bytes), values };
}

/**
 * Seconds of neo4j-admin 5.26 with record numbers, measured on two cores: 11 for 500,000 nodes with 10.7 million properties, 56
 * for 10 million nodes with 100 million.
 */
function estimateNeeds(
  { graph, ids, tables: planned }: ExportPlan,
  { bytes, properties }: { readonly bytes: number; readonly properties: number },
): Pick<ExportEstimate, 'importSeconds' | 'importMemory' | 'importDisk' | 'records'> {
  const tables = planned.map(({ table }) => table);
  const cells = tables.reduce((sum, { count, columns }) => sum + count * (Object.keys(columns).length + 1), 0);
  const counts = { nodes: sumRows(graph.nodes), relationships: sumRows(graph.relationships), properties, bytes };
  const { memoryBytes, diskBytes } = estimateGraphImport(graph, counts, ids);
  return {
    importSeconds: Math.round(3 + cells * 6e-7),
    importMemory: memoryBytes,
    importDisk: diskBytes,
    records: estimateRecords(tables),
  };
}

/** Free bytes for this user where the folder is or will be. */
async function readFreeSpace(folder: string): Promise<number> {
  for (let path = resolve(folder); ; path = dirname(path)) {
    const free = await readFreeBytes(path).catch(() => undefined);
    if (free !== undefined) return free;
    if (path === dirname(path)) return Number.POSITIVE_INFINITY;
  }
}
