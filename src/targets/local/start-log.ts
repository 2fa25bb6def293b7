import { readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { BulkgenError } from '../../errors.ts';
import { findReason } from '../neo4j/program-output.ts';
import type { ServerFolders } from './server-folders.ts';

/** What a server and its launcher write from a moment on. */
export interface StartLog {
  /** The file for the launcher's output. */
  readonly output: string;
  /** The error `start-failed` with the reason why the server did not start. */
  explain(): Promise<BulkgenError>;
}

/** Call it before the start: Neo4j appends to the log of earlier starts. */
export async function beginStartLog({ logs, work }: ServerFolders): Promise<StartLog> {
  const serverLog = join(logs, 'neo4j.log');
  const output = join(work, 'start.log');
  const sizeBefore = await readSize(serverLog);
  return {
    output,
    async explain() {
      const launcherOutput = await readFile(output, 'utf8').catch(() => '');
      const reason = findReason(await readFrom(serverLog, sizeBefore)) ?? findComplaint(launcherOutput);
      return new BulkgenError('start-failed', `Neo4j did not start: ${reason ?? 'its log gives no reason'}`, {
        hint: `See its logs, ${serverLog} and ${output}.`,
      });
    },
  };
}

/** The most useful line of the launcher's output: an error, else a refusal, else the last line. */
export function findComplaint(output: string): string | undefined {
  const lines = output.split('\n').filter((line) => /^\S/.test(line) && !/--verbose|^WARNING/.test(line));
  return (
    lines.find((line) => /^Error|Exception/.test(line)) ??
    lines.find((line) => /failed|denied|not found|unable|cannot/i.test(line)) ??
    lines.at(-1)
  );
}

async function readSize(path: string): Promise<number> {
  return stat(path).then(
    ({ size }) => size,
    () => 0,
  );
}

/** The text of a file from a position on. The whole text when the file was truncated. */
async function readFrom(path: string, position: number): Promise<string> {
  const bytes = await readFile(path).catch(() => Buffer.alloc(0));
  return bytes.toString('utf8', position <= bytes.length ? position : 0);
}
