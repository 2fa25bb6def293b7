import type { Progress } from '../../progress/progress.ts';
import { formatBytes } from '../../system/format-number.ts';
import { formatSeconds } from './format.ts';
import {
  describeLoad,
  describeTrouble,
  formatAmount,
  formatClock,
  formatRate,
  formatTimeLeft,
  isCounted,
} from './format-progress.ts';

/**
 * One line for a running step: its place, message, bar, count, rate, the lanes of a load, clock and the time left. Where columns
 * are few, the lanes go first, then the rate, then the count, then the bar. `seconds` is the time since the step began; it grows
 * also while the step reports nothing.
 */
export function describeRunning(progress: Progress, seconds: number, columns = Number.POSITIVE_INFINITY): string {
  const { message, percentage, position } = progress;
  const place = position === undefined ? '' : `[${position.number}/${position.of}] `;
  const times = describeTimes(progress, seconds);
  const lines = forms.map(({ barWidth, detail }) => {
    const bar = percentage === undefined ? ' …' : drawBar(percentage, barWidth);
    const numbers = [...describeCount(progress, detail), ...times].join(', ');
    return `${place}${message}${bar}${numbers && ` ${numbers}`}`;
  });
  return lines.find((line) => line.length <= columns) ?? `${place}${message}`.slice(0, columns);
}

/** The forms of a line, the longest first. */
const forms = [
  { barWidth: 20, detail: 'load' },
  { barWidth: 20, detail: 'rate' },
  { barWidth: 10, detail: 'rate' },
  { barWidth: 10, detail: 'count' },
  { barWidth: 10, detail: 'none' },
  { barWidth: 0, detail: 'none' },
] as const;

/** The line for a finished step; of a load, it says what went wrong. The result says how many lanes there were. */
export function describeFinished({ message, completed, rate = 0, unit, elapsed, load }: Progress): string {
  const counted = isCounted(unit) ? `: ${formatAmount(completed, unit)}` : '';
  const speed = counted !== '' && elapsed >= 0.5 && rate >= 1 ? ` (${formatRate(rate, unit)})` : '';
  return [`${message}${counted} in ${formatSeconds(elapsed)}${speed}`, ...(load ? describeTrouble(load) : [])].join(
    ', ',
  );
}

function drawBar(percentage: number, width: number): string {
  const filled = Math.round((percentage / 100) * width);
  const bar = width === 0 ? '' : ` ${'█'.repeat(filled)}${'░'.repeat(width - filled)}`;
  return `${bar} ${String(Math.floor(percentage)).padStart(3)} %`;
}

function describeCount(
  { completed, total, rate = 0, unit, load }: Progress,
  detail: (typeof forms)[number]['detail'],
): readonly string[] {
  if (detail === 'none' || !isCounted(unit) || (completed === 0 && total === undefined)) return [];
  const whole = unit === 'bytes' && total !== undefined ? ` of ${formatBytes(total)}` : '';
  const count = `${formatAmount(completed, unit)}${whole}`;
  if (detail === 'count') return [count];
  const lanes = load && detail === 'load' ? describeLoad(load) : [];
  return [count, ...(rate >= 1 ? [formatRate(rate, unit)] : []), ...lanes];
}

function describeTimes(progress: Progress, seconds: number): readonly string[] {
  const timeLeft = formatTimeLeft(progress, seconds);
  return [...(seconds < 1 ? [] : [formatClock(seconds)]), ...(timeLeft === '' ? [] : [`${timeLeft} left`])];
}
