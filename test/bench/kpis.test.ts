import { describe, expect, it } from 'vitest';
import { checkKpis, refuseMissed } from '../../src/bench/kpis.ts';
import type { BenchRun, Figures } from '../../src/bench/report.ts';
import { summarise } from '../../src/bench/summarise.ts';

function run(name: string, figures: Partial<Figures>): BenchRun {
  const [scale, method, state, round = '1'] = name.split(' ');
  return {
    ...{ scale, method, state, round: Number(round) },
    figures: { seconds: 1, rowsPerSecond: 1, ...figures },
  } as BenchRun;
}

function check(...runs: readonly BenchRun[]) {
  const results = summarise(runs, ['small', 'medium', 'large', 'enterprise']);
  return checkKpis({ runs, results });
}

describe('a goal', () => {
  it.each([
    ['unwind, enterprise, cold: whole time', run('enterprise unwind cold', { seconds: 60 }), 'met', 60],
    ['unwind, enterprise, cold: whole time', run('enterprise unwind cold', { seconds: 60.1 }), 'missed', 60.1],
    ['unwind, enterprise, cold: whole time', run('enterprise unwind warm', { seconds: 70 }), 'not measured', undefined],
    [
      'unwind, enterprise, cold: nodes a second',
      run('enterprise unwind cold', { nodesPerSecond: 22_000 }),
      'met',
      22_000,
    ],
    ['unwind, enterprise, cold: nodes a second', run('enterprise unwind cold', { nodesPerSecond: 9 }), 'missed', 9],
    ['unwind, enterprise, cold: queries', run('enterprise unwind cold', {}), 'not measured', undefined],
    [
      'unwind, enterprise or large, warm: nodes a second',
      run('large unwind warm', { nodesPerSecond: 5e4 }),
      'met',
      5e4,
    ],
  ] as const)('%s is %#', (name, measured, outcome, seen) => {
    const kpi = check(measured).find((each) => each.name === name);
    expect([kpi?.outcome, kpi?.seen]).toEqual([outcome, seen]);
  });

  it('for a ratio is the median of the rounds in which both were measured', () => {
    const kpis = check(
      ...[run('enterprise unwind cold 1', { seconds: 60 }), run('enterprise procedure cold 1', { seconds: 50 })],
      ...[run('enterprise unwind cold 2', { seconds: 78 }), run('enterprise procedure cold 2', { seconds: 60 })],
      ...[run('enterprise unwind cold 3', { seconds: 1 })],
    );
    const kpi = kpis.find(({ name }) => name.startsWith('procedure'));
    expect(kpi).toMatchObject({ goal: 1.25, direction: 'at least', outcome: 'met', seen: expect.closeTo(1.25) });
  });

  it('of the first plan says that it is one', () => {
    const plan = check().filter(({ origin }) => origin === 'first plan');
    expect(plan.map(({ goal, outcome }) => [goal, outcome])).toEqual(
      [3, 30, 180, 1_200, 512e6, 5_000, 99].map((goal) => [goal, 'not measured']),
    );
  });
});

it('ends a bench with exit code 1 when a goal is missed, and names it', () => {
  const kpis = check(run('medium unwind cold', { seconds: 31, queries: 24 }));
  let error: unknown;
  try {
    refuseMissed({ kpis });
  } catch (thrown) {
    error = thrown;
  }
  expect(error).toMatchObject({
    ...{ code: 'goal-missed', exitCode: 1 },
    message: 'Could not reach 2 goals: unwind, medium, cold: whole time; unwind, medium, cold: whole time',
  });
  refuseMissed({ kpis: check(run('medium unwind cold', { seconds: 9, queries: 24 })) });
});
