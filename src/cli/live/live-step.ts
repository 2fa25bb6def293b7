import type { Progress } from '../../progress/progress.ts';
import { formatBytes, formatCount } from '../../system/format-number.ts';
import { formatSeconds } from '../output/format.ts';
import {
  describeLoad,
  formatAmount,
  formatClock,
  formatRate,
  formatTimeLeft,
  isCounted,
} from '../output/format-progress.ts';
import { escapeLine } from '../output/terminal.ts';
import type { LiveStep } from './live-update.ts';
import type { RateCurve } from './rate-curve.ts';

/** After a silence this long, the rate of the latest report says nothing about now. */
const secondsUntilStale = 10;

/** A step that was reported, with its latest report. */
export interface StepRecord {
  readonly id: number;
  readonly state: LiveStep['state'];
  readonly progress: Progress;
  /** Milliseconds on the clock at the latest report. */
  readonly at: number;
  readonly curve: RateCurve;
}

/** The texts of a step for its row. Messages and codes may come from files and servers, so control signs are shown in them. */
export function describeStep({ id, state, progress, at, curve }: StepRecord, now: number): LiveStep {
  const { position, message, percentage, rate, recentRate, unit, elapsed, load } = progress;
  const silence = state === 'running' ? (now - at) / 1000 : 0;
  const seconds = elapsed + silence;
  const recent = silence < secondsUntilStale ? recentRate : undefined;
  const current = (state === 'running' ? recent : rate) ?? 0;
  const rates = curve.rates();
  const peak = Math.max(0, ...rates.map(([, value]) => value));
  const showRate = (value: number): string => (isCounted(unit) && value >= 1 ? formatRate(value, unit) : '');
  return {
    id,
    state,
    place: position ? `[${position.number}/${position.of}]` : '',
    message: escapeLine(message),
    ...(percentage !== undefined && { percent: Math.floor(percentage) }),
    count: describeCount(progress),
    rate: showRate(current),
    clock: state === 'running' ? formatClock(seconds) : formatSeconds(seconds),
    left: state === 'running' ? formatTimeLeft(progress, seconds) : '',
    load: load ? describeLoad(load).map(escapeLine) : [],
    curve: peak > 0 ? rates : [],
    peak: showRate(peak),
  };
}

/** `189,979 of 200,000 rows`; while all is done, `200,000 rows`. */
function describeCount({ completed, total, unit }: Progress): string {
  if (!isCounted(unit) || (completed === 0 && total === undefined)) return '';
  if (total === undefined || completed >= total) return formatAmount(completed, unit);
  return unit === 'bytes'
    ? `${formatBytes(completed)} of ${formatBytes(total)}`
    : `${formatCount(completed)} of ${formatAmount(total, unit)}`;
}
