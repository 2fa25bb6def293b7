import { join } from 'node:path';
import { dialect } from '../../csv/header.ts';
import { BulkgenError } from '../../errors.ts';
import { type Manifest, type ManifestTable, manifestName } from '../../export/manifest.ts';
import type { ExportPlan, PlannedTable } from '../../export/plan.ts';
import { readContentStart } from '../../export/read-content.ts';
import { generateBlocks } from '../../export/rows.ts';
import { formatDay } from '../../model/calendar.ts';

/** How many rows of each table are regenerated and compared, which detects a changed seed or date in the manifest. */
const comparedRows = 8;

/**
 * Verifies that a manifest describes what its model would write: delimiters, tables, labels, counts and columns. Throws
 * `manifest-invalid` naming the first difference.
 */
export function verifyManifest(folder: string, manifest: Manifest, plan: ExportPlan): void {
  const path = join(folder, manifestName);
  requireSame(path, 'csv', manifest.csv, dialect);
  requireSame(
    path,
    'names of tables',
    manifest.tables.map(({ name }) => name),
    plan.tables.map(({ table }) => table.name),
  );
  for (const [index, table] of manifest.tables.entries()) verifyTable(path, table, plan.tables[index]!);
}

/** Verifies that each table begins with the rows of the plan's seed and date. Throws `manifest-invalid`. */
export async function verifyFirstRows(folder: string, plan: ExportPlan): Promise<void> {
  for (const planned of plan.tables) await verifyTableStart(folder, plan, planned);
}

function verifyTable(
  path: string,
  table: ManifestTable,
  { table: planned, labels, header, parts }: PlannedTable,
): void {
  requireSame(path, `kind of ${table.name}`, table.kind, planned.kind);
  requireSame(path, `labels of ${table.name}`, table.labels, labels);
  requireSame(path, `rows of ${table.name}`, table.rows, planned.count);
  requireSame(path, `columns of ${table.name}`, table.columns, header.cells);
  requireSame(
    path,
    `files of ${table.name}`,
    [table.header.path, ...table.parts.map((part) => [part.path, part.rows])],
    [header.path, ...parts.map((part) => [part.path, part.rows])],
  );
}

async function verifyTableStart(
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
    `Expected ${join(folder, path)} to begin with the rows of seed \`${seed}\` and date ${formatDay(asOfDay)}, got different rows`,
    { hint: 'Restore the manifest that was written with these files: its seed, date or share of dirt was changed.' },
  );
}

function requireSame(path: string, subject: string, found: unknown, expected: unknown): void {
  const [foundText, expectedText] = [JSON.stringify(found), JSON.stringify(expected)];
  if (foundText === expectedText) return;
  const message = `Expected ${subject} in ${path} to be \`${expectedText}\`, got \`${foundText}\``;
  throw new BulkgenError('manifest-invalid', message, {
    hint: 'Run `bulkgen export` again: the manifest was changed after the export.',
  });
}
