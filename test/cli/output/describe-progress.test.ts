import { describe, expect, it } from 'vitest';
import { describeFinished, describeRunning } from '../../../src/cli/output/describe-progress.ts';
import type { Progress } from '../../../src/progress/progress.ts';

const export71: Progress = {
  step: 'export',
  message: 'Exporting the graph',
  completed: 1_065_000,
  total: 1_500_000,
  percentage: 71,
  rate: 760_000,
  eta: 5.4,
  unit: 'rows',
  done: false,
  elapsed: 12.3,
};
const start: Progress = {
  step: 'start',
  message: 'Starting the server',
  completed: 0,
  rate: 0,
  unit: '',
  done: false,
  elapsed: 0,
  position: { number: 5, of: 9 },
};

const outOfMemory = 'Neo.TransientError.General.MemoryPoolOutOfMemoryError';
const deadlock = 'Neo.TransientError.Transaction.DeadlockDetected';
const loadServer: Progress = {
  step: 'load-nodes',
  message: 'Loading Server',
  completed: 100_000,
  total: 200_000,
  percentage: 50,
  rate: 24_300,
  eta: 4.1,
  unit: 'rows',
  done: false,
  elapsed: 4.1,
  table: 'Server',
  load: { lanes: 2, batchSize: 5_000, retries: {}, halvings: 0 },
};
const troubled: Progress = {
  ...loadServer,
  message: 'Loaded Server',
  done: true,
  load: {
    lanes: 1,
    batchSize: 2_500,
    retries: { [outOfMemory]: 1, [deadlock]: 2 },
    halvings: 1,
    serverMemory: 2_100_000_000,
  },
};

describe('describeRunning', () => {
  it('shows bar, count, rate, clock and the time left', () => {
    expect(describeRunning(export71, 12.3)).toBe(
      'Exporting the graph ██████████████░░░░░░  71 % 1,065,000 rows, 760,000/s, 0:12, 5 s left',
    );
  });

  it.each([
    [120, 'Exporting the graph ██████████████░░░░░░  71 % 1,065,000 rows, 760,000/s, 0:12, 5 s left'],
    [80, 'Exporting the graph ███████░░░  71 % 1,065,000 rows, 760,000/s, 0:12, 5 s left'],
    [70, 'Exporting the graph ███████░░░  71 % 1,065,000 rows, 0:12, 5 s left'],
    [60, 'Exporting the graph ███████░░░  71 % 0:12, 5 s left'],
    [45, 'Exporting the graph  71 % 0:12, 5 s left'],
    [12, 'Exporting th'],
  ])('fits into %i columns and keeps the time left as long as it can', (columns, line) => {
    const described = describeRunning(export71, 12.3, columns);
    expect(described.length).toBeLessThanOrEqual(columns);
    expect(described).toBe(line);
  });

  it('shows how a running server takes the rows, where there is room', () => {
    const line = 'Loading Server ██████████░░░░░░░░░░  50 % 100,000 rows, 24,300/s, 2 lanes of 5,000, 0:04, 4 s left';
    expect(describeRunning(loadServer, 4)).toBe(line);
    expect(describeRunning(loadServer, 4, 80)).not.toContain('lanes');
    expect(describeFinished(troubled)).toBe(
      `Loaded Server: 100,000 rows in 4.1 s (24,300/s), 3 retries (1 × ${outOfMemory}, 2 × ${deadlock}), 1 halving`,
    );
    expect(describeFinished({ ...loadServer, message: 'Loaded Server' })).toBe(
      'Loaded Server: 100,000 rows in 4.1 s (24,300/s)',
    );
  });

  it('shows the place of a step, and a clock that runs although the step reports nothing', () => {
    expect(describeRunning(start, 0.4)).toBe('[5/9] Starting the server …');
    expect(describeRunning(start, 20)).toBe('[5/9] Starting the server … 0:20');
    expect(describeRunning(start, 3_723)).toBe('[5/9] Starting the server … 1:02:03');
  });

  it('counts down between two reports', () => {
    expect(describeRunning(export71, 14.3)).toContain('0:14, 3 s left');
    expect(describeRunning(export71, 30)).toContain('0:30, 1 s left');
  });

  it('shows bytes as MB and MB/s', () => {
    const bytes = { ...export71, unit: 'bytes', completed: 218_874_625, total: 302_000_000, rate: 33_970_037 };
    expect(describeRunning(bytes, 12.3)).toContain('218.9 MB of 302.0 MB, 34.0 MB/s');
  });

  it('leaves out a rate below 1/s', () => {
    expect(describeRunning({ ...export71, unit: 'archives', completed: 1, rate: 0.03 }, 12.3)).not.toContain('/s');
  });
});

describe('describeFinished', () => {
  it('shows what was counted, how long it took and how fast', () => {
    const done = { ...export71, message: 'Exported the graph', completed: 1_500_000, done: true };
    expect(describeFinished(done)).toBe('Exported the graph: 1,500,000 rows in 12 s (760,000/s)');
    expect(describeFinished({ ...done, unit: 'bytes', completed: 2_140_784, rate: 33_970_037 })).toBe(
      'Exported the graph: 2.1 MB in 12 s (34.0 MB/s)',
    );
  });

  it('leaves out the rate of a step that took an instant', () => {
    expect(describeFinished({ ...export71, message: 'Exported', elapsed: 0.2 })).toBe(
      'Exported: 1,065,000 rows in 0.2 s',
    );
    expect(describeFinished({ ...start, message: 'Started the server' })).toBe('Started the server in 0.0 s');
  });
});
