import { cp, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { execa } from 'execa';
import { afterFile } from '../../setup/after-file.ts';

/** Puts a folder onto a small file system of its own, which a test can fill or make read-only without harm. Needs root. */
export async function putInMemory(folder: string, size: string): Promise<void> {
  const aside = await mkdtemp(join(tmpdir(), 'bulkgen-data-'));
  await cp(folder, aside, { recursive: true });
  await execa('mount', ['-t', 'tmpfs', '-o', `size=${size},mode=700`, 'bulkgen-test', folder]);
  afterFile(() => execa('umount', ['--lazy', folder]));
  await cp(aside, folder, { recursive: true });
  await rm(aside, { recursive: true });
}
