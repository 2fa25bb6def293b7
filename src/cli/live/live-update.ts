/** What the page of a command gets: everything at first (`replaces`), then the steps that changed. All texts are for people. */
export interface LiveUpdate {
  readonly title: string;
  readonly state: 'running' | 'stopping' | 'done' | 'interrupted' | 'failed';
  /** The time since the command began: `0:07`, and `7.2 s` when it has ended. */
  readonly clock: string;
  readonly steps: readonly LiveStep[];
  /** Whether the page forgets what it has. */
  readonly replaces: boolean;
  /** How many of the first steps are no longer kept. */
  readonly dropped: number;
  /** The latest lines that the command printed for people. Absent when there are no new ones. */
  readonly notes?: readonly string[];
  /** What the command printed at its end. */
  readonly result?: string;
  readonly error?: string;
}

/** One row of the page. An empty text means that there is nothing to say. */
export interface LiveStep {
  readonly id: number;
  readonly state: 'running' | 'done' | 'stopped';
  /** `[5/9]`. */
  readonly place: string;
  readonly message: string;
  /** 0 to 100, absent when the total is unknown. */
  readonly percent?: number;
  /** `1,100 of 2,000 rows`. */
  readonly count: string;
  /** Of the last seconds while the step runs, then of the whole step: `24,300/s`. */
  readonly rate: string;
  /** `0:07` while the step runs, then `7.2 s`. */
  readonly clock: string;
  readonly left: string;
  /** How a running server takes the rows. */
  readonly load: readonly string[];
  /** The rate over time: seconds since the step began, and completed per second until then. */
  readonly curve: readonly (readonly [number, number])[];
  /** The highest rate of the curve: `30,000/s`. */
  readonly peak: string;
}
