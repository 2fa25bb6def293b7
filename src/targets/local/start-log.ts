import { readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { BulkgenError } from '../../errors.ts';
import { findReason } from '../java/find-reason.ts';
import type { ServerFolders } from './server-folder.ts';

/** What a server and its launcher write from now on. */
export interface StartLog {
  /** Where the launcher's own words go. */
  readonly output: string;
  /** Why the server did not start, as `start-failed`. */
  explain(): Promise<BulkgenError>;
}

/** To be called before the start, since Neo4j adds to the log of the server before. */
export async function beginStartLog({ logs, work }: ServerFolders): Promise<StartLog> {
  const serverLog = join(logs, 'neo4j.log');
  const output = join(work, 'start.log');
  const before = await sizeOf(serverLog);
  return {
    output,
    async explain() {
      const said = await readFile(output, 'utf8').catch(() => '');
      const reason = findReason(await readFrom(serverLog, before)) ?? findComplaint(said);
      return new BulkgenError('start-failed', `Neo4j did not start: ${reason ?? 'it left no reason in its log'}`, {
        hint: `Its logs are ${serverLog} and ${output}.`,
      });
    },
  };
}

/** The line of the launcher's output that tells most: an error, else a refusal, else the last. */
export function findComplaint(output: string): string | undefined {
  const lines = output.split('\n').filter((line) => /^\S/.test(line) && !/--verbose|^WARNING/.test(line));
  return (
    lines.find((line) => /^Error|Exception/.test(line)) ??
    lines.find((line) => /failed|denied|not found|unable|cannot/i.test(line)) ??
    lines.at(-1)
  );
}

async function sizeOf(path: string): Promise<number> {
  return stat(path).then(
    ({ size }) => size,
    () => 0,
  );
}

/** What a file holds from a position on, or the whole of one that has begun anew. */
async function readFrom(path: string, position: number): Promise<string> {
  const bytes = await readFile(path).catch(() => Buffer.alloc(0));
  return bytes.toString('utf8', position <= bytes.length ? position : 0);
}
