import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { readDialect } from '../../src/lint/dialect.ts';
import { type FoundFiles, findFiles } from '../../src/lint/find-files.ts';
import type { CorpusCase } from './corpus.ts';

/** Writes the files of a case into a folder and answers how they belong together. */
export async function openCase({ files, options = {} }: CorpusCase, folder: string): Promise<FoundFiles> {
  for (const [name, content] of Object.entries(files)) {
    await mkdir(dirname(join(folder, name)), { recursive: true });
    await writeFile(join(folder, name), content);
  }
  return findFiles(folder, readDialect(options));
}
