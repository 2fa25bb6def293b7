import { describe, expect, it } from 'vitest';
import type { BenchRun } from '../../src/bench/report.ts';
import { divideSeconds, spread, summarise } from '../../src/bench/summarise.ts';

function run(method: BenchRun['method'], round: number, seconds: number): BenchRun {
  return { scale: 'small', method, state: 'cold', round, figures: { seconds, rowsPerSecond: 100 / seconds } };
}

describe('the spread of several values', () => {
  it.each([
    [[3], { median: 3, least: 3, most: 3 }],
    [[9, 1, 4], { median: 4, least: 1, most: 9 }],
    [[10, 2, 4, 3], { median: 3.5, least: 2, most: 10 }],
  ])('of %j is %j', (values, expected) => {
    expect(spread(values)).toEqual(expected);
  });
});

it('gives the medians of a method over the rounds, in the order of methods', () => {
  const runs = [run('unwind', 1, 4), run('maps', 1, 8), run('unwind', 2, 2), run('unwind', 3, 3)];
  const [maps, unwind, ...others] = summarise(runs, ['small', 'medium']);
  expect(maps).toMatchObject({ method: 'maps', rounds: 1, figures: { seconds: { median: 8, least: 8, most: 8 } } });
  expect(unwind).toMatchObject({ method: 'unwind', rounds: 3, figures: { seconds: { median: 3, least: 2, most: 4 } } });
  expect(unwind?.figures).not.toHaveProperty('nodeSeconds');
  expect(others).toEqual([]);
});

it('compares a run with the single CREATE of its own round', () => {
  const create = { ...run('create', 1, 100), extrapolatedFrom: { nodes: 5, relationships: 9 } };
  const runs = [create, run('unwind', 1, 2), run('create', 2, 100), run('unwind', 2, 4), run('unwind', 3, 1)];
  const results = summarise(runs, ['small']);
  expect(results.find(({ method }) => method === 'unwind')?.figures.speedUp).toEqual({
    median: 37.5,
    least: 25,
    most: 50,
  });
  expect(results.map(({ method, extrapolated }) => [method, extrapolated])).toEqual([
    ['create', true],
    ['unwind', false],
  ]);
});

it('does not divide by what was not measured', () => {
  const runs = [run('unwind', 1, 2)];
  expect(divideSeconds(runs, { ...runs[0]!, method: 'maps' }, runs[0]!)).toBeUndefined();
});
