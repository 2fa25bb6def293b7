import { chmod, mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';

/** Creates the files of a JDK that bulkgen reads. Returns the path of its `java`. */
export async function installJava(home: string, version: string): Promise<string> {
  const executable = join(home, 'bin', 'java');
  await mkdir(dirname(executable), { recursive: true });
  await writeFile(executable, '');
  await chmod(executable, 0o755);
  await writeFile(join(home, 'release'), `IMPLEMENTOR="Test"\nJAVA_VERSION="${version}"\n`);
  return executable;
}
