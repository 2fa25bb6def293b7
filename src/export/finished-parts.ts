// What an export has finished is noted beside it, so that one that was killed can be gone on with.
import { appendFile, readdir, readFile, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { WrittenPart } from './write-part.ts';

/** The parts that are on disk, by their path. */
export type FinishedParts = ReadonlyMap<string, WrittenPart>;

const recordName = 'finished.jsonl';

/** Notes a part that is on disk. */
export async function recordPart(folder: string, path: string, part: WrittenPart): Promise<void> {
  await appendFile(join(folder, recordName), `${JSON.stringify({ path, part })}\n`);
}

/** The parts that were noted and are there with their size; every other file but these and `kept` is removed. */
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

/** A line that was cut off by a power cut is none. */
function parseRecord(line: string): { readonly path: string; readonly part: WrittenPart } | undefined {
  try {
    return JSON.parse(line);
  } catch {
    return undefined;
  }
}
