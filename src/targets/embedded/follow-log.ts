import { open, readFile } from 'node:fs/promises';
import { setTimeout } from 'node:timers/promises';
import type { FollowOptions } from '../own-server.ts';

const pollMilliseconds = 250;

/** The last lines of a file. Empty when the file does not exist. */
export async function readTail(path: string, lines: number): Promise<readonly string[]> {
  const text = await readFile(path, 'utf8').catch(() => '');
  return lastOf(text.split('\n').slice(0, -1), lines);
}

/** The last lines of a file, and then each line that is added, until the signal is aborted. Reads a truncated file from its start. */
export async function* followTail(path: string, { lines, signal }: FollowOptions): AsyncGenerator<string> {
  const before = await readFile(path).catch(() => Buffer.alloc(0));
  let position = before.lastIndexOf('\n') + 1;
  yield* lastOf(before.toString('utf8', 0, position).split('\n').slice(0, -1), lines);
  while (!signal?.aborted) {
    const added = await readFrom(path, position);
    if (added === undefined) position = 0;
    const end = (added?.lastIndexOf('\n') ?? -1) + 1;
    if (added && end > 0) {
      position += end;
      yield* added.toString('utf8', 0, end).split('\n').slice(0, -1);
    } else {
      await setTimeout(pollMilliseconds, undefined, signal && { signal }).catch(() => {});
    }
  }
}

function lastOf(lines: readonly string[], count: number): readonly string[] {
  return lines.slice(Math.max(0, lines.length - count));
}

/** The bytes of a file from a position on. Undefined when the file is shorter than that, or does not exist. */
async function readFrom(path: string, position: number): Promise<Buffer | undefined> {
  const file = await open(path, 'r').catch(() => undefined);
  if (!file) return undefined;
  try {
    const { size } = await file.stat();
    if (size < position) return undefined;
    const buffer = Buffer.alloc(Math.min(size - position, 1024 * 1024));
    const { bytesRead } = await file.read(buffer, 0, buffer.length, position);
    return buffer.subarray(0, bytesRead);
  } finally {
    await file.close();
  }
}
