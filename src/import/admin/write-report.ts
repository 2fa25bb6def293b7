import { lstat, rm, writeFile } from 'node:fs/promises';
import { BulkgenError, cureFor } from '../../errors.ts';
import { reasonOf, refusePipe } from '../../system/text-file.ts';

/** Writes the report of `--report-file`, a file on this machine, whole or not at all. Throws `write-failed`. */
export async function writeReport(path: string, text: string): Promise<void> {
  try {
    await refusePipe(path);
    await writeFile(path, text);
  } catch (cause) {
    if (isFull(cause) && (await lstat(path)).isFile()) await rm(path, { force: true });
    throw new BulkgenError('write-failed', `Could not write the report to ${path}: ${reasonOf(cause)}`, {
      hint: `Name another file with --report-file, or ${cureFor(cause, 'its folder')}.`,
      cause,
    });
  }
}

function isFull(cause: unknown): boolean {
  return ['ENOSPC', 'EDQUOT'].includes((cause as NodeJS.ErrnoException).code ?? '');
}
