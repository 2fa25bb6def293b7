import {
  type BenchResult,
  type BenchRun,
  type BenchState,
  benchMethods,
  type FigureName,
  figureForms,
  type Spread,
} from './report.ts';

const states: readonly BenchState[] = ['cold', 'warm'];

/** What each method reached: medians over the rounds, in the order of scales, methods and states. */
export function summarise(runs: readonly BenchRun[], scales: readonly string[]): readonly BenchResult[] {
  const compared = runs.map((run) => compareWithCreate(run, runs));
  const groups = scales.flatMap((scale) =>
    benchMethods.flatMap((method) => states.map((state) => ({ scale, method, state }))),
  );
  return groups.flatMap(({ scale, method, state }) => {
    const own = compared.filter((run) => run.scale === scale && run.method === method && run.state === state);
    return own.length === 0 ? [] : [summariseRuns(own)];
  });
}

function summariseRuns(runs: readonly BenchRun[]): BenchResult {
  const { scale, method, state } = runs[0]!;
  const names = Object.keys(figureForms) as FigureName[];
  const figures = names.flatMap((name) => {
    const values = runs.flatMap((run) => run.figures[name] ?? []);
    return values.length === 0 ? [] : [[name, spread(values)] as const];
  });
  return {
    ...{ scale, method, state, rounds: runs.length },
    extrapolated: runs.some(({ extrapolatedFrom }) => extrapolatedFrom !== undefined),
    figures: Object.fromEntries(figures),
  };
}

/** Rounds differ, because other programs run on the machine: only runs of one round are compared. */
function compareWithCreate(run: BenchRun, runs: readonly BenchRun[]): BenchRun {
  const speedUp = divideSeconds(runs, { ...run, method: 'create' }, run);
  return speedUp === undefined ? run : { ...run, figures: { ...run.figures, speedUp } };
}

type RunKey = Pick<BenchRun, 'scale' | 'method' | 'state' | 'round'>;

/** How many times as long one run took as another. Undefined when one of them was not measured. */
export function divideSeconds(runs: readonly BenchRun[], slower: RunKey, faster: RunKey): number | undefined {
  const [dividend, divisor] = [slower, faster].map((key) => runs.find((run) => isRun(run, key))?.figures.seconds);
  return dividend && divisor && dividend / divisor;
}

function isRun(run: RunKey, { scale, method, state, round }: RunKey): boolean {
  return run.scale === scale && run.method === method && run.state === state && run.round === round;
}

/** The median of at least one value, and the least and most. */
export function spread(values: readonly number[]): Spread {
  const sorted = values.toSorted((a, b) => a - b);
  const [low, high] = [sorted[Math.floor((sorted.length - 1) / 2)]!, sorted[Math.ceil((sorted.length - 1) / 2)]!];
  return { median: (low + high) / 2, least: sorted[0]!, most: sorted.at(-1)! };
}
