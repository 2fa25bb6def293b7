import { styleText } from 'node:util';
import type { Progress, ProgressListener } from '../../progress/tracker.ts';
import { formatCount } from '../../system/format-number.ts';
import type { CommonOptions } from '../options/common.ts';
import { formatSeconds } from './format.ts';

/** Shows progress and notes on stderr. */
export interface ProgressView {
  readonly onProgress: ProgressListener;
  note(text: string): void;
  /** Removes an unfinished line. */
  clear(): void;
}

const secondsBetweenPlainLines = 5;

/** Chooses how to show progress: a bar on a terminal, lines elsewhere, NDJSON for programs. */
export function createProgressView(options: Pick<CommonOptions, 'progress' | 'quiet'>): ProgressView {
  const silent: ProgressView = { onProgress: () => {}, note: () => {}, clear: () => {} };
  if (options.quiet) return silent;
  const { stderr, env } = process;
  const live = stderr.isTTY && !env['CI'] && env['TERM'] !== 'dumb';
  switch (options.progress === 'auto' ? (live ? 'bar' : 'plain') : options.progress) {
    case 'none':
      return { ...silent, note: (text) => stderr.write(`${text}\n`) };
    case 'json':
      return { ...silent, onProgress: (progress) => stderr.write(`${JSON.stringify({ progress })}\n`) };
    case 'plain':
      return createPlainView();
    default:
      return createBarView();
  }
}

function createPlainView(): ProgressView {
  const lastLine = new Map<string, number>();
  return {
    onProgress(progress) {
      const key = progress.step + progress.message;
      const last = lastLine.get(key) ?? 0;
      if (!progress.done && progress.elapsed - last < secondsBetweenPlainLines) return;
      lastLine.set(key, progress.elapsed);
      process.stderr.write(`${progress.done ? describeDone(progress) : describe(progress)}\n`);
    },
    note: (text) => process.stderr.write(`${text}\n`),
    clear: () => {},
  };
}

/** One line for all running steps, redrawn in place; a finished step gets its own line. */
function createBarView(): ProgressView {
  const active = new Map<string, Progress>();
  const clear = (): void => {
    process.stderr.write('\r\u001b[2K');
  };
  const draw = (): void => {
    const line = [...active.values()].map(describe).join('  ·  ');
    process.stderr.write(line.slice(0, (process.stderr.columns ?? 80) - 1));
  };
  return {
    onProgress(progress) {
      clear();
      if (progress.done) {
        active.delete(progress.step);
        const mark = styleText('green', '✔', { stream: process.stderr });
        process.stderr.write(`${mark} ${describeDone(progress)}\n`);
      } else {
        active.set(progress.step, progress);
      }
      draw();
    },
    note(text) {
      clear();
      process.stderr.write(`${text}\n`);
      draw();
    },
    clear() {
      active.clear();
      clear();
    },
  };
}

const barWidth = 20;

function describe({ message, completed, percentage, rate, eta, unit }: Progress): string {
  const counted = unit === '' || unit === '%' ? '' : ` ${formatCount(completed)} ${unit}`;
  if (percentage === undefined) return `${message} …${completed > 0 ? counted : ''}`;
  const filled = Math.round((percentage / 100) * barWidth);
  const bar = '█'.repeat(filled) + '░'.repeat(barWidth - filled);
  const speed = rate !== undefined && counted !== '' && completed > 0 ? `, ${formatCount(Math.round(rate))}/s` : '';
  const remaining = eta === undefined || eta < 1 ? '' : `, ${formatSeconds(eta)} left`;
  return `${message} ${bar} ${String(Math.floor(percentage)).padStart(3)} %${counted}${speed}${remaining}`;
}

function describeDone({ message, completed, rate, unit, elapsed }: Progress): string {
  const counted = unit === '' || unit === '%' ? '' : `: ${formatCount(completed)} ${unit}`;
  const speed = rate !== undefined && counted !== '' && elapsed >= 0.5 ? ` (${formatCount(Math.round(rate))}/s)` : '';
  return `${message}${counted} in ${formatSeconds(elapsed)}${speed}`;
}
