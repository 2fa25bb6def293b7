import { join } from 'node:path';
import { dialect } from '../csv/dialect.ts';
import { encodeHeader, type IdForm } from '../csv/header.ts';
import { BulkgenError, throwIfAborted } from '../errors.ts';
import { formatDay, parseDay } from '../model/calendar.ts';
import { createGraph, type Graph } from '../model/graph.ts';
import type { Model } from '../model/model.ts';
import { models } from '../models/registry.ts';
import { type ProgressListener, ProgressTracker } from '../progress/tracker.ts';
import {
  formatManifest,
  type Manifest,
  type ManifestPart,
  type ManifestTable,
  manifestFormat,
  sumTotals,
} from './manifest.ts';
import { openOutputFolder } from './output-folder.ts';
import { type ExportPlan, type PlannedPart, type PlannedTable, planExport } from './plan.ts';
import { generateBlocks } from './rows.ts';
import { writeFile } from './write-file.ts';

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
  /** How many events an import of these files creates; by default a tenth of the scale, at most 50,000. */
  readonly events?: number;
  readonly signal?: AbortSignal;
  readonly onProgress?: ProgressListener;
}

export interface ExportResult {
  readonly folder: string;
  readonly manifest: Manifest;
  readonly seconds: number;
}

/**
 * Writes a graph as header-typed CSV for neo4j-admin, with a manifest. An earlier export in the folder is replaced as a
 * whole when all files are on disk, and stays as it was when anything fails or `signal` fires before. Throws
 * `invalid-option`, `foreign-folder`, `export-running` and `write-failed`.
 */
export async function exportGraph(options: ExportOptions): Promise<ExportResult> {
  const { out, ids = 'actual', signal, onProgress } = options;
  const startedAt = performance.now();
  const graph = bindGraph(options);
  const plan = planExport(graph, ids);
  const staging = await openOutputFolder(out);
  const tracker = new ProgressTracker(onProgress);
  try {
    tracker.start('export', { message: 'Export', total: plan.rows, unit: 'rows' });
    const tables: ManifestTable[] = [];
    for (const planned of plan.tables) {
      tables.push(await writeTable(plan, planned, { folder: staging.folder, tracker, signal }));
    }
    const manifest = describe(plan, tables);
    throwIfAborted(signal);
    await staging.publish(formatManifest(manifest));
    tracker.finish();
    return { folder: out, manifest, seconds: (performance.now() - startedAt) / 1000 };
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
  readonly tracker: ProgressTracker;
  readonly signal: AbortSignal | undefined;
}

async function writeTable(plan: ExportPlan, planned: PlannedTable, context: WriteContext): Promise<ManifestTable> {
  const { table, header } = planned;
  const headerFile = await writeFile(join(context.folder, header.path), [encodeHeader(header.cells)]);
  const parts: ManifestPart[] = [];
  let nulls = 0;
  for (const part of planned.parts) {
    const written = await writePart(plan, planned, part, context);
    nulls += written.nulls;
    parts.push({ path: part.path, rows: part.rows, ...written.file });
  }
  const { kind, name, count } = table;
  return {
    kind,
    name,
    labels: kind === 'node' ? [plan.graph.model.label, name] : [name],
    rows: count,
    properties: count * Object.keys(table.columns).length - nulls,
    columns: header.cells,
    header: { path: header.path, ...headerFile },
    parts,
  };
}

async function writePart(
  { graph, ids }: ExportPlan,
  { table }: PlannedTable,
  part: PlannedPart,
  { folder, tracker, signal }: WriteContext,
) {
  let nulls = 0;
  async function* takeBytes(): AsyncGenerator<Uint8Array> {
    const stretch = { ids, first: part.first, end: part.first + part.rows };
    for await (const block of generateBlocks(graph, table, stretch)) {
      throwIfAborted(signal);
      nulls += block.nulls;
      yield block.bytes;
      tracker.advance(block.rows);
    }
  }
  const file = await writeFile(join(folder, part.path), takeBytes());
  return { file, nulls };
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
