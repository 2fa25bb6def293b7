import { PassThrough } from 'node:stream';
import { describe, expect, it, vi } from 'vitest';
import { LiveHistory } from '../../../src/cli/live/live-history.ts';
import { colour } from '../../../src/cli/output/terminal.ts';
import type { Progress } from '../../../src/progress/progress.ts';

const loading: Progress = {
  step: 'load-nodes',
  message: 'Loading Server',
  table: 'Server',
  completed: 50_000,
  total: 200_000,
  percentage: 25,
  rate: 20_000,
  recentRate: 24_300,
  eta: 6.2,
  unit: 'rows',
  done: false,
  elapsed: 2.5,
  position: { number: 5, of: 9 },
  load: { lanes: 2, batchSize: 5_000, retries: { 'Neo.\u001b[31m': 2 }, halvings: 1, serverMemory: 2_100_000_000 },
};

/** A history on a clock that the test moves. */
function keep() {
  const clock = { milliseconds: 10_000 };
  return { clock, history: new LiveHistory('bulkgen load', () => clock.milliseconds) };
}

describe('LiveHistory', () => {
  it('describes a running step for people', () => {
    const { clock, history } = keep();
    history.add(loading);
    clock.milliseconds += 1_000;
    expect(history.readAll()).toEqual({
      title: 'bulkgen load',
      state: 'running',
      clock: '0:01',
      replaces: true,
      dropped: 0,
      notes: [],
      steps: [
        {
          id: 1,
          state: 'running',
          place: '[5/9]',
          message: 'Loading Server',
          percent: 25,
          count: '50,000 of 200,000 rows',
          rate: '24,300/s',
          clock: '0:03',
          left: '5 s',
          load: ['2 lanes of 5,000', '2 retries (2 × Neo.\\u001b[31m)', '1 halving', 'server memory 2.1 GB'],
          curve: [[2.5, 20_000]],
          peak: '20,000/s',
        },
      ],
    });
  });

  it('shows no rate of a step that has been silent for long', () => {
    const { clock, history } = keep();
    history.add(loading);
    clock.milliseconds += 9_000;
    expect(history.readAll().steps).toMatchObject([{ rate: '24,300/s', clock: '0:11' }]);
    clock.milliseconds += 1_000;
    expect(history.readAll().steps).toMatchObject([{ rate: '', clock: '0:12' }]);
  });

  it('reports only what changed, and running steps because their clocks run', () => {
    const { history } = keep();
    history.add({ ...loading, done: true });
    history.add({ ...loading, table: 'Region' });
    history.addNote('Using the embedded server');
    expect(history.takeChanges()).toMatchObject({
      replaces: false,
      notes: ['Using the embedded server'],
      steps: [{ id: 1 }, { id: 2 }],
    });
    const { steps, notes } = history.takeChanges();
    expect({ ids: steps.map(({ id }) => id), notes }).toEqual({ ids: [2], notes: undefined });
  });

  it('distinguishes the tables of one step, and the runs of one step', () => {
    const { history } = keep();
    history.add(loading);
    history.add({ ...loading, table: 'Region', message: 'Loading Region' });
    history.add({ ...loading, completed: 60_000, elapsed: 3 });
    history.add({ ...loading, completed: 200_000, elapsed: 9, done: true });
    history.add({ ...loading, completed: 0, elapsed: 0 }); // began again after it was done
    history.add({ ...loading, table: 'Region', completed: 0, elapsed: 0 }); // began again after it failed
    expect(history.readAll().steps.map(({ id, state, clock }) => [id, state, clock])).toEqual([
      [1, 'done', '9.0 s'],
      [2, 'stopped', '2.5 s'],
      [3, 'running', '0:00'],
      [4, 'running', '0:00'],
    ]);
  });

  it('keeps the latest 200 steps and 50 notes', () => {
    const { history } = keep();
    for (let number = 1; number <= 250; number++) {
      history.add({ ...loading, message: `Step ${number}`, done: true });
      history.addNote(`Note ${number}`);
    }
    const { steps, dropped, notes } = history.readAll();
    expect({ dropped, first: steps[0]!.message, count: steps.length }).toEqual({
      ...{ dropped: 50, first: 'Step 51', count: 200 },
    });
    expect(notes).toEqual(Array.from({ length: 50 }, (_, index) => `Note ${index + 201}`));
  });

  it('keeps the result without its colours, and shows control signs', () => {
    const { history } = keep();
    vi.stubEnv('FORCE_COLOR', '1');
    vi.stubEnv('NO_COLOR', undefined);
    const terminal = Object.assign(new PassThrough(), { isTTY: true, getColorDepth: () => 8 });
    const green = colour('green', 'ok', terminal as unknown as NodeJS.WriteStream);
    expect(green).not.toBe('ok');
    vi.unstubAllEnvs();
    history.setResult(`${green} \u001b[2J\nnext`);
    expect(history.readAll().result).toBe('ok \\u001b[2J\nnext');
  });

  it.each([
    ['done', undefined],
    ['interrupted', 'Interrupted before the work was done.'],
    ['failed', 'Could not import.'],
  ] as const)('ends as %s and stops what still runs', (state, error) => {
    const { clock, history } = keep();
    history.add(loading);
    history.stop();
    expect(history.readAll().state).toBe('stopping');
    clock.milliseconds += 2_000;
    history.end(state, error);
    clock.milliseconds += 60_000;
    const all = history.readAll();
    expect(all).toMatchObject({ state, steps: [{ state: 'stopped', clock: '4.5 s', left: '' }] });
    expect(all.error).toBe(error);
  });
});
