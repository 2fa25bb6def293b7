import { join } from 'node:path';
import { dialect } from '../../csv/header.ts';
import { BulkgenError } from '../../errors.ts';
import { type Manifest, type ManifestTable, manifestName } from '../../export/manifest.ts';
import { type ExportPlan, type PlannedTable, planExport } from '../../export/plan.ts';
import { readContentStart } from '../../export/read-content.ts';
import { generateBlocks } from '../../export/rows.ts';
import type { Graph } from '../../model/graph.ts';
import { tablesOf } from '../../model/record.ts';

/** Rows of each table that are made anew and compared, so that another seed or date in the manifest is seen. */
const comparedRows = 8;

/**
 * Proves that a manifest says of its files what the model would write: delimiters, tables, labels, counts, columns.
 * Throws `manifest-invalid` naming the first difference.
 */
export function verifyManifest(folder: string, manifest: Manifest, plan: ExportPlan): void {
  const path = join(folder, manifestName);
  same(path, 'csv', manifest.csv, dialect);
  same(
    path,
    'names of tables',
    manifest.tables.map(({ name }) => name),
    plan.tables.map(({ table }) => table.name),
  );
  for (const [index, table] of manifest.tables.entries()) compareTable(path, table, plan.tables[index]!);
}

/** Proves that each table begins with the rows of the plan's seed and date. Throws `manifest-invalid`. */
export async function verifyFirstRows(folder: string, plan: ExportPlan): Promise<void> {
  for (const planned of plan.tables) await compareFirstRows(folder, plan, planned);
}

/** The plan of an export with the tables of the manifest that its model knows, in as many parts as it lists. */
export function planLike(graph: Graph, { ids, tables }: Manifest): ExportPlan {
  const gzip = tables.some(({ parts }) => parts.some(({ path }) => path.endsWith('.gz')));
  const known = tablesOf(graph).flatMap(({ name }) => tables.find((table) => table.name === name) ?? []);
  return planExport(graph, {
    ...{ ids, gzip },
    tables: known.length > 0 ? known.map(({ name }) => name) : undefined,
    parts: known.map(({ parts }) => parts.length),
  });
}

function compareTable(path: string, table: ManifestTable, { table: made, labels, header, parts }: PlannedTable): void {
  same(path, `kind of ${table.name}`, table.kind, made.kind);
  same(path, `labels of ${table.name}`, table.labels, labels);
  same(path, `rows of ${table.name}`, table.rows, made.count);
  same(path, `columns of ${table.name}`, table.columns, header.cells);
  same(
    path,
    `files of ${table.name}`,
    [table.header.path, ...table.parts.map((part) => [part.path, part.rows])],
    [header.path, ...parts.map((part) => [part.path, part.rows])],
  );
}

async function compareFirstRows(
  folder: string,
  { graph, ids }: ExportPlan,
  { table, parts }: PlannedTable,
): Promise<void> {
  const { path, rows } = parts[0]!;
  const blocks: Buffer[] = [];
  for await (const { bytes } of generateBlocks(graph, table, { ids, first: 0, end: Math.min(rows, comparedRows) })) {
    blocks.push(Buffer.from(bytes));
  }
  const expected = Buffer.concat(blocks);
  const found = await readContentStart(join(folder, path), expected.length);
  if (found.equals(expected)) return;
  const { seed, asOfDay } = graph;
  throw new BulkgenError(
    'manifest-invalid',
    `Expected ${join(folder, path)} to begin with the rows of seed \`${seed}\` and day ${asOfDay}, found others`,
    { hint: 'Seed or date of the manifest were changed: bring back the one that was written with these files.' },
  );
}

function same(path: string, what: string, found: unknown, expected: unknown): void {
  const [is, must] = [JSON.stringify(found), JSON.stringify(expected)];
  if (is === must) return;
  throw new BulkgenError('manifest-invalid', `Expected ${what} in ${path} to be \`${must}\`, got \`${is}\``, {
    hint: 'The manifest was changed after the export: make it anew with `bulkgen export`.',
  });
}
