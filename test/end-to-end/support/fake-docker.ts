import { chmod, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { execa } from 'execa';
import { afterFile } from '../../setup/after-file.ts';

/**
 * A folder for PATH with a `docker` that answers some of its commands by lines of shell and leaves the others to the real
 * one, at the daemon of the tests wherever DOCKER_HOST says. For failures that a real one does not produce on demand.
 */
export async function makeFakeDocker(answers: Readonly<Record<string, string>>): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'bulkgen-docker-'));
  afterFile(() => rm(folder, { recursive: true, force: true }));
  const { stdout: real } = await execa('sh', ['-c', 'command -v docker']);
  const host = process.env['DOCKER_HOST'];
  const cases = Object.entries(answers).map(([command, answer]) => `${command}) ${answer} ;;\n`);
  const path = join(folder, 'docker');
  await writeFile(
    path,
    `#!/bin/sh
case $1 in
${cases.join('')}esac
${host === undefined ? 'unset DOCKER_HOST' : `export DOCKER_HOST='${host}'`}
exec '${real}' "$@"
`,
  );
  await chmod(path, 0o755);
  return folder;
}
