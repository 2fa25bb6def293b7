import { BulkgenError } from '../errors.ts';
import type { CommandContext, CommonOptions } from './context.ts';
import { createProgressView } from './output/progress.ts';

/** Errors thrown after the result was printed: with `--json`, stdout must hold one object only. */
export const thrownAfterResult = new WeakSet<object>();

/** Runs the work of a command with signals, progress and output set up, and removes them afterwards. */
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
      print,
      async result(value, text) {
        view.clear();
        hasResult = true;
        await print(options.json ? `${JSON.stringify(value, undefined, 2)}\n` : text);
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

async function print(text: string | Uint8Array): Promise<boolean> {
  const error = await new Promise<NodeJS.ErrnoException | null | undefined>((resolve) => {
    process.stdout.write(text, resolve);
  });
  if (!error) return true;
  if (error.code === 'EPIPE' || error.code === 'ERR_STREAM_DESTROYED') return false;
  throw new BulkgenError('write-failed', `Could not write to stdout: ${error.message}`, { cause: error });
}
