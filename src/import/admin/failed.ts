import { BulkgenError } from '../../errors.ts';
import type { ChildResult } from '../../system/run-child.ts';
import type { Target } from '../../targets/target.ts';

export interface Failure {
  readonly hint: string;
  /** What says more than its last words. */
  readonly told?: string | undefined;
}

/** `admin-failed` with the last words of neo4j-admin, which `--debug` shows all of. */
export function adminFailed({ exitCode, lastLines }: ChildResult, { hint, told }: Failure): BulkgenError {
  const last = lastLines.findLast((line) => line.trim() !== '' && !line.includes('--verbose'));
  return new BulkgenError(
    'admin-failed',
    `neo4j-admin ended with exit code ${exitCode}: ${told ?? last ?? 'it said nothing'}`,
    { hint, cause: new Error(lastLines.join('\n')) },
  );
}

/** Less than any store takes. */
const fullBytes = 2 ** 24;

/** neo4j-admin itself says no more than that it failed when there is no space left. */
export async function refuseFullDisk({ files, dataFolder }: Target, exitCode: number): Promise<void> {
  const free = (await files.inspect(dataFolder))?.freeBytes ?? Number.POSITIVE_INFINITY;
  if (free > fullBytes) return;
  const left = `${Math.floor(free / 1000).toLocaleString('en-US')} kB of space left in ${dataFolder}`;
  throw new BulkgenError('no-space', `neo4j-admin ended with exit code ${exitCode}, with ${left}`, {
    hint: 'Nothing was changed. Make room, then import again.',
  });
}
