import { Readable } from 'node:stream';
import { trackBytes } from '../../progress/track-bytes.ts';
import { ProgressTracker } from '../../progress/tracker.ts';
import type { DumpInput, Import } from '../sources/source.ts';
import { adminFailed, refuseFullDisk } from './failed.ts';
import { makeAdminFiles } from './files.ts';
import type { ImportedCounts } from './output.ts';

/**
 * Runs `neo4j-admin database load` into the staging folder; answers what the source says is in it, for neo4j-admin says
 * nothing. The dump goes through its standard input, so that no file of it is needed where the target is. Throws
 * `admin-failed` with its own last words, and what the dump's stream throws.
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
  if (result.exitCode !== 0) {
    await refuseFullDisk(target, result.exitCode);
    throw adminFailed(result, { hint: 'Nothing was changed. What it printed last is shown with --debug.' });
  }
  tracker.finish();
  return { nodes: 0, relationships: 0, properties: 0, ...source.counts };
}

/** The arguments of `neo4j-admin database load`; `configFile` leads it into the staging folder. */
export function loadArguments(database: string, configFile: string): readonly string[] {
  return ['database', 'load', database, '--from-stdin', `--additional-config=${configFile}`];
}
