import { BulkgenError } from '../errors.ts';
import type { ProgressListener } from '../progress/progress.ts';
import type { CommonOptions } from './options/common.ts';
import { createProgressView } from './output/progress.ts';
import { writeRaw, writeText } from './output/terminal.ts';

/** What the work of a command gets: the signal to stop, and where progress, messages and the result go. */
export interface CommandContext {
  readonly signal: AbortSignal;
  readonly onProgress: ProgressListener;
  /** Prints the result, once per command: the object with `--json`, else the text. */
  result(value: unknown, text: string): Promise<void>;
  /**
   * Prints text for people, or bytes as they are, on stdout and waits until they are written. Returns false when the reader is gone (`| head -1`);
   * throws `write-failed` for anything else, such as a full disk.
   */
  print(text: string | Uint8Array): Promise<boolean>;
  /** Prints a line on stderr; silent with `--quiet` and `--progress json`. */
  note(text: string): void;
}

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
        await (options.json ? printAs(writeRaw, `${JSON.stringify(value, undefined, 2)}\n`) : print(text));
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

function print(text: string | Uint8Array): Promise<boolean> {
  return typeof text === 'string' ? printAs(writeText, text) : printAs(writeRaw, text);
}

type Write<Text> = (stream: NodeJS.WriteStream, text: Text, onWritten: (error?: Error | null) => void) => void;

async function printAs<Text>(write: Write<Text>, text: Text): Promise<boolean> {
  const error = await new Promise<NodeJS.ErrnoException | null | undefined>((resolve) => {
    write(process.stdout, text, resolve);
  });
  if (!error) return true;
  if (error.code === 'EPIPE' || error.code === 'ERR_STREAM_DESTROYED') return false;
  throw new BulkgenError('write-failed', `Could not write to stdout: ${error.message}`, { cause: error });
}
