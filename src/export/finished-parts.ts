// An export records each finished part, so that the next export can resume it after a kill.
import { appendFile, readdir, readFile, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { isCount, isHash } from './parse-record.ts';
import type { WrittenPart } from './write-part.ts';

/** The parts that are on disk, by path. */
export type FinishedParts = ReadonlyMap<string, WrittenPart>;

const recordName = 'finished.jsonl';

/** Records a part that is on disk. */
export async function recordPart(folder: string, path: string, part: WrittenPart): Promise<void> {
  await appendFile(join(folder, recordName), `${JSON.stringify({ path, part })}\n`);
}

/** Reads the recorded parts that exist with their size. Removes every other file except those of `kept`. */
export async function readFinishedParts(folder: string, kept: readonly string[]): Promise<FinishedParts> {
  const text = await readFile(join(folder, recordName), 'utf8').catch(() => '');
  const finished = new Map<string, WrittenPart>();
  for (const line of text.split('\n').slice(0, -1)) {
    const { path, part } = parseRecord(line) ?? {};
    if (path === undefined || part === undefined) continue;
    const found = await stat(join(folder, path)).catch(() => undefined);
    if (found?.size === part.size) finished.set(path, part);
  }
  for (const name of await readdir(folder)) {
    if (name !== recordName && !kept.includes(name) && !finished.has(name))
      await rm(join(folder, name), { recursive: true });
  }
  return finished;
}

/** Undefined for a line that a power cut left incomplete, or that is damaged. */
function parseRecord(line: string): { readonly path: string; readonly part: WrittenPart } | undefined {
  try {
    const { path, part } = JSON.parse(line);
    const isPart = [part.size, part.bytes, part.nulls].every(isCount) && isHash(part.sha256);
    return typeof path === 'string' && isPart ? { path, part } : undefined;
  } catch {
    return undefined;
  }
}
