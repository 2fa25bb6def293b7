import type { Progress, ProgressListener } from '../../progress/progress.ts';
import type { CommonOptions } from '../options/common.ts';
import { describeFinished, describeRunning } from './describe-progress.ts';
import { colour, escapeLine, writeRaw, writeText } from './terminal.ts';

/** Shows progress and notes on stderr. */
export interface ProgressView {
  readonly onProgress: ProgressListener;
  note(text: string): void;
  /** Removes an unfinished line. */
  clear(): void;
}

const secondsBetweenPlainLines = 5;
const millisecondsBetweenTicks = 250;

/** Chooses how to show progress: a bar on a terminal, lines elsewhere, NDJSON for programs. */
export function createProgressView(options: Pick<CommonOptions, 'progress' | 'quiet'>): ProgressView {
  const silent: ProgressView = { onProgress: () => {}, note: () => {}, clear: () => {} };
  if (options.quiet) return silent;
  const { stderr, env } = process;
  const live = stderr.isTTY && !env['CI'] && env['TERM'] !== 'dumb';
  switch (options.progress === 'auto' ? (live ? 'bar' : 'plain') : options.progress) {
    case 'none':
      return { ...silent, note: (text) => writeText(stderr, `${text}\n`) };
    case 'json':
      return { ...silent, onProgress: (progress) => writeRaw(stderr, `${JSON.stringify({ progress })}\n`) };
    case 'plain':
      return createPlainView();
    default:
      return createBarView();
  }
}

function createPlainView(): ProgressView {
  const lastLine = new Map<string, number>();
  return {
    onProgress(reported) {
      const progress = escapeMessage(reported);
      const key = keyOf(progress) + progress.message;
      const last = lastLine.get(key) ?? 0;
      if (!progress.done && progress.elapsed - last < secondsBetweenPlainLines) return;
      lastLine.set(key, progress.elapsed);
      writeText(
        process.stderr,
        `${progress.done ? describeFinished(progress) : describeRunning(progress, progress.elapsed)}\n`,
      );
    },
    note: (text) => writeText(process.stderr, `${text}\n`),
    clear: () => {},
  };
}

/**
 * One line for all running steps, redrawn in place; a finished step gets its own line. The line is drawn also while no report
 * comes, so that its clock shows that bulkgen is alive.
 */
function createBarView(): ProgressView {
  const active = new Map<string, { readonly progress: Progress; readonly at: number }>();
  let ticks: NodeJS.Timeout | undefined;
  const erase = (): void => {
    writeRaw(process.stderr, '\r\u001b[2K');
  };
  const draw = (): void => {
    const columns = (process.stderr.columns ?? 80) - 1;
    const share = Math.floor((columns - separator.length * (active.size - 1)) / active.size);
    const lines = [...active.values()].map(({ progress, at }) =>
      describeRunning(progress, progress.elapsed + (performance.now() - at) / 1000, share),
    );
    writeText(process.stderr, lines.join(separator));
  };
  const tick = (): void => {
    erase();
    draw();
  };
  return {
    onProgress(reported) {
      const progress = escapeMessage(reported);
      erase();
      if (progress.done) {
        active.delete(keyOf(progress));
        writeText(process.stderr, `${colour('green', '✔')} ${describeFinished(progress)}\n`);
      } else {
        active.set(keyOf(progress), { progress, at: performance.now() });
        ticks ??= setInterval(tick, millisecondsBetweenTicks).unref();
      }
      draw();
    },
    note(text) {
      erase();
      writeText(process.stderr, `${text}\n`);
      draw();
    },
    clear() {
      active.clear();
      clearInterval(ticks);
      ticks = undefined;
      erase();
    },
  };
}

/** Distinguishes steps that run at the same time. */
function keyOf({ step, table = '' }: Progress): string {
  return `${step} ${table}`;
}

/** A message stays in its line, and its width is that of what is shown. */
function escapeMessage(progress: Progress): Progress {
  return { ...progress, message: escapeLine(progress.message) };
}

const separator = '  ·  ';
