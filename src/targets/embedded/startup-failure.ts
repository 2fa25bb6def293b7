import { readFile, stat } from 'node:fs/promises';
import { BulkgenError } from '../../errors.ts';
import { findReason } from '../java/find-reason.ts';
import type { Home } from './home.ts';

/** The error for a server that ended before it was up, with the reason from what it wrote since this start. */
export async function explainStartupFailure({ serverLog, neo4jLog, processFile }: Home): Promise<BulkgenError> {
  // A server that ends before it has read its settings does not write neo4j.log: its text is then from an earlier start.
  const hasWrittenLog = (await modificationTime(neo4jLog)) >= (await modificationTime(processFile));
  const log = hasWrittenLog ? await readFile(neo4jLog, 'utf8') : '';
  const jvmOutput = await readFile(serverLog, 'utf8').catch(() => '');
  const reason = findReason(log.slice(log.lastIndexOf('Logging config in use'))) ?? findReason(jvmOutput);
  return new BulkgenError('start-failed', `Neo4j ended while starting: ${reason ?? 'its log gives no reason'}`, {
    hint: `See its logs, ${neo4jLog} and ${serverLog}.`,
  });
}

async function modificationTime(path: string): Promise<number> {
  return stat(path).then(
    ({ mtimeMs }) => mtimeMs,
    () => 0,
  );
}
