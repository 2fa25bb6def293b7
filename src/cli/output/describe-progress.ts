import type { Progress } from '../../progress/progress.ts';
import { formatBytes, formatCount, formatQuantity } from '../../system/format-number.ts';
import { formatSeconds } from './format.ts';

/**
 * One line for a running step: its place, message, bar, count, rate, clock and the time left. Where columns are few, the rate
 * goes first, then the count, then the bar. `seconds` is the time since the step began; it grows also while the step reports
 * nothing.
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
  { barWidth: 20, detail: 'rate' },
  { barWidth: 10, detail: 'rate' },
  { barWidth: 10, detail: 'count' },
  { barWidth: 10, detail: 'none' },
  { barWidth: 0, detail: 'none' },
] as const;

/** The line for a finished step. */
export function describeFinished({ message, completed, rate = 0, unit, elapsed }: Progress): string {
  const counted = isCounted(unit) ? `: ${formatAmount(completed, unit)}` : '';
  const speed = counted !== '' && elapsed >= 0.5 && rate >= 1 ? ` (${formatRate(rate, unit)})` : '';
  return `${message}${counted} in ${formatSeconds(elapsed)}${speed}`;
}

function drawBar(percentage: number, width: number): string {
  const filled = Math.round((percentage / 100) * width);
  const bar = width === 0 ? '' : ` ${'█'.repeat(filled)}${'░'.repeat(width - filled)}`;
  return `${bar} ${String(Math.floor(percentage)).padStart(3)} %`;
}

function describeCount(
  { completed, total, rate = 0, unit }: Progress,
  detail: (typeof forms)[number]['detail'],
): readonly string[] {
  if (detail === 'none' || !isCounted(unit) || (completed === 0 && total === undefined)) return [];
  const whole = unit === 'bytes' && total !== undefined ? ` of ${formatBytes(total)}` : '';
  const count = `${formatAmount(completed, unit)}${whole}`;
  return detail === 'rate' && rate >= 1 ? [count, formatRate(rate, unit)] : [count];
}

function describeTimes({ eta, elapsed }: Progress, seconds: number): readonly string[] {
  const clock = seconds < 1 ? [] : [formatClock(seconds)];
  if (eta === undefined || eta === 0) return clock;
  const secondsLeft = Math.max(1, Math.round(eta - (seconds - elapsed)));
  return [...clock, `${secondsLeft < 10 ? `${secondsLeft} s` : formatSeconds(secondsLeft)} left`];
}

/** `0:07`, `12:30`, `1:02:30`. */
function formatClock(seconds: number): string {
  const whole = Math.floor(seconds);
  const [hours, minutes, rest] = [Math.floor(whole / 3600), Math.floor(whole / 60) % 60, whole % 60];
  const pad = (value: number): string => String(value).padStart(2, '0');
  return hours > 0 ? `${hours}:${pad(minutes)}:${pad(rest)}` : `${minutes}:${pad(rest)}`;
}

function isCounted(unit: string): boolean {
  return unit !== '' && unit !== '%';
}

function formatAmount(count: number, unit: string): string {
  return unit === 'bytes' ? formatBytes(count) : formatQuantity(count, unit);
}

function formatRate(rate: number, unit: string): string {
  return `${unit === 'bytes' ? formatBytes(Math.round(rate)) : formatCount(Math.round(rate))}/s`;
}
