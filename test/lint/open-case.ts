import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { BulkgenError } from '../../src/errors.ts';
import { readDialect } from '../../src/lint/dialect.ts';
import { type FileGroup, findFiles } from '../../src/lint/find-files.ts';
import type { CorpusCase } from './corpus-case.ts';

/**
 * Writes the files of a case into a folder and answers how they belong together; those without a header, and all when one
 * cannot be read, are nodes.
 */
export async function openCase({ files, options = {} }: CorpusCase, folder: string): Promise<readonly FileGroup[]> {
  for (const [name, content] of Object.entries(files)) {
    await mkdir(dirname(join(folder, name)), { recursive: true });
    await writeFile(join(folder, name), content);
  }
  const { groups, headless } = await findFiles(folder, readDialect(options)).catch((error: BulkgenError) => {
    if (error.code !== 'file-unreadable') throw error;
    return { groups: [], headless: Object.keys(files).map((name) => join(folder, name)) };
  });
  return [...groups, ...headless.map((path): FileGroup => ({ kind: 'node', labels: [], files: [path] }))];
}
