// Opening a pipe without a writer never returns. It blocks a thread of this process, so that no signal ends the process.
import { readFileSync, type Stats, statSync } from 'node:fs';
import { readFile, stat } from 'node:fs/promises';
import { Socket } from 'node:net';
import { resolve } from 'node:path';
import { addAbortSignal, type Readable } from 'node:stream';
import { throwIfAborted } from '../errors.ts';

/** Reads a text file. Throws for a pipe or a device. */
export async function readTextFile(path: string): Promise<string> {
  const state = await stat(path);
  if (!state.isFile()) throw notAFile(state);
  return readFile(path, 'utf8');
}

/**
 * Reads a text file that a user named. A pipe or a device is read to its end if this process inherited it: `/dev/stdin`, or the
 * `/dev/fd/63` of a shell's `<(…)`. Throws for any other.
 */
export async function readNamedFile(path: string, signal?: AbortSignal): Promise<string> {
  const state = await stat(path);
  if (state.isFile()) return readFile(path, 'utf8');
  const descriptor = findInherited(path);
  if (descriptor === undefined) throw notAFile(state);
  return readToEnd(descriptor === 0 ? process.stdin : new Socket({ fd: descriptor, writable: false }), signal);
}

/** The same before this process listens to signals, when reading may block it. */
export function readNamedFileSync(path: string): string {
  const state = statSync(path);
  if (!state.isFile() && findInherited(path) === undefined) throw notAFile(state);
  return readFileSync(path, 'utf8');
}

/** Throws before a file is written that is a pipe which this process did not inherit: opening one without a reader never returns. */
export async function refusePipe(path: string): Promise<void> {
  const state = await stat(path).catch(() => undefined);
  if (state?.isFIFO() && findInherited(path) === undefined) throw notAFile(state);
}

/** Why a file could not be read. Node's message repeats the path, which the message of bulkgen names already. */
export function reasonOf(error: unknown): string {
  return (error as Error).message.replace(/, \w+( '.*')?$/, '');
}

function findInherited(path: string): number | undefined {
  const [, place, number] = /^\/(?:dev|proc\/(self|\d+))\/fd\/(\d+)$/.exec(resolve(path)) ?? [];
  if (place !== undefined && place !== 'self' && Number(place) !== process.pid) return undefined;
  if (number !== undefined) return Number(number);
  const standard = ['/dev/stdin', '/dev/stdout', '/dev/stderr'].indexOf(resolve(path));
  return standard < 0 ? undefined : standard;
}

/** An endless input must not fill the memory. */
const mostBytes = 2 ** 26;

async function readToEnd(input: Readable, signal: AbortSignal | undefined): Promise<string> {
  if (signal) addAbortSignal(signal, input);
  const chunks: Uint8Array[] = [];
  let bytes = 0;
  try {
    for await (const chunk of input) {
      chunks.push(chunk);
      bytes += chunk.length;
      if (bytes > mostBytes) throw new Error('it has more than 64 MiB');
    }
  } catch (error) {
    throwIfAborted(signal);
    throw error;
  }
  return Buffer.concat(chunks).toString();
}

function notAFile(state: Stats): Error {
  const kind = state.isDirectory() ? 'folder' : state.isFIFO() ? 'pipe' : state.isSocket() ? 'socket' : 'device';
  return new Error(`it is a ${kind}, not a file`);
}
