import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { readRows } from '../csv/read.ts';
import { BulkgenError, throwIfAborted } from '../errors.ts';
import { filesOf, type Manifest, type ManifestFile, type ManifestTable, manifestName } from '../export/manifest.ts';
import { readManifest } from '../export/read-manifest.ts';
import { type ProgressListener, ProgressTracker } from '../progress/tracker.ts';

export interface VerifyFilesOptions {
  readonly signal?: AbortSignal | undefined;
  readonly onProgress?: ProgressListener | undefined;
}

/**
 * Proves that a folder holds exactly the files its manifest lists, with the same bytes. Throws `file-missing`,
 * `file-differs` or `foreign-folder` naming the first file that is wrong; answers the manifest.
 */
export async function verifyFiles(folder: string, options: VerifyFilesOptions = {}): Promise<Manifest> {
  const { signal, onProgress } = options;
  const manifest = await readManifest(folder);
  const files = filesOf(manifest);
  await refuseExtraFiles(folder, files);
  for (const file of files) await checkSize(folder, file);
  for (const table of manifest.tables) await checkHeader(folder, table);
  const tracker = new ProgressTracker(onProgress);
  tracker.start('verify-files', { message: 'Check files', total: manifest.totals.bytes, unit: 'bytes' });
  for (const file of files) {
    const hash = createHash('sha256');
    for await (const chunk of createReadStream(join(folder, file.path), { highWaterMark: 1024 * 1024 })) {
      throwIfAborted(signal);
      hash.update(chunk);
      tracker.advance(chunk.length);
    }
    const found = hash.digest('hex');
    if (found !== file.sha256) throw differs(folder, file.path, `sha256 ${file.sha256}`, found);
  }
  tracker.finish();
  return manifest;
}

async function refuseExtraFiles(folder: string, files: readonly ManifestFile[]): Promise<void> {
  const listed = new Set([manifestName, ...files.map(({ path }) => path)]);
  for (const name of await readdir(folder)) {
    if (listed.has(name) || name === 'README.md' || name.startsWith('.')) continue;
    throw new BulkgenError(
      'foreign-folder',
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
  if (found.size !== bytes) throw differs(folder, path, `${bytes} bytes`, `${found.size}`);
}

async function checkHeader(folder: string, { header, columns }: ManifestTable): Promise<void> {
  for await (const row of readRows(join(folder, header.path))) {
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
