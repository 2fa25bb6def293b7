import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { BulkgenError } from '../../src/errors.ts';
import { type CsvOptions, readDialect } from '../../src/lint/dialect/read-dialect.ts';
import { type FileGroup, type FoundFiles, findFiles } from '../../src/lint/files/find-files.ts';
import { createFirstRowReader } from '../../src/lint/files/first-row.ts';
import type { CorpusCase } from './corpus-case.ts';

/**
 * Writes the files of a case into a folder and answers how they belong together. Files without a header are node files. If a
 * file cannot be read, or the options are invalid, all files are node files.
 */
export async function openCase({ files, options = {} }: CorpusCase, folder: string): Promise<readonly FileGroup[]> {
  for (const [name, content] of Object.entries(files)) {
    await mkdir(dirname(join(folder, name)), { recursive: true });
    await writeFile(join(folder, name), content);
  }
  const { groups, headless } = await find(folder, options).catch((error: BulkgenError) => {
    if (!['file-unreadable', 'files-broken', 'invalid-option'].includes(error.code)) throw error;
    return { groups: [], headless: Object.keys(files).map((name) => ({ path: join(folder, name) })) };
  });
  return [...groups, ...headless.map(({ path }): FileGroup => ({ kind: 'node', labels: [], files: [path] }))];
}

async function find(folder: string, options: CsvOptions): Promise<FoundFiles> {
  return findFiles(folder, { readFirstRow: createFirstRowReader(readDialect(options)) });
}
