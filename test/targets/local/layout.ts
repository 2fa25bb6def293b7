import { chmod, mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { makeTemporaryFolder } from '../../setup/temporary-folder.ts';

export interface LayoutOptions {
  readonly jar?: string;
  readonly settings?: string;
  readonly hasScripts?: boolean;
}

/** Creates the folders and files of an installation, without a Neo4j that could run. */
export async function layOut({ jar, settings = '', hasScripts = true }: LayoutOptions = {}): Promise<string> {
  const home = join(await makeTemporaryFolder(), 'neo4j');
  for (const name of ['bin', 'conf', 'data', 'lib', 'logs', 'run']) await mkdir(join(home, name), { recursive: true });
  await writeFile(join(home, 'lib', jar ?? 'neo4j-kernel-5.26.30.jar'), '');
  await writeFile(join(home, 'conf', 'neo4j.conf'), settings);
  for (const name of hasScripts ? ['neo4j', 'neo4j-admin'] : []) {
    await writeFile(join(home, 'bin', name), '#!/bin/sh\nexit 1\n', { mode: 0o755 });
  }
  return home;
}

/** An environment whose only Java suits Neo4j 5.26 and cannot be started. */
export async function makeEnvironment(): Promise<NodeJS.ProcessEnv> {
  const java = join(await makeTemporaryFolder(), 'java');
  await mkdir(join(java, 'bin'), { recursive: true });
  await writeFile(join(java, 'bin', 'java'), '');
  await chmod(join(java, 'bin', 'java'), 0o755);
  await writeFile(join(java, 'release'), 'JAVA_VERSION="17.0.15"\n');
  return { JAVA_HOME: java };
}
