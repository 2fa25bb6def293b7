import { execa } from 'execa';
import { BulkgenError } from '../../errors.ts';
import { type DockerCall, missingDocker, refuseDaemon, sayReason } from './docker-command.ts';

export interface ContainerLogOptions extends DockerCall {
  /** How many lines of what is there. */
  readonly lines: number;
  /** Whether to go on with what is added, until the signal fires or the container ends. */
  readonly follow: boolean;
}

/** What a container said on stdout and stderr, in order. */
export async function* readContainerLog(
  container: string,
  { lines, follow, env, signal }: ContainerLogOptions,
): AsyncGenerator<string> {
  const args = ['logs', '--tail', `${lines}`, ...(follow ? ['--follow'] : []), container];
  const child = execa('docker', args, {
    env,
    extendEnv: false,
    stdin: 'ignore',
    buffer: false,
    reject: false,
    all: true,
    ...(signal && { cancelSignal: signal }),
  });
  let lastLine = '';
  try {
    for await (const line of child.iterable({ from: 'all' })) {
      lastLine = line;
      yield line;
    }
  } catch (error) {
    if (!signal?.aborted) throw error;
  } finally {
    child.kill();
  }
  const { exitCode, isTerminated, cause } = await child;
  if (exitCode === 0 || isTerminated || signal?.aborted) return;
  if (exitCode === undefined) throw missingDocker(cause);
  refuseDaemon(lastLine);
  throw new BulkgenError('docker-failed', `\`docker logs ${container}\` failed: ${sayReason(lastLine)}`);
}
