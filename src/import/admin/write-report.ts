import { constants } from 'node:fs';
import { access, lstat, rm, stat, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { BulkgenError, cureFor } from '../../errors.ts';
import { reasonOf, refusePipe } from '../../system/text-file.ts';

/** Refuses a report that could not be written, before the work that it reports. `option` names it. Throws `write-failed`. */
export async function checkReport(path: string, option = '--report-file'): Promise<void> {
  try {
    await refusePipe(path);
    const state = await stat(path).catch(() => undefined);
    if (state?.isDirectory()) throw new Error('it is a folder, not a file');
    await access(state ? path : dirname(path), constants.W_OK);
  } catch (cause) {
    throw refuseReport(path, option, cause);
  }
}

/** Writes the report of an option, a file on this machine, whole or not at all. Throws `write-failed`. */
export async function writeReport(path: string, text: string, option = '--report-file'): Promise<void> {
  try {
    await refusePipe(path);
    await writeFile(path, text);
  } catch (cause) {
    if (isFull(cause) && (await lstat(path)).isFile()) await rm(path, { force: true });
    throw refuseReport(path, option, cause);
  }
}

function refuseReport(path: string, option: string, cause: unknown): BulkgenError {
  const code = (cause as NodeJS.ErrnoException).code;
  const cure = code === 'ENOENT' ? ', or create its folder' : code ? `, or ${cureFor(cause, 'its folder')}` : '';
  return new BulkgenError('write-failed', `Could not write the report to ${path}: ${reasonOf(cause)}`, {
    hint: `Name another file with ${option}${cure}.`,
    cause,
  });
}

function isFull(cause: unknown): boolean {
  return ['ENOSPC', 'EDQUOT'].includes((cause as NodeJS.ErrnoException).code ?? '');
}
