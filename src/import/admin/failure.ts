import { BulkgenError } from '../../errors.ts';
import { noSpace } from '../../system/free-space.ts';
import type { ChildResult } from '../../system/run-child.ts';
import { findLastLine } from '../../targets/neo4j/program-output.ts';
import type { Target } from '../../targets/target.ts';

export interface FailureOptions {
  readonly hint?: string;
  /** Says more than neo4j-admin's last line. */
  readonly reason?: string | undefined;
}

const seeOutput = 'Add --debug to see what neo4j-admin printed last. Nothing was changed.';

/**
 * The `admin-failed` error of a run of neo4j-admin. The cause contains the last lines that neo4j-admin printed, for `--debug`.
 */
export function adminFailed(
  { exitCode, lastLines }: ChildResult,
  { hint = seeOutput, reason = findLastLine(lastLines) }: FailureOptions = {},
): BulkgenError {
  return new BulkgenError('admin-failed', `neo4j-admin ended with exit code ${exitCode}: ${reason}`, {
    hint,
    cause: new Error(lastLines.join('\n')),
  });
}

/** Less than any store takes. */
const fullBytes = 2 ** 24;

/** The error of a run that built a store: `no-space` when the disk is full, which neo4j-admin does not say itself. */
export async function storeFailed(
  { files, dataFolder }: Pick<Target, 'files' | 'dataFolder'>,
  result: ChildResult,
  options?: FailureOptions,
): Promise<BulkgenError> {
  const failure = adminFailed(result, options);
  const free = (await files.inspect(dataFolder))?.freeBytes ?? Number.POSITIVE_INFINITY;
  if (free > fullBytes) return failure;
  const place = `${dataFolder} when neo4j-admin ended with exit code ${result.exitCode}`;
  const hint = 'Free some space, then import again. Nothing was changed.';
  return noSpace({ place, needed: fullBytes, free }, { hint, cause: failure });
}
