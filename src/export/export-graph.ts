import { join } from 'node:path';
import { dialect, encodeHeader, type IdForm } from '../csv/header.ts';
import { BulkgenError, throwIfAborted } from '../errors.ts';
import { formatDay, parseDay } from '../model/calendar.ts';
import { createGraph, type Graph } from '../model/graph.ts';
import type { Model } from '../model/model.ts';
import { models } from '../models/registry.ts';
import { type ProgressListener, ProgressTracker } from '../progress/tracker.ts';
import type { WorkerCount } from '../threads/run-jobs.ts';
import { refuseFullDisk } from './estimate.ts';
import { type FinishedParts, recordPart } from './finished-parts.ts';
import { formatManifest, type Manifest, type ManifestTable, manifestFormat, sumTotals } from './manifest.ts';
import { openOutputFolder } from './output-folder.ts';
import { type ExportPlan, type PartCount, type PlannedTable, planExport } from './plan.ts';
import { findUpToDate } from './up-to-date.ts';
import { flushFile, writeFile } from './write-file.ts';
import { partAt, type WrittenPart } from './write-part.ts';
import { writeParts } from './write-parts.ts';

export const defaultSeed = 'bulkgen';
export const defaultAsOf = '2026-01-01';
export const defaultScale = 1_000;

/** Room on both sides, for ages of decades and for warranties to come. */
const earliestAsOf = '1900-01-01';
const latestAsOf = '2999-12-31';

export interface ExportOptions {
  /** The output folder; made if need be. */
  readonly out: string;
  readonly model?: Model;
  /** How many CIs, exactly. */
  readonly scale?: number;
  readonly seed?: string;
  /** `YYYY-MM-DD`: what everything dated is relative to. */
  readonly asOf?: string;
  readonly ids?: IdForm;
  /** Into how many files each table is cut, or one number for each in order; `auto` (default) looks at its rows alone. */
  readonly parts?: PartCount;
  /** Compresses the parts. */
  readonly gzip?: boolean;
  /** Labels and types of the tables to write, all by default. Without all of them the files cannot be imported. */
  readonly tables?: readonly string[];
  /** How many threads write; `auto` (default): one a core, fewer for a small export. The bytes do not depend on it. */
  readonly workers?: WorkerCount;
  /** How many events an import of these files creates; by default a tenth of the scale, at most 50,000. */
  readonly events?: number;
  /** Makes it anew where the folder holds just this. */
  readonly force?: boolean;
  readonly signal?: AbortSignal;
  readonly onProgress?: ProgressListener;
}

export interface ExportResult {
  readonly folder: string;
  readonly manifest: Manifest;
  /** Whether no table of the model was left out. */
  readonly complete: boolean;
  readonly seconds: number;
  /** Whether the folder held just this already, by its manifest and the sizes of its files; nothing was written then. */
  readonly upToDate: boolean;
}

/**
 * Writes a graph as header-typed CSV for neo4j-admin, with a manifest. An earlier export in the folder is replaced as a
 * whole when all files are on disk, and stays as it was when anything fails or `signal` fires before. Throws
 * `invalid-option`, `foreign-folder`, `export-running`, `no-space`, `worker-failed` and `write-failed`.
 */
export async function exportGraph(options: ExportOptions): Promise<ExportResult> {
  const { out, ids = 'actual', parts, gzip, tables: names, signal, onProgress } = options;
  const startedAt = performance.now();
  const plan = planExport(bindGraph(options), { ids, parts, gzip, tables: names });
  const { complete } = plan;
  const secondsSoFar = (): number => (performance.now() - startedAt) / 1000;
  const found = options.force ? undefined : await findUpToDate(out, plan);
  if (found) return { folder: out, manifest: found, complete, seconds: secondsSoFar(), upToDate: true };
  await refuseFullDisk(plan, out);
  const staging = await openOutputFolder(out, nameFiles(plan));
  const tracker = new ProgressTracker(onProgress);
  try {
    tracker.start('export', {
      message: 'Exporting the graph',
      finished: 'Exported the graph',
      total: plan.rows,
      unit: 'rows',
    });
    const tables = await writeTables(plan, { ...staging, workers: options.workers, tracker, signal });
    const manifest = describe(plan, tables);
    throwIfAborted(signal);
    await staging.publish(formatManifest(manifest));
    tracker.finish();
    return { folder: out, manifest, complete, seconds: secondsSoFar(), upToDate: false };
  } finally {
    await staging.discard();
  }
}

/** Binds the model to an export's options. Throws `invalid-option` for a date, scale or event count that cannot be. */
export function bindGraph(options: Omit<ExportOptions, 'out'>): Graph {
  const { model = models[0], seed = defaultSeed, scale = defaultScale, asOf = defaultAsOf, events } = options;
  if (typeof seed !== 'string') {
    throw new BulkgenError('invalid-option', `Expected the seed to be text, got \`${String(seed)}\``);
  }
  const asOfDay = parseDay(asOf);
  if (asOfDay === undefined || asOf < earliestAsOf || asOf > latestAsOf) {
    const expected = `a date YYYY-MM-DD from ${earliestAsOf} to ${latestAsOf}`;
    throw new BulkgenError('invalid-option', `Expected the as-of date to be ${expected}, got \`${asOf}\``);
  }
  if (events !== undefined && !(Number.isSafeInteger(events) && events >= 0)) {
    throw new BulkgenError('invalid-option', `Expected the number of events to be 0 or more, got \`${events}\``);
  }
  return createGraph(model, { seed, scale, asOfDay }, events);
}

interface WriteContext {
  readonly folder: string;
  readonly finished: FinishedParts;
  readonly workers: WorkerCount | undefined;
  readonly tracker: ProgressTracker;
  readonly signal: AbortSignal | undefined;
}

/** Writes headers and parts, and answers them as the manifest lists them. */
async function writeTables(plan: ExportPlan, context: WriteContext): Promise<readonly ManifestTable[]> {
  const { folder, finished, workers, tracker, signal } = context;
  const written = plan.tables.map(({ parts }) => parts.map(({ path }) => finished.get(path)));
  const places = plan.tables.flatMap(({ parts }, table) => parts.map((_, part) => ({ table, part })));
  const missing = places.filter(({ table, part }) => !written[table]![part]);
  tracker.advance(plan.rows - missing.reduce((sum, place) => sum + partAt(plan, place).rows, 0));
  await writeParts(plan, missing, {
    ...{ folder, workers, signal },
    onRows: (rows) => tracker.advance(rows),
    async onPart(place, result) {
      written[place.table]![place.part] = result;
      await recordPart(folder, partAt(plan, place).path, result);
    },
  });
  const tables: ManifestTable[] = [];
  for (const [index, planned] of plan.tables.entries()) {
    tables.push(await describeTable(planned, written[index] as WrittenPart[], folder));
  }
  return tables;
}

async function describeTable(
  { table, labels, header, parts }: PlannedTable,
  written: readonly WrittenPart[],
  folder: string,
): Promise<ManifestTable> {
  const headerPath = join(folder, header.path);
  const { bytes, sha256 } = await writeFile(headerPath, [encodeHeader(header.cells)]);
  await flushFile(headerPath);
  const { kind, name, count } = table;
  const nulls = written.reduce((sum, part) => sum + part.nulls, 0);
  return {
    kind,
    name,
    labels,
    rows: count,
    properties: count * Object.keys(table.columns).length - nulls,
    columns: header.cells,
    header: { path: header.path, bytes, sha256 },
    parts: parts.map(({ path, rows }, index) => {
      const part = written[index]!;
      return { path, rows, bytes: part.bytes, sha256: part.sha256 };
    }),
  };
}

/** All that decides the files of a plan, as text. */
function nameFiles({ graph, ids, tables }: ExportPlan): string {
  const { model, seed, scale, asOfDay } = graph;
  const files = tables.map(({ header, parts }) => [header.path, parts.length, parts[0]!.path]);
  return JSON.stringify({
    format: manifestFormat,
    model: model.name,
    version: model.version,
    seed,
    scale,
    asOfDay,
    ids,
    files,
  });
}

function describe({ graph, ids }: ExportPlan, tables: readonly ManifestTable[]): Manifest {
  const { model, seed, scale, asOfDay, events } = graph;
  return {
    format: manifestFormat,
    model: { name: model.name, version: model.version },
    seed,
    scale,
    asOf: formatDay(asOfDay),
    ids,
    events: events.count,
    csv: dialect,
    totals: sumTotals(tables),
    tables,
  };
}
