import { Readable } from 'node:stream';
import { ProgressTracker, trackBytes } from '../../progress/tracker.ts';
import type { DumpInput, Import } from '../sources/source.ts';
import { storeFailed } from './failure.ts';
import { makeAdminFiles } from './files.ts';
import type { ImportedCounts } from './output.ts';

/**
 * Runs `neo4j-admin database load` into the staging folder and returns the counts of the source, because neo4j-admin reports
 * none. The dump goes through standard input, so the target needs no file of it. Throws `admin-failed` with neo4j-admin's
 * last words, `no-space`, and what the dump's stream throws.
 */
export async function runLoader(
  work: Import,
  input: DumpInput,
  signal: AbortSignal | undefined,
): Promise<ImportedCounts> {
  const { target, source, onProgress } = work;
  const { configFile } = await makeAdminFiles(work);
  const tracker = new ProgressTracker(onProgress);
  tracker.start('import', {
    message: 'Loading the dump',
    finished: 'Loaded the dump',
    total: input.bytes,
    unit: 'bytes',
  });
  const dump = Readable.from(trackBytes(input.read(), tracker), { objectMode: false });
  const result = await target.runAdmin(loadArguments(work.database, configFile), { input: dump, signal });
  if (result.exitCode !== 0) throw await storeFailed(target, result);
  tracker.finish();
  return { nodes: 0, relationships: 0, properties: 0, ...source.counts };
}

/** The arguments of `neo4j-admin database load`; `configFile` directs it to the staging folder. */
export function loadArguments(database: string, configFile: string): readonly string[] {
  return ['database', 'load', database, '--from-stdin', `--additional-config=${configFile}`];
}
