import { dirname } from 'node:path/posix';
import { BulkgenError } from '../../errors.ts';
import { findLastLine } from '../../targets/neo4j/program-output.ts';
import type { Import } from '../sources/source.ts';
import { makeAdminFiles } from './files.ts';

/** Runs neo4j-admin's consistency check on the staged store. Throws `store-inconsistent` with what the check found. */
export async function runCheck(work: Import, signal: AbortSignal | undefined): Promise<void> {
  const { target, database } = work;
  const { configFile } = await makeAdminFiles(work);
  const { exitCode, lastLines } = await target.runAdmin(
    ['database', 'check', database, `--additional-config=${configFile}`, `--report-path=${dirname(configFile)}`],
    { signal },
  );
  if (exitCode === 0) return;
  const reason = lastLines.findLast((line) => /inconsisten/i.test(line)) ?? findLastLine(lastLines);
  throw new BulkgenError('store-inconsistent', `neo4j-admin found the new store inconsistent: ${reason}`, {
    hint: 'Add --debug to see what neo4j-admin printed last. Nothing was changed.',
    cause: new Error(lastLines.join('\n')),
  });
}
