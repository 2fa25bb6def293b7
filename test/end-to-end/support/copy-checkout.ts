import { cp, symlink } from 'node:fs/promises';
import { join } from 'node:path';

const root = join(import.meta.dirname, '../../..');

/** Copies this checkout without installed and built files, for a test that builds: other tests use `dist` at the same time. */
export async function copyCheckout(folder: string): Promise<string> {
  const excluded = ['node_modules', 'dist', '.node', '.git'].map((name) => join(root, name));
  await cp(root, folder, { recursive: true, filter: (path) => !excluded.includes(path) });
  return folder;
}

/** Copies this checkout so that the copy shares the installed packages. */
export async function copyInstalled(folder: string): Promise<string> {
  await symlink(join(root, 'node_modules'), join(await copyCheckout(folder), 'node_modules'));
  return folder;
}
