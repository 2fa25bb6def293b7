import { statfs } from 'node:fs/promises';
import { BulkgenError } from '../errors.ts';
import { formatBytes } from './format-number.ts';

/** Too little free space, in bytes. */
export interface SpaceShortage {
  /** The folder, with what else identifies it. */
  readonly place: string;
  readonly needed: number;
  readonly free: number;
}

/** `Expected 1.2 GB of free space in /data, got 5.0 MB`. */
export function describeShortage({ place, needed, free }: SpaceShortage): string {
  return `Expected ${formatBytes(needed)} of free space in ${place}, got ${formatBytes(free)}`;
}

/** Bytes that this user may still write on the file system of a folder. */
export async function readFreeBytes(folder: string): Promise<number> {
  const { bavail, bsize } = await statfs(folder);
  return bavail * bsize;
}

/** The `no-space` error of a shortage. */
export function noSpace(
  shortage: SpaceShortage,
  options: { readonly hint: string; readonly cause?: unknown },
): BulkgenError {
  return new BulkgenError('no-space', describeShortage(shortage), options);
}
