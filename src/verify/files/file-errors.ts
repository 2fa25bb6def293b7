import { join } from 'node:path';
import { BulkgenError } from '../../errors.ts';
import type { ExportPlan } from '../../export/plan.ts';
import { type Difference, findDifference } from './find-difference.ts';

/** A file of an export that is not what it should be. */
export interface Mismatch {
  readonly folder: string;
  /** The path in the folder, and the line and column where they are known. */
  readonly path: string;
  readonly expected: string;
  readonly found: string;
  readonly difference?: Difference;
  /** Whether the rows that the file should have come from a model that is not built in. */
  readonly isOwnModel?: boolean;
}

const exportAgain = 'Run `bulkgen export` again: the file was changed after the export.';
const exportOwnAgain =
  'Run `bulkgen export` again: the file was changed after the export, or the rows of the model are not the same each time (`Math.random`, a clock).';

/** The `file-differs` error of a mismatch. */
export function fileDiffers({ folder, path, expected, found, difference, isOwnModel }: Mismatch): BulkgenError {
  const detail = difference ? `; line ${difference.line} ${describe(difference)}` : '';
  const message = `Expected ${join(folder, path)} to have ${expected}, got \`${found}\`${detail}`;
  return new BulkgenError('file-differs', message, { hint: isOwnModel ? exportOwnAgain : exportAgain });
}

/** As `fileDiffers`. For a file of a table it adds the first line that differs from what the model writes. */
export async function partDiffers(plan: ExportPlan, mismatch: Mismatch): Promise<BulkgenError> {
  const { folder, path } = mismatch;
  for (const table of plan.tables) {
    const part = table.parts.find((candidate) => candidate.path === path);
    if (!part) continue;
    const difference = await findDifference(plan, { path: join(folder, path), table, part }).catch(() => undefined);
    if (difference) return fileDiffers({ ...mismatch, difference });
  }
  return fileDiffers(mismatch);
}

/** The error of a file that could not be read or decompressed; a `BulkgenError` stays as it is. */
export function fileUnreadable(path: string, cause: unknown): BulkgenError {
  if (cause instanceof BulkgenError) return cause;
  if (String((cause as { code?: unknown }).code).startsWith('Z_')) {
    const message = `Expected ${path} to be a complete gzip file: ${(cause as Error).message}`;
    return new BulkgenError('file-differs', message, { hint: exportAgain, cause });
  }
  return new BulkgenError('file-unreadable', `Could not read ${path}: ${(cause as Error).message}`, {
    hint: 'Make the file readable for this user, or run `bulkgen export` again.',
    cause,
  });
}

function describe({ expected, found }: Difference): string {
  if (expected === undefined) return `should not exist but is ${quote(found!)}`;
  return `should be ${quote(expected)} but ${found === undefined ? 'does not exist' : `is ${quote(found)}`}`;
}

function quote(line: string): string {
  return `\`${line.slice(0, 200)}\``;
}
