import { BulkgenError } from '../../errors.ts';
import { quoteWord } from '../../system/quote-word.ts';
import { followCommand } from '../../system/run-command.ts';
import { type DockerCall, extractReason, missingDocker, refuseDaemon } from './command.ts';

export interface ContainerLogOptions extends DockerCall {
  /** How many of the existing lines. */
  readonly lines: number;
  /** Whether to wait for new lines until the signal fires or the container ends. */
  readonly follow: boolean;
}

/** What a container printed on stdout and stderr, in order. */
export async function* readContainerLog(
  container: string,
  { lines, follow, env, signal }: ContainerLogOptions,
): AsyncGenerator<string> {
  const args = ['logs', '--tail', `${lines}`, ...(follow ? ['--follow'] : []), container];
  const { lines: logLines, ended } = followCommand('docker', args, { env, signal });
  let lastLine = '';
  for await (const line of logLines) {
    lastLine = line;
    yield line;
  }
  const { exitCode, endedBy, cause } = await ended;
  if (exitCode === 0 || endedBy !== undefined || signal?.aborted) return;
  if (exitCode === undefined) throw missingDocker(cause);
  refuseDaemon(lastLine);
  throw new BulkgenError('docker-failed', `\`docker logs ${quoteWord(container)}\` failed: ${extractReason(lastLine)}`);
}
