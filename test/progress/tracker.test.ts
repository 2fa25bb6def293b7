import { describe, expect, it } from 'vitest';
import type { Progress } from '../../src/progress/progress.ts';
import { ProgressTracker } from '../../src/progress/tracker.ts';

/** A tracker on a clock that the test moves, and all it has said. */
function track() {
  const clock = { milliseconds: 5_000 };
  const heard: Progress[] = [];
  const tracker = new ProgressTracker(
    (progress) => heard.push(progress),
    () => clock.milliseconds,
  );
  return { clock, heard, tracker };
}

describe('ProgressTracker', () => {
  it('reports the start of a step at once, without a rate', () => {
    const { heard, tracker } = track();
    tracker.start('export', { message: 'Export', total: 200, unit: 'rows' });
    expect(heard).toEqual([
      {
        step: 'export',
        message: 'Export',
        completed: 0,
        total: 200,
        percentage: 0,
        unit: 'rows',
        done: false,
        elapsed: 0,
      },
    ]);
  });

  it('computes percentage, rate and seconds to go from the clock', () => {
    const { clock, heard, tracker } = track();
    tracker.start('export', { message: 'Export', total: 200, unit: 'rows' });
    clock.milliseconds += 2_000;
    tracker.update(50);
    expect(heard.at(-1)).toMatchObject({ completed: 50, percentage: 25, rate: 25, eta: 6, elapsed: 2, done: false });
  });

  it('predicts the end by the rate of the last seconds', () => {
    const { clock, heard, tracker } = track();
    tracker.start('export', { message: 'Export', total: 1_000, unit: 'rows' });
    for (let second = 1; second <= 16; second++) {
      clock.milliseconds += 1_000;
      tracker.advance(second <= 8 ? 100 : 10); // the rows of the end take ten times as long
    }
    expect(heard.at(-1)).toMatchObject({ completed: 880, rate: 55, recentRate: 10, eta: 12 });
  });

  it('leaves out the seconds to go in the first half minute until a hundredth is completed', () => {
    const { clock, heard, tracker } = track();
    tracker.start('verify-rows', { message: 'Verifying every row', total: 10_000, unit: 'rows' });
    clock.milliseconds += 5_000;
    tracker.update(2);
    expect(heard.at(-1)).not.toHaveProperty('eta');
    clock.milliseconds += 5_000;
    tracker.update(100);
    expect(heard.at(-1)).toHaveProperty('eta');
    tracker.start('verify-rows', { message: 'Verifying every row', total: 1_000_000, unit: 'rows' });
    clock.milliseconds += 30_000;
    tracker.update(300);
    expect(heard.at(-1)).toHaveProperty('eta');
  });

  it('leaves out percentage and seconds to go when the total is unknown', () => {
    const { clock, heard, tracker } = track();
    tracker.start('schema', { message: 'Schema' });
    clock.milliseconds += 1_000;
    tracker.update(3);
    expect(heard.at(-1)).toEqual({
      step: 'schema',
      message: 'Schema',
      completed: 3,
      rate: 3,
      recentRate: 3,
      unit: '',
      done: false,
      elapsed: 1,
    });
  });

  it('leaves out the seconds to go while nothing is done', () => {
    const { clock, heard, tracker } = track();
    tracker.start('export', { message: 'Export', total: 5 });
    clock.milliseconds += 1_000;
    tracker.update(0);
    expect(heard.at(-1)).not.toHaveProperty('eta');
    expect(heard.at(-1)).toMatchObject({ rate: 0 });
  });

  it('reports at most every 100 ms, and always the end', () => {
    const { clock, heard, tracker } = track();
    tracker.start('export', { message: 'Export', total: 1_000 });
    for (let count = 1; count <= 1_000; count++) {
      clock.milliseconds += 1;
      tracker.advance(1);
    }
    tracker.finish();
    const between = heard.slice(1, -1).map(({ completed }) => completed);
    expect(between).toEqual([100, 200, 300, 400, 500, 600, 700, 800, 900, 1_000]);
    expect(heard.at(-1)).toMatchObject({ completed: 1_000, percentage: 100, done: true });
  });

  it('says 100 % for a step of nothing, and never more for one that was estimated too low', () => {
    const { clock, heard, tracker } = track();
    tracker.start('export', { message: 'Export', total: 0 });
    expect(heard.at(-1)).toMatchObject({ percentage: 100 });
    tracker.start('import', { message: 'Load', total: 10 });
    clock.milliseconds += 1_000;
    tracker.update(12);
    expect(heard.at(-1)).toMatchObject({ completed: 12, percentage: 100, eta: 0 });
  });

  it('ends a step when the next begins, and counts from zero again', () => {
    const { heard, tracker } = track();
    tracker.start('export', { message: 'Export' });
    tracker.advance(7);
    tracker.start('schema', { message: 'Schema' });
    tracker.advance(1);
    tracker.finish();
    expect(heard.map(({ step, completed, done }) => [step, completed, done])).toEqual([
      ['export', 0, false],
      ['export', 7, true],
      ['schema', 0, false],
      ['schema', 1, true],
    ]);
  });

  it('reports the table of a step, and how the server takes its rows', () => {
    const { clock, heard, tracker } = track();
    const load = { lanes: 2, batchSize: 5_000, retries: {}, halvings: 0 };
    tracker.start('load-nodes', { message: 'Loading Server', total: 9_000, table: 'Server', load });
    expect(heard.at(-1)).toMatchObject({ table: 'Server', load });
    clock.milliseconds += 1_000;
    const code = 'Neo.TransientError.General.MemoryPoolOutOfMemoryError';
    const halved = { lanes: 2, batchSize: 2_500, retries: { [code]: 1 }, halvings: 1, serverMemory: 2_000_000_000 };
    tracker.describeLoad(halved);
    tracker.advance(2_500);
    expect(heard.at(-1)).toMatchObject({ table: 'Server', load: halved, completed: 2_500 });
    tracker.start('schema', { message: 'Schema' });
    expect(heard.at(-1)).not.toHaveProperty('load');
  });

  it('takes a new message for the step that is under way', () => {
    const { clock, heard, tracker } = track();
    tracker.start('import', { message: 'Import' });
    clock.milliseconds += 100;
    tracker.update(10, 'Import nodes');
    tracker.finish();
    expect(heard.map(({ message }) => message)).toEqual(['Import', 'Import nodes', 'Import nodes']);
  });

  it('ends a step with its message in the past tense', () => {
    const { heard, tracker } = track();
    tracker.start('import', { message: 'Importing nodes', finished: 'Imported nodes' });
    tracker.finish();
    expect(heard.map(({ message }) => message)).toEqual(['Importing nodes', 'Imported nodes']);
  });

  it('says nothing without a step, nor after its end', () => {
    const { clock, heard, tracker } = track();
    tracker.update(1);
    tracker.finish();
    expect(heard).toEqual([]);
    tracker.start('export', { message: 'Export' });
    tracker.finish();
    clock.milliseconds += 1_000;
    tracker.advance(5);
    tracker.finish();
    expect(heard).toHaveLength(2);
  });

  it('reports to every listener until it unsubscribes', () => {
    const { heard, tracker } = track();
    const others: string[] = [];
    const unsubscribe = tracker.subscribe(({ step }) => others.push(step));
    tracker.start('export', { message: 'Export' });
    unsubscribe();
    tracker.finish();
    expect(others).toEqual(['export']);
    expect(heard).toHaveLength(2);
  });

  it('removes a listener that threw, and keeps the others', () => {
    const { heard, tracker } = track();
    let calls = 0;
    tracker.subscribe(() => {
      calls++;
      throw new Error('broken bar');
    });
    tracker.start('export', { message: 'Export' });
    tracker.finish();
    expect(calls).toBe(1);
    expect(heard).toHaveLength(2);
  });

  it('removes an asynchronous listener that rejects, before the rejection ends the process', async () => {
    const { tracker } = track();
    let calls = 0;
    tracker.subscribe((): unknown => {
      calls++;
      return Promise.reject(new Error('broken bar'));
    });
    tracker.start('export', { message: 'Export' });
    await new Promise(setImmediate);
    tracker.finish();
    expect(calls).toBe(1);
  });

  it('works without a listener', () => {
    const tracker = new ProgressTracker();
    tracker.start('export', { message: 'Export' });
    expect(() => tracker.finish()).not.toThrow();
  });
});
