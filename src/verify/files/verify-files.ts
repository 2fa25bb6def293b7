import { createHash } from 'node:crypto';
import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { readRows } from '../../csv/read.ts';
import { BulkgenError } from '../../errors.ts';
import {
  filesOf,
  findForeign,
  type Manifest,
  type ManifestFile,
  type ManifestTable,
  manifestName,
} from '../../export/manifest.ts';
import { graphOf } from '../../export/manifest-graph.ts';
import type { ExportPlan } from '../../export/plan.ts';
import { readContent } from '../../export/read-content.ts';
import { readManifest } from '../../export/read-manifest.ts';
import type { Model } from '../../model/model.ts';
import type { Table } from '../../model/table.ts';
import { type ProgressListener, ProgressTracker } from '../../progress/tracker.ts';
import type { CheckedPart, Depth, PartCheckOptions } from './check-part.ts';
import { checkParts } from './check-parts.ts';
import { fileUnreadable } from './file-errors.ts';
import { type Difference, findDifference } from './find-difference.ts';
import { planLike, verifyFirstRows, verifyManifest } from './verify-manifest.ts';

export interface VerifyFilesOptions {
  /** The model of the files, when it is not one of bulkgen's own. */
  readonly model?: Model | undefined;
  /**
   * `sizes`: with headers and first rows; `hashes`: every byte as it was written; `rows` (default): every value of its
   * type, every id once, every end of a relationship there; `regenerate`: every row as the model makes it.
   */
  readonly depth?: Depth | undefined;
  readonly signal?: AbortSignal | undefined;
  readonly onProgress?: ProgressListener | undefined;
}

/**
 * Proves that a folder holds exactly the files its manifest lists, with the same bytes, and that the manifest says what
 * the model would. Throws `manifest-invalid`, `invalid-model`, `file-missing`, `file-fileUnreadable`,
 * `file-differs` or `file-unexpected` naming the first file that is wrong, and its line; `worker-failed`. Answers the manifest.
 */
export async function verifyFiles(folder: string, options: VerifyFilesOptions = {}): Promise<Manifest> {
  const { model, depth = 'rows', signal, onProgress } = options;
  const manifest = await readManifest(folder);
  const plan = planLike(graphOf(manifest, model), manifest);
  verifyManifest(folder, manifest, plan);
  await refuseExtraFiles(folder, manifest);
  for (const file of filesOf(manifest)) await checkSize(folder, file, plan);
  for (const table of manifest.tables) await checkHeader(folder, table);
  const tracker = new ProgressTracker(onProgress);
  if (depth !== 'sizes') {
    const total = manifest.totals.bytes * (depth === 'regenerate' ? 2 : 1);
    tracker.start('verify-files', { message: 'Verifying files', finished: 'Verified files', total, unit: 'bytes' });
    await checkContent({ folder, manifest, plan, depth, signal, onBytes: (bytes) => tracker.advance(bytes) });
  }
  await verifyFirstRows(folder, plan);
  tracker.finish();
  return manifest;
}

interface ContentCheck extends PartCheckOptions {
  readonly manifest: Manifest;
  readonly plan: ExportPlan;
}

/** Proves hashes, and as much more as is asked for; of those that can be read the first that is wrong is named. */
async function checkContent({ manifest, plan, ...options }: ContentCheck): Promise<void> {
  const { folder, onBytes } = options;
  for (const { header } of manifest.tables) {
    const found = await hashFile(join(folder, header.path), onBytes);
    if (found !== header.sha256)
      throw differs({ folder, path: header.path, expected: `sha256 ${header.sha256}`, found });
  }
  const checked = await checkParts(plan, options);
  for (const [index, table] of manifest.tables.entries()) {
    for (const [place, part] of table.parts.entries()) await judgePart(checked[index]![place]!, part, { plan, folder });
    judgeNulls(folder, table, plan.tables[index]!.table, checked[index]!);
  }
}

async function judgePart(
  { sha256, wrong, difference }: CheckedPart,
  part: ManifestFile,
  { plan, folder }: { readonly plan: ExportPlan; readonly folder: string },
): Promise<void> {
  const { path } = part;
  if (sha256 !== part.sha256) {
    throw await differsFrom(plan, { folder, path, expected: `sha256 ${part.sha256}`, found: sha256 });
  }
  if (wrong) {
    const { line, column, expected, found } = wrong;
    throw differs({
      folder,
      ...{ path: `${path}, line ${line}${column === undefined ? '' : `, column \`${column}\``}`, expected, found },
    });
  }
  if (difference) throw differs({ folder, path, expected: 'the rows of its model', found: 'others', difference });
}

/** The number of properties is what the database is counted against later. */
function judgeNulls(folder: string, table: ManifestTable, { columns }: Table, parts: readonly CheckedPart[]): void {
  if (parts.some(({ nulls }) => nulls === undefined)) return;
  const nulls = parts.reduce((sum, part) => sum + part.nulls!, 0);
  const properties = table.rows * Object.keys(columns).length - nulls;
  if (properties === table.properties) return;
  const expected = `Expected the properties of ${table.name} in ${join(folder, manifestName)}`;
  throw new BulkgenError('manifest-invalid', `${expected} to be ${properties}, got \`${table.properties}\``, {
    hint: 'The manifest was changed after the export: make it anew with `bulkgen export`.',
  });
}

interface Wrong {
  readonly folder: string;
  readonly path: string;
  readonly expected: string;
  readonly found: string;
  readonly difference?: Difference;
}

/** The error of a file that is wrong as a whole; where its rows are known, with the line in which it begins to be. */
async function differsFrom(plan: ExportPlan, wrong: Wrong): Promise<BulkgenError> {
  const { folder, path } = wrong;
  for (const table of plan.tables) {
    const part = table.parts.find((candidate) => candidate.path === path);
    if (!part) continue;
    const difference = await findDifference(plan, { path: join(folder, path), table, part }).catch(() => undefined);
    if (difference) return differs({ ...wrong, difference });
  }
  return differs(wrong);
}

async function hashFile(path: string, onRead: (bytes: number) => void): Promise<string> {
  const hash = createHash('sha256');
  try {
    for await (const chunk of readContent(path)) {
      onRead(chunk.length);
      hash.update(chunk);
    }
    return hash.digest('hex');
  } catch (cause) {
    throw fileUnreadable(path, cause);
  }
}

async function refuseExtraFiles(folder: string, manifest: Manifest): Promise<void> {
  const [name] = findForeign(await readdir(folder), manifest);
  if (name === undefined) return;
  throw new BulkgenError('file-unexpected', `Expected only the files of its manifest in ${folder}, found \`${name}\``, {
    hint: 'Move it away, or make the export anew with `bulkgen export`.',
  });
}

async function checkSize(folder: string, { path, bytes }: ManifestFile, plan: ExportPlan): Promise<void> {
  const found = await stat(join(folder, path)).catch((cause) => {
    throw new BulkgenError(
      'file-missing',
      `Expected the file ${join(folder, path)}, which the manifest lists, but it is not there`,
      {
        hint: 'Make the export anew with `bulkgen export`.',
        cause,
      },
    );
  });
  // What a compressed file takes on disk differs between versions of zlib: its content's hash tells.
  if (found.size === bytes || path.endsWith('.gz')) return;
  throw await differsFrom(plan, { folder, path, expected: `${bytes} bytes`, found: `${found.size}` });
}

async function checkHeader(folder: string, { header, columns }: ManifestTable): Promise<void> {
  const path = join(folder, header.path);
  const rows = readRows(path);
  const first = await rows.next().catch((cause) => {
    throw fileUnreadable(path, cause);
  });
  await rows.return(undefined);
  if (!first.done) {
    const row = first.value;
    const column = columns.findIndex((cell, index) => cell !== row[index]);
    if (column >= 0) {
      throw differs({
        folder,
        path: `${header.path}, line 1, column ${column + 1}`,
        expected: `\`${columns[column]}\``,
        found: row[column] ?? 'nothing',
      });
    }
  }
}

function differs({ folder, path, expected, found, difference }: Wrong): BulkgenError {
  const line = difference ? `; line ${difference.line} ${sayDifference(difference)}` : '';
  const message = `Expected ${join(folder, path)} to have ${expected}, got \`${found}\`${line}`;
  return new BulkgenError('file-differs', message, {
    hint: 'The file was changed after the export: make it anew with `bulkgen export`.',
  });
}

function sayDifference({ expected, found }: Difference): string {
  const show = (text: string | undefined): string => (text === undefined ? 'no line' : `\`${text.slice(0, 200)}\``);
  return `should be ${show(expected)}, it is ${show(found)}`;
}
