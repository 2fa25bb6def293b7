import { hostname } from 'node:os';
import { BulkgenError } from '../../errors.ts';
import type { LockHolder } from '../../system/lock.ts';

/** The error for an import while the holder of its lock imports into the same server. */
export function refuseSecondImport({ pid, host, path }: LockHolder): BulkgenError {
  const isHere = host === hostname();
  const who = isHere ? `process ${pid}` : `process ${pid} on ${host}`;
  return new BulkgenError('import-running', `Another import is at work on this server (${who})`, {
    hint: isHere ? 'Wait until it is done.' : `Wait until it is done; if nothing runs there any more, remove ${path}.`,
  });
}
