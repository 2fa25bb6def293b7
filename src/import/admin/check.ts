import { dirname } from 'node:path/posix';
import { BulkgenError } from '../../errors.ts';
import type { Import } from '../sources/source.ts';
import { makeAdminFiles } from './files.ts';

/** Runs the consistency check of neo4j-admin on the staged store. Throws `store-inconsistent` with what it found. */
export async function runCheck(work: Import, signal: AbortSignal | undefined): Promise<void> {
  const { target, database } = work;
  const { configFile } = await makeAdminFiles(work);
  const { exitCode, lastLines } = await target.runAdmin(
    ['database', 'check', database, `--additional-config=${configFile}`, `--report-path=${dirname(configFile)}`],
    { signal },
  );
  if (exitCode === 0) return;
  const found =
    lastLines.findLast((line) => /inconsisten/i.test(line)) ?? lastLines.findLast((line) => line.trim() !== '');
  throw new BulkgenError(
    'store-inconsistent',
    `neo4j-admin found the new store inconsistent: ${found ?? 'it said nothing'}`,
    {
      hint: 'Nothing was changed. What it printed last is shown with --debug.',
      cause: new Error(lastLines.join('\n')),
    },
  );
}
