import { cp } from 'node:fs/promises';
import { join } from 'node:path';

const root = join(import.meta.dirname, '../../..');

/** Copies this checkout without what was installed or built in it, for what builds: the track beside uses `dist`. */
export async function copyCheckout(folder: string): Promise<void> {
  const left = ['node_modules', 'dist', '.node', '.git'].map((name) => join(root, name));
  await cp(root, folder, { recursive: true, filter: (path) => !left.includes(path) });
}
