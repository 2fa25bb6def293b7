import { lstat, readdir, realpath, stat } from 'node:fs/promises';
import { join, sep } from 'node:path';
import { readRows } from '../../csv/read.ts';
import { BulkgenError } from '../../errors.ts';
import {
  filesOf,
  findExtraFiles,
  type Manifest,
  type ManifestFile,
  type ManifestTable,
} from '../../export/manifest.ts';
import type { ExportPlan } from '../../export/plan.ts';
import { fileDiffers, fileUnreadable, partDiffers } from './file-errors.ts';

/** Checks that a folder holds the files of its manifest and no others, with the right sizes and headers. */
export async function checkSizes(folder: string, manifest: Manifest, plan: ExportPlan): Promise<void> {
  await refuseExtraFiles(folder, manifest);
  for (const file of filesOf(manifest)) await checkSize(folder, file, plan);
  for (const table of manifest.tables) await checkHeader(folder, table);
}

async function refuseExtraFiles(folder: string, manifest: Manifest): Promise<void> {
  const [name] = findExtraFiles(await readdir(folder), manifest);
  if (name === undefined) return;
  throw new BulkgenError('file-unexpected', `Expected only files of the manifest in ${folder}, got \`${name}\``, {
    hint: 'Move the file to another folder, or run `bulkgen export` again.',
  });
}

async function checkSize(folder: string, { path, bytes }: ManifestFile, plan: ExportPlan): Promise<void> {
  await refuseLinkOutside(folder, path);
  const state = await stat(join(folder, path)).catch((cause) => {
    throw new BulkgenError('file-missing', `Expected ${join(folder, path)} to exist, because the manifest lists it`, {
      hint: 'Run `bulkgen export` again.',
      cause,
    });
  });
  const { size } = state;
  if (!state.isFile()) throw fileUnreadable(join(folder, path), new Error('it is a folder or a pipe, not a file'));
  // The size of a compressed file differs between versions of zlib; the hash of its content is checked instead.
  if (size === bytes || path.endsWith('.gz')) return;
  throw await partDiffers(plan, { folder, path, expected: `${bytes} bytes`, found: `${size}` });
}

/**
 * Messages show what is in a part that differs. So a part may not be a link to a file outside the export's folder, which this user
 * can read, but perhaps not the one who put the link there.
 */
async function refuseLinkOutside(folder: string, path: string): Promise<void> {
  const file = join(folder, path);
  const isLink = (await lstat(file).catch(() => undefined))?.isSymbolicLink() ?? false;
  if (!isLink) return;
  const destination = await realpath(file).catch(() => undefined); // a missing file is reported as such
  if (destination === undefined || destination.startsWith(`${await realpath(folder)}${sep}`)) return;
  throw new BulkgenError(
    'file-unexpected',
    `Expected ${file} to be a file of the export, got a link to another folder`,
    {
      hint: 'Replace the link with the file, or run `bulkgen export` again.',
    },
  );
}

async function checkHeader(folder: string, { header, columns }: ManifestTable): Promise<void> {
  const path = join(folder, header.path);
  const rows = readRows(path);
  const first = await rows.next().catch((cause) => {
    throw fileUnreadable(path, cause);
  });
  await rows.return(undefined);
  if (first.done) return;
  const row = first.value;
  const column = columns.findIndex((cell, index) => cell !== row[index]);
  if (column < 0) return;
  throw fileDiffers({
    folder,
    path: `${header.path}, line 1, column ${column + 1}`,
    expected: `\`${columns[column]}\``,
    found: row[column] ?? 'nothing',
  });
}
