import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { type LintOptions, lintFolder } from '../../src/lint/lint-folder.ts';
import type { LintResult } from '../../src/lint/lint-result.ts';
import { makeTemporaryFolder } from '../setup/temporary-folder.ts';

/** Files by their paths in a folder. */
export type Files = Readonly<Record<string, string | Uint8Array>>;

/** Writes files into a new folder and returns its path. */
export async function writeFiles(files: Files): Promise<string> {
  const folder = await makeTemporaryFolder();
  for (const [name, content] of Object.entries(files)) {
    await mkdir(dirname(join(folder, name)), { recursive: true });
    await writeFile(join(folder, name), content);
  }
  return folder;
}

/** Lints files in a new folder. */
export async function lintFiles(files: Files, options?: Omit<LintOptions, 'folder'>): Promise<LintResult> {
  return lintFolder({ ...options, folder: await writeFiles(files) });
}
