import { BulkgenError } from '../../../errors.ts';
import { localFiles } from '../../../system/local-files.ts';
import { type DockerCall, tryDocker } from '../command.ts';
import { composeFile } from './home.ts';
import type { ComposeProject } from './project.ts';

export interface ComposeCall extends DockerCall {
  readonly project: ComposeProject;
  /** Values for compose.yaml. They take precedence over those of the environment and of the home. */
  readonly variables?: Readonly<Record<string, string>>;
}

/** Runs `docker compose` on bulkgen's compose.yaml and returns its output. Throws `docker-failed` with Docker's reason. */
export async function runCompose(args: readonly string[], call: ComposeCall): Promise<string> {
  const { project, variables, env, signal } = call;
  const { name, home } = project;
  const settings = (await localFiles.exists(home.settings)) ? ['--env-file', home.settings] : [];
  const { exitCode, stdout, stderr } = await tryDocker(
    ['compose', '--project-name', name, '--file', composeFile, ...settings, ...args],
    { env: { ...env, ...variables, COMPOSE_PROGRESS: 'quiet' }, signal },
  );
  if (exitCode === 0) return stdout;
  const reason = stderr
    .trimEnd()
    .split('\n')
    .at(-1)
    ?.replace(/^Error response from daemon: /, '');
  throw new BulkgenError('docker-failed', `\`docker compose ${args[0]}\` failed: ${reason || 'it gave no reason'}`, {
    hint: `Check the values in ${home.settings} for the Compose file ${composeFile}.`,
    cause: new Error(stderr),
  });
}

/** Throws `no-docker` when `docker` does not have Compose 2. */
export async function requireCompose(call: DockerCall): Promise<void> {
  const { exitCode, stderr } = await tryDocker(['compose', 'version'], call);
  if (exitCode === 0) return;
  throw new BulkgenError('no-docker', 'The `docker` on this machine has no Compose plugin', {
    hint: 'Install Docker Desktop, or on Linux the package docker-compose-plugin or docker-compose-v2.',
    cause: new Error(stderr),
  });
}
