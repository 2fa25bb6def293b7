import { Readable } from 'node:stream';
import { BulkgenError } from '../../errors.ts';
import { ProgressTracker, trackBytes } from '../../progress/tracker.ts';
import { findLastLines } from '../../targets/neo4j/program-output.ts';
import type { DumpInput, Import } from '../sources/source.ts';
import { adminFailed, storeFailed } from './failure.ts';
import { makeAdminFiles } from './files.ts';
import type { ImportedCounts } from './output.ts';

/**
 * Runs `neo4j-admin database load` into the staging folder and returns the counts of the source, because neo4j-admin reports
 * none. The dump goes through standard input, so the target needs no file of it. Throws `admin-failed` with neo4j-admin's
 * last lines, also for a store that needs a migration, `no-space`, and what the dump's stream throws.
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
  let unsupported: string | undefined;
  const onLine = (line: string): void => {
    if (line.includes('is not on a supported version')) unsupported ??= line;
  };
  const result = await target.runAdmin(loadArguments(work.database, configFile), { input: dump, onLine, signal });
  if (result.lastLines.some((line) => line.includes('newer version than the current binaries'))) {
    const message = `Expected a dump that Neo4j ${target.version} can load, got one of a newer Neo4j (${target.description})`;
    throw new BulkgenError('neo4j-older', message, { hint: newerNeo4j, cause: adminFailed(result) });
  }
  if (result.exitCode !== 0) {
    throw await storeFailed(target, result, { reason: findLastLines(result.lastLines), hint: otherDump });
  }
  // neo4j-admin then ends with exit code 0, and the database would stay offline.
  if (unsupported !== undefined) throw adminFailed(result, { reason: unsupported, hint: migrate });
  tracker.finish();
  return { nodes: 0, relationships: 0, properties: 0, ...source.counts };
}

const newerNeo4j = 'Restore it into the version of Neo4j that made it, or into a newer one. Nothing was changed.';
const otherDump = 'Check the dump with `bulkgen snapshot verify`, or make it again. Nothing was changed.';
const migrate =
  'Load the dump into a Neo4j 5 of your own, run `neo4j-admin database migrate` there, and dump it again. Nothing was changed.';

/** The arguments of `neo4j-admin database load`; `configFile` directs it to the staging folder. */
export function loadArguments(database: string, configFile: string): readonly string[] {
  return ['database', 'load', database, '--from-stdin', `--additional-config=${configFile}`];
}
