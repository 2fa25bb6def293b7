import { chmod, mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

const bin = join(import.meta.dirname, '../../../src/bin.ts');

/** An environment whose PATH has the program `bulkgen` of this checkout. The program is written into a folder. */
export async function withBulkgen(folder: string): Promise<NodeJS.ProcessEnv> {
  const programs = join(folder, 'bin');
  await mkdir(programs, { recursive: true });
  const path = join(programs, 'bulkgen');
  await writeFile(path, `#!/bin/sh\nexec '${process.execPath}' '${bin}' "$@"\n`);
  await chmod(path, 0o755);
  return { ...process.env, PATH: `${programs}:${process.env['PATH']}` };
}
