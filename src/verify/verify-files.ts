import { createHash } from 'node:crypto';
import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { readRows } from '../csv/read.ts';
import { BulkgenError, throwIfAborted } from '../errors.ts';
import { filesOf, findForeign, type Manifest, type ManifestFile, type ManifestTable } from '../export/manifest.ts';
import { graphOf } from '../export/manifest-graph.ts';
import type { ExportPlan } from '../export/plan.ts';
import { readContent } from '../export/read-content.ts';
import { readManifest } from '../export/read-manifest.ts';
import type { Model } from '../model/model.ts';
import { type ProgressListener, ProgressTracker } from '../progress/tracker.ts';
import { type Difference, findDifference } from './compare-part.ts';
import { planLike, verifyFirstRows, verifyManifest } from './verify-manifest.ts';

export interface VerifyFilesOptions {
  /** The model of the files, when it is not one of bulkgen's own. */
  readonly model?: Model | undefined;
  /** Sizes, headers and first rows alone, no hashes. */
  readonly quick?: boolean | undefined;
  /** Also makes every row anew and compares it with the file. */
  readonly regenerate?: boolean | undefined;
  readonly signal?: AbortSignal | undefined;
  readonly onProgress?: ProgressListener | undefined;
}

/**
 * Proves that a folder holds exactly the files its manifest lists, with the same bytes, and that the manifest says what
 * the model would. Throws `manifest-invalid`, `invalid-model`, `file-missing`,
 * `file-differs` or `file-unexpected` naming the first file that is wrong, and its line; answers the manifest.
 */
export async function verifyFiles(folder: string, options: VerifyFilesOptions = {}): Promise<Manifest> {
  const { model, quick, regenerate, signal, onProgress } = options;
  const manifest = await readManifest(folder);
  const plan = planLike(graphOf(manifest, model), manifest);
  verifyManifest(folder, manifest, plan);
  await refuseExtraFiles(folder, manifest);
  for (const file of filesOf(manifest)) await checkSize(folder, file, plan);
  for (const table of manifest.tables) await checkHeader(folder, table);
  const tracker = new ProgressTracker(onProgress);
  const onBytes = (bytes: number): void => {
    throwIfAborted(signal);
    tracker.advance(bytes);
  };
  if (!quick) {
    tracker.start('verify-files', { message: 'Check files', total: manifest.totals.bytes, unit: 'bytes' });
    for (const file of filesOf(manifest)) await checkHash(folder, file, { plan, onBytes });
  }
  await verifyFirstRows(folder, plan);
  if (regenerate) {
    tracker.start('regenerate', { message: 'Make every row anew', total: manifest.totals.bytes, unit: 'bytes' });
    await compareAll(folder, plan, onBytes);
  }
  tracker.finish();
  return manifest;
}

interface CheckContext {
  readonly plan: ExportPlan;
  readonly onBytes: (bytes: number) => void;
}

async function checkHash(
  folder: string,
  { path, sha256 }: ManifestFile,
  { plan, onBytes }: CheckContext,
): Promise<void> {
  const found = await hashFile(join(folder, path), onBytes);
  if (found !== sha256) throw await differsFrom(plan, { folder, path, expected: `sha256 ${sha256}`, found });
}

async function compareAll(folder: string, plan: ExportPlan, onBytes: (bytes: number) => void): Promise<void> {
  for (const table of plan.tables) {
    for (const part of table.parts) {
      const path = join(folder, part.path);
      const difference = await findDifference(plan, { path, table, part, onBytes }).catch((cause) => {
        throw unreadable(path, cause);
      });
      if (!difference) continue;
      throw differs({ folder, path: part.path, expected: 'the rows of its model', found: 'others', difference });
    }
  }
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
    throw unreadable(path, cause);
  }
}

/** Errors of the file system in our words; our own as they are. */
function unreadable(path: string, cause: unknown): BulkgenError {
  if (cause instanceof BulkgenError) return cause;
  if (String((cause as { code?: unknown }).code).startsWith('Z_')) {
    return new BulkgenError(
      'file-differs',
      `Expected ${path} to be whole and compressed: ${(cause as Error).message}`,
      {
        hint: 'The file was changed after the export: make it anew with `bulkgen export`.',
        cause,
      },
    );
  }
  return new BulkgenError('file-unreadable', `Could not read ${path}: ${(cause as Error).message}`, {
    hint: 'Make it readable for this user, or make the export anew with `bulkgen export`.',
    cause,
  });
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
    throw unreadable(path, cause);
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
