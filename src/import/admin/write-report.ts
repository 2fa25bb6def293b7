import { writeFile } from 'node:fs/promises';
import { BulkgenError } from '../../errors.ts';

/** Writes the report of `--report-file`, a file on this machine. Throws `write-failed`. */
export async function writeReport(path: string, text: string): Promise<void> {
  try {
    await writeFile(path, text);
  } catch (cause) {
    throw new BulkgenError('write-failed', `Could not write the report: ${(cause as Error).message}`, {
      hint: 'Name a file in a writable folder with --report-file.',
      cause,
    });
  }
}
