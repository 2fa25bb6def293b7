import { readFile, stat } from 'node:fs/promises';
import { BulkgenError } from '../../errors.ts';
import { findReason } from '../java/find-reason.ts';
import type { Home } from './home.ts';

/** Says why a server ended before it was up, from what it wrote since it last began. */
export async function explainEarlyEnd({ serverLog, neo4jLog, processFile }: Home): Promise<BulkgenError> {
  // A server that ends before it has read its settings leaves the log of the one before it as it was.
  const wroteLog = (await timeOfChange(neo4jLog)) >= (await timeOfChange(processFile));
  const own = wroteLog ? await readFile(neo4jLog, 'utf8') : '';
  const jvm = await readFile(serverLog, 'utf8').catch(() => '');
  const reason = findReason(own.slice(own.lastIndexOf('Logging config in use'))) ?? findReason(jvm);
  return new BulkgenError('start-failed', `Neo4j ended while starting: ${reason ?? 'it left no reason in its log'}`, {
    hint: `Its logs are ${neo4jLog} and ${serverLog}.`,
  });
}

async function timeOfChange(path: string): Promise<number> {
  return stat(path).then(
    ({ mtimeMs }) => mtimeMs,
    () => 0,
  );
}
