import { BulkgenError } from '../errors.ts';
import type { ProgressListener } from '../progress/progress.ts';
import type { LiveView } from './live/live-view.ts';
import type { CommonOptions } from './options/common.ts';
import type { LiveChoice } from './options/live.ts';
import { createProgressView, type ProgressView } from './output/progress.ts';
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

interface ContextOptions extends CommonOptions, LiveChoice {
  /** The words of the command: `bulkgen export`. */
  readonly title: string;
}

/** Runs the work of a command with signals, progress and output set up, and removes them afterwards. */
export async function withContext(
  options: ContextOptions,
  work: (context: CommandContext) => Promise<void>,
): Promise<void> {
  const controller = new AbortController();
  const live = await openLive(options);
  const view = watch(createProgressView(options), live);
  const onSignal = (name: NodeJS.Signals): void => {
    if (controller.signal.aborted) return; // a second Ctrl-C must not skip the clean-up
    view.note(`${name}: stopping …`);
    live?.stop();
    const error =
      name === 'SIGINT'
        ? new BulkgenError('interrupted', 'Interrupted before the work was done')
        : new BulkgenError('terminated', 'Terminated before the work was done');
    controller.abort(error);
  };
  const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;
  for (const name of signals) process.on(name, onSignal);
  let hasResult = false;
  let failure: unknown;
  try {
    await work({
      signal: controller.signal,
      onProgress: view.onProgress,
      note: view.note,
      print,
      async result(value, text) {
        view.clear();
        hasResult = true;
        live?.result(text);
        await (options.json === true ? printAs(writeRaw, `${JSON.stringify(value, undefined, 2)}\n`) : print(text));
      },
    });
  } catch (error) {
    failure = error;
    if (hasResult && typeof error === 'object' && error) thrownAfterResult.add(error);
    throw error;
  } finally {
    view.clear();
    await live?.end(failure);
    // After an interruption the process is about to end. A further Ctrl-C must not change its exit code.
    if (!controller.signal.aborted) for (const name of signals) process.off(name, onSignal);
  }
}

/** Opens the page that `--live` asks for, and prints its address, also where nothing but results is printed. */
async function openLive({ live: port, progress, title }: ContextOptions): Promise<LiveView | undefined> {
  if (port === undefined) return undefined;
  const { openLiveView } = await import('./live/live-view.ts');
  const live = await openLiveView(title, port === true ? undefined : port);
  if (progress === 'json') writeRaw(process.stderr, `${JSON.stringify({ live: { url: live.url } })}\n`);
  else writeText(process.stderr, `Live progress: ${live.url}\n`);
  return live;
}

/** The view, and the page beside it. */
function watch(view: ProgressView, live: LiveView | undefined): ProgressView {
  if (!live) return view;
  return {
    ...view,
    onProgress(progress) {
      view.onProgress(progress);
      live.onProgress(progress);
    },
    note(text) {
      view.note(text);
      live.note(text);
    },
  };
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
