import { BulkgenError } from '../../errors.ts';
import type { ProgressTracker } from '../../progress/tracker.ts';
import { runChild } from '../../system/run-child.ts';
import { type DockerCall, extractReason, missingDocker, tryDocker } from './command.ts';

export interface FetchImageOptions extends DockerCall {
  readonly tracker: ProgressTracker;
}

/** Pulls an image unless Docker already has it. Throws `provisioning-failed`. */
export async function fetchImage(image: string, { env, signal, tracker }: FetchImageOptions): Promise<void> {
  if ((await tryDocker(['image', 'inspect', image], { env, signal })).exitCode === 0) return;
  tracker.start('provision-image', {
    message: `Pulling the image ${image}`,
    finished: `Pulled the image ${image}`,
    unit: 'layers',
  });
  const { exitCode, lastLines } = await runChild({
    command: 'docker',
    args: ['pull', image],
    env,
    folder: '/',
    signal,
    whenMissing: missingDocker,
    onLine(line) {
      if (/: (Pull complete|Already exists)$/.test(line)) tracker.advance(1);
    },
  });
  if (exitCode === 0) return tracker.finish();
  const reason = extractReason(lastLines.findLast((line) => line.trim() !== '') ?? '');
  throw new BulkgenError('provisioning-failed', `Docker could not fetch the image \`${image}\`: ${reason}`, {
    hint: 'Check the network, or set BULKGEN_IMAGE to an image that Docker already has.',
    cause: new Error(lastLines.join('\n')),
  });
}
