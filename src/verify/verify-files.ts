import { createHash } from 'node:crypto';
import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { readRows } from '../csv/read.ts';
import { BulkgenError, throwIfAborted } from '../errors.ts';
import { filesOf, type Manifest, type ManifestFile, type ManifestTable, manifestName } from '../export/manifest.ts';
import { graphOf } from '../export/manifest-graph.ts';
import { readContent } from '../export/read-content.ts';
import { readManifest } from '../export/read-manifest.ts';
import type { Model } from '../model/model.ts';
import { type ProgressListener, ProgressTracker } from '../progress/tracker.ts';
import { verifyFirstRows, verifyManifest } from './verify-manifest.ts';

export interface VerifyFilesOptions {
  /** The model of the files, when it is not one of bulkgen's own. */
  readonly model?: Model | undefined;
  readonly signal?: AbortSignal | undefined;
  readonly onProgress?: ProgressListener | undefined;
}

/**
 * Proves that a folder holds exactly the files its manifest lists, with the same bytes, and that the manifest says what
 * the model would. Throws `manifest-invalid`, `invalid-model`, `file-missing`,
 * `file-differs` or `file-unexpected` naming the first file that is wrong; answers the manifest.
 */
export async function verifyFiles(folder: string, options: VerifyFilesOptions = {}): Promise<Manifest> {
  const { model, signal, onProgress } = options;
  const manifest = await readManifest(folder);
  const graph = graphOf(manifest, model);
  verifyManifest(folder, manifest, graph);
  const files = filesOf(manifest);
  await refuseExtraFiles(folder, files);
  for (const file of files) await checkSize(folder, file);
  for (const table of manifest.tables) await checkHeader(folder, table);
  const tracker = new ProgressTracker(onProgress);
  tracker.start('verify-files', { message: 'Check files', total: manifest.totals.bytes, unit: 'bytes' });
  for (const file of files) {
    const found = await hashFile(join(folder, file.path), (bytes) => {
      throwIfAborted(signal);
      tracker.advance(bytes);
    });
    if (found !== file.sha256) throw differs(folder, file.path, `sha256 ${file.sha256}`, found);
  }
  await verifyFirstRows(folder, manifest, graph);
  tracker.finish();
  return manifest;
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
  return new BulkgenError('file-unreadable', `Could not read ${path}: ${(cause as Error).message}`, {
    hint: 'Make it readable for this user, or make the export anew with `bulkgen export`.',
    cause,
  });
}

async function refuseExtraFiles(folder: string, files: readonly ManifestFile[]): Promise<void> {
  const listed = new Set([manifestName, ...files.map(({ path }) => path)]);
  for (const name of await readdir(folder)) {
    if (listed.has(name) || name === 'README.md' || name.startsWith('.')) continue;
    throw new BulkgenError(
      'file-unexpected',
      `Expected only the files of its manifest in ${folder}, found \`${name}\``,
      {
        hint: 'Move it away, or make the export anew with `bulkgen export`.',
      },
    );
  }
}

async function checkSize(folder: string, { path, bytes }: ManifestFile): Promise<void> {
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
  if (found.size !== bytes && !path.endsWith('.gz')) throw differs(folder, path, `${bytes} bytes`, `${found.size}`);
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
      throw differs(
        folder,
        `${header.path}, line 1, column ${column + 1}`,
        `\`${columns[column]}\``,
        row[column] ?? 'nothing',
      );
    }
  }
}

function differs(folder: string, place: string, expected: string, found: string): BulkgenError {
  return new BulkgenError('file-differs', `Expected ${join(folder, place)} to have ${expected}, got \`${found}\``, {
    hint: 'The file was changed after the export: make it anew with `bulkgen export`.',
  });
}
