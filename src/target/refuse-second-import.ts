import { BulkgenError } from '../errors.ts';
import type { ProcessIdentity } from './process-identity.ts';

/** The error for an import while this process imports into the same server. */
export function refuseSecondImport({ pid }: ProcessIdentity): BulkgenError {
  return new BulkgenError('import-running', `Another import is at work on this server (process ${pid})`, {
    hint: 'Wait until it is done.',
  });
}
