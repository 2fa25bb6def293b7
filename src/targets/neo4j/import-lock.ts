import { hostname } from 'node:os';
import { BulkgenError } from '../../errors.ts';
import { type LockHolder, withLock } from '../../system/lock.ts';

/** Does the work while no other bulkgen works on the server that this lock file belongs to. Throws `import-running` when one does. */
export async function withImportLock<Result>(path: string, work: () => Promise<Result>): Promise<Result> {
  return withLock(path, work, { whenHeld: refuseSecondImport });
}

function refuseSecondImport({ pid, host, path }: LockHolder): BulkgenError {
  const isHere = host === hostname();
  const holder = isHere ? `process ${pid}` : `process ${pid} on ${host}`;
  return new BulkgenError('import-running', `Another import is running on this server (${holder})`, {
    hint: isHere
      ? 'Wait until that import is done.'
      : `Wait until that import is done. If no import runs on ${host} any more, remove ${path}.`,
  });
}
