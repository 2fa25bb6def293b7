import { BulkgenError } from '../errors.ts';
import type { CommandContext, CommonOptions } from './context.ts';
import { printText } from './output/print-text.ts';
import { createProgressView } from './output/progress.ts';

/** Errors of commands that had printed their result before: with `--json`, stdout holds one object. */
export const thrownAfterResult = new WeakSet<object>();

/** Runs a command's work with signals, progress and output set up, and takes them down again. */
export async function withContext(
  options: CommonOptions,
  work: (context: CommandContext) => Promise<void>,
): Promise<void> {
  const controller = new AbortController();
  const view = createProgressView(options);
  const onSignal = (name: NodeJS.Signals): void => {
    if (controller.signal.aborted) return; // a second Ctrl-C must not skip the clean-up
    view.note(`${name}: stopping …`);
    const error =
      name === 'SIGINT'
        ? new BulkgenError('interrupted', 'Interrupted before the work was done')
        : new BulkgenError('terminated', 'Terminated before the work was done');
    controller.abort(error);
  };
  const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;
  for (const name of signals) process.on(name, onSignal);
  let hasResult = false;
  try {
    await work({
      signal: controller.signal,
      onProgress: view.onProgress,
      note: view.note,
      async result(value, text) {
        view.clear();
        hasResult = true;
        await printText(options.json ? `${JSON.stringify(value, undefined, 2)}\n` : text);
      },
    });
  } catch (error) {
    if (hasResult && typeof error === 'object' && error) thrownAfterResult.add(error);
    throw error;
  } finally {
    view.clear();
    for (const name of signals) process.off(name, onSignal);
  }
}
