import type { Stream } from '../../../random/stream.ts';
import type { CiClass } from '../class-counts.ts';

/** What a monitoring system may report: which classes it hits, how often, and what it says. */
export interface EventTemplate {
  readonly type: string;
  readonly source: string;
  /** Relative frequency, a positive integer. */
  readonly weight: number;
  readonly classes: readonly CiClass[];
  /** Weights of CRITICAL, MAJOR, MINOR, WARNING, INFO. */
  readonly severities: readonly number[];
  /** The message, the measured value and its threshold, drawn for this ordinal. */
  measure(draws: Stream, ordinal: number): Measurement;
}

export interface Measurement {
  readonly message: string;
  readonly metric: string;
  readonly value: number;
  readonly threshold: number;
}
