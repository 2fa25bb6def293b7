import { BulkgenError } from '../errors.ts';
import type { AdminResult } from '../target/target.ts';

export interface Failure {
  readonly hint: string;
  /** What says more than its last words. */
  readonly told?: string | undefined;
}

/** `admin-failed` with the last words of neo4j-admin, which `--debug` shows all of. */
export function adminFailed({ exitCode, lastLines }: AdminResult, { hint, told }: Failure): BulkgenError {
  const last = lastLines.findLast((line) => line.trim() !== '' && !line.includes('--verbose'));
  return new BulkgenError(
    'admin-failed',
    `neo4j-admin ended with exit code ${exitCode}: ${told ?? last ?? 'it said nothing'}`,
    { hint, cause: new Error(lastLines.join('\n')) },
  );
}
