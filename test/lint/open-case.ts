import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { readDialect } from '../../src/lint/dialect.ts';
import { type FileGroup, findFiles } from '../../src/lint/find-files.ts';
import type { CorpusCase } from './corpus-case.ts';

/** Writes the files of a case into a folder and answers how they belong together; those without a header are nodes. */
export async function openCase({ files, options = {} }: CorpusCase, folder: string): Promise<readonly FileGroup[]> {
  for (const [name, content] of Object.entries(files)) {
    await mkdir(dirname(join(folder, name)), { recursive: true });
    await writeFile(join(folder, name), content);
  }
  const { groups, headless } = await findFiles(folder, readDialect(options));
  return [...groups, ...headless.map((path): FileGroup => ({ kind: 'node', labels: [], files: [path] }))];
}
