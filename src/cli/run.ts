import { BulkgenError } from '../errors.ts';
import type { CommandContext, CommonOptions } from './context.ts';
import { createProgressView } from './progress-view.ts';

/** Runs a command's work with signals, progress and output set up, and takes them down again. */
export async function withContext(
  options: CommonOptions,
  work: (context: CommandContext) => Promise<void>,
): Promise<void> {
  const controller = new AbortController();
  const view = createProgressView(options);
  const onSignal = (name: NodeJS.Signals): void => {
    if (controller.signal.aborted) return; // cleaning up: a second Ctrl-C must not skip it
    view.note('Stopping: putting everything back …');
    const [code, word] =
      name === 'SIGINT' ? (['interrupted', 'Interrupted'] as const) : (['terminated', 'Terminated'] as const);
    controller.abort(new BulkgenError(code, `${word} before the work was done`));
  };
  process.on('SIGINT', onSignal).on('SIGTERM', onSignal);
  try {
    await work({
      signal: controller.signal,
      onProgress: view.onProgress,
      note: view.note,
      result(value, text) {
        view.clear();
        process.stdout.write(options.json ? `${JSON.stringify(value, undefined, 2)}\n` : text);
      },
    });
  } finally {
    view.clear();
    process.off('SIGINT', onSignal).off('SIGTERM', onSignal);
  }
}
