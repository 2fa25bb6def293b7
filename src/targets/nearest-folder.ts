import { dirname } from 'node:path/posix';
import type { TargetFiles } from './target.ts';

/** The folder, or the one above it that it would be made in. */
export async function nearestFolder(files: TargetFiles, folder: string): Promise<string> {
  let path = folder;
  while (path !== dirname(path) && !(await files.exists(path))) path = dirname(path);
  return path;
}
