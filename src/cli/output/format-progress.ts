import type { LoadProgress, Progress } from '../../progress/progress.ts';
import { formatBytes, formatCount, formatQuantity } from '../../system/format-number.ts';
import { formatSeconds } from './format.ts';

/** Whether a count in this unit says something to people. A count of percent is the bar already. */
export function isCounted(unit: string): boolean {
  return unit !== '' && unit !== '%';
}

/** `1,100 rows`, `12.5 MB`. */
export function formatAmount(count: number, unit: string): string {
  return unit === 'bytes' ? formatBytes(count) : formatQuantity(count, unit);
}

/** `24,300/s`, `12.5 MB/s`. */
export function formatRate(rate: number, unit: string): string {
  return `${unit === 'bytes' ? formatBytes(Math.round(rate)) : formatCount(Math.round(rate))}/s`;
}

/** `0:07`, `12:30`, `1:02:30`. */
export function formatClock(seconds: number): string {
  const whole = Math.floor(seconds);
  const [hours, minutes, rest] = [Math.floor(whole / 3600), Math.floor(whole / 60) % 60, whole % 60];
  const pad = (value: number): string => String(value).padStart(2, '0');
  return hours > 0 ? `${hours}:${pad(minutes)}:${pad(rest)}` : `${minutes}:${pad(rest)}`;
}

/** `41 s`: the time left when a step has run for `seconds`, which grow also while it reports nothing. Empty when unknown. */
export function formatTimeLeft({ eta, elapsed }: Progress, seconds: number): string {
  if (eta === undefined || eta === 0) return '';
  const secondsLeft = Math.max(1, Math.round(eta - (seconds - elapsed)));
  return secondsLeft < 10 ? `${secondsLeft} s` : formatSeconds(secondsLeft);
}

/** How a running server takes the rows: `2 lanes of 5,000`, and what went wrong, if anything did. */
export function describeLoad(load: LoadProgress): readonly string[] {
  const { lanes, batchSize, serverMemory } = load;
  return [
    `${formatQuantity(lanes, 'lanes')} of ${formatCount(batchSize)}`,
    ...describeTrouble(load),
    ...(serverMemory === undefined ? [] : [`server memory ${formatBytes(serverMemory)}`]),
  ];
}

/** What went wrong in a load: batches that were sent again or halved. */
export function describeTrouble({ retries, halvings }: LoadProgress): readonly string[] {
  const counts = Object.entries(retries).filter(([, count]) => count > 0);
  const total = counts.reduce((sum, [, count]) => sum + count, 0);
  const codes = counts.map(([code, count]) => `${formatCount(count)} × ${code}`).join(', ');
  return [
    ...(total > 0 ? [`${formatQuantity(total, 'retries')} (${codes})`] : []),
    ...(halvings > 0 ? [formatQuantity(halvings, 'halvings')] : []),
  ];
}
