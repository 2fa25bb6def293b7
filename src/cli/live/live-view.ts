import { BulkgenError } from '../../errors.ts';
import type { ProgressListener } from '../../progress/progress.ts';
import { checkPort } from '../../system/port.ts';
import { LiveHistory } from './live-history.ts';
import { serveLive } from './serve-live.ts';

/** Shows a command on a page of this machine. */
export interface LiveView {
  readonly url: string;
  readonly onProgress: ProgressListener;
  note(text: string): void;
  /** Shows that the command was asked to end early. */
  stop(): void;
  result(text: string): void;
  /** Shows how the command ended, closes all pages' connections and ends the server. */
  end(error?: unknown): Promise<void>;
}

/** Serves the page of a command, on any free port or on the one given. Throws `port-taken`. */
export async function openLiveView(title: string, port: number | undefined): Promise<LiveView> {
  if (port !== undefined) await checkPort(port, '--live');
  const history = new LiveHistory(title);
  const server = await serveLive(history, port ?? 0);
  return {
    url: server.url,
    onProgress: (progress) => history.add(progress),
    note: (text) => history.addNote(text),
    stop: () => history.stop(),
    result: (text) => history.setResult(text),
    async end(error) {
      if (error === undefined) history.end('done');
      else history.end(isInterruption(error) ? 'interrupted' : 'failed', await describe(error));
      await server.end();
    },
  };
}

function isInterruption(error: unknown): boolean {
  return error instanceof BulkgenError && (error.code === 'interrupted' || error.code === 'terminated');
}

async function describe(error: unknown): Promise<string> {
  const { formatError } = await import('../output/error.ts'); // loaded only when there is an error
  return formatError(error);
}
