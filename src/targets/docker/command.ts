import { BulkgenError, throwIfAborted } from '../../errors.ts';
import { runCommand } from '../../system/run-command.ts';

/** How bulkgen calls the user's `docker`. DOCKER_HOST or the current context names the daemon. */
export interface DockerCall {
  readonly env: NodeJS.ProcessEnv;
  readonly signal?: AbortSignal | undefined;
}

export interface DockerAnswer {
  readonly exitCode: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs `docker` and returns its result, whatever its exit code. Throws `no-docker` without the command or its daemon. */
export async function tryDocker(args: readonly string[], { env, signal }: DockerCall): Promise<DockerAnswer> {
  // Detached, because bulkgen may need this command to undo its work after a Ctrl-C.
  const answer = await runCommand('docker', args, { env, signal, detached: true });
  const { exitCode, stdout, stderr, endedBy } = answer;
  throwIfAborted(signal);
  if (endedBy !== undefined) throw new BulkgenError('docker-failed', `\`docker ${args[0]}\` was ended by ${endedBy}`);
  if (exitCode === undefined) throw missingDocker(answer.cause);
  if (exitCode !== 0) refuseDaemon(stderr);
  return { exitCode, stdout, stderr };
}

/** Runs `docker` and returns its output. Throws `docker-failed` with Docker's reason on a non-zero exit. */
export async function runDocker(args: readonly string[], call: DockerCall): Promise<string> {
  const { exitCode, stdout, stderr } = await tryDocker(args, call);
  if (exitCode === 0) return stdout;
  throw new BulkgenError('docker-failed', `\`docker ${args[0]}\` failed: ${extractReason(stderr)}`);
}

/** The reason in what `docker` prints on stderr, without its prefix and the usage that follows. */
export function extractReason(stderr: string): string {
  const line =
    stderr.split('\n').find((text) => text.trim() !== '' && !text.startsWith('WARNING')) ?? 'it gave no reason';
  return line
    .trim()
    .replace(/^docker: /, '')
    .replace(/^Error response from daemon: /, '')
    .replace(/\.$/, '');
}

/** Throws `no-docker` when this output of the client means that it could not reach a daemon. */
export function refuseDaemon(stderr: string): void {
  if (/permission denied while trying to connect/i.test(stderr)) {
    throw new BulkgenError('no-docker', 'This user is not allowed to use the Docker daemon', {
      hint: 'Add the user to the group `docker` and log in again, or run bulkgen as a user who may use Docker.',
      cause: new Error(stderr),
    });
  }
  const line = stderr.split('\n').find((text) => unreachable.test(text));
  if (line === undefined) return;
  throw new BulkgenError('no-docker', `Docker does not answer: ${extractReason(line)}`, {
    hint: 'Start Docker (Docker Desktop, or `sudo systemctl start docker`), or set DOCKER_HOST to the address of its daemon.',
    cause: new Error(stderr),
  });
}

const unreachable =
  /cannot connect to the docker daemon|failed to connect to the docker api|error during connect|dial unix|dial tcp/i;

/** The error on a machine without the command. */
export function missingDocker(cause: unknown): BulkgenError {
  return new BulkgenError('no-docker', 'There is no `docker` command on this machine', {
    hint: 'Install Docker, or import into another target with --target.',
    cause,
  });
}
