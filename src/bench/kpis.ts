import { BulkgenError } from '../errors.ts';
import { formatQuantity } from '../system/format-number.ts';
import type { BenchMethod, BenchReport, BenchState, FigureName, Kpi } from './report.ts';
import { figureForms } from './report.ts';
import { divideSeconds, spread } from './summarise.ts';

/** Seconds that the project's first plan allowed for each scale; 15 to 20 minutes for enterprise. */
export const firstPlanSeconds: Readonly<Record<string, number>> = {
  small: 3,
  medium: 30,
  large: 180,
  enterprise: 1_200,
};

type Measurements = Pick<BenchReport, 'runs' | 'results'>;

interface Goal extends Pick<Kpi, 'name' | 'origin' | 'direction' | 'goal' | 'unit'> {
  readonly see: (measurements: Measurements) => number | undefined;
}

const goals: readonly Goal[] = [
  figure('trial', { scales: ['enterprise'], figure: 'seconds', atMost: 60 }),
  figure('trial', { scales: ['enterprise'], figure: 'nodesPerSecond', atLeast: 22_000 }),
  figure('trial', { scales: ['enterprise'], figure: 'relationshipsPerSecond', atLeast: 45_000 }),
  figure('trial', { scales: ['enterprise'], figure: 'clientMemory', atMost: 200e6 }),
  figure('trial', { scales: ['enterprise'], figure: 'queries', atMost: 420 }),
  figure('trial', { scales: ['large'], figure: 'seconds', atMost: 28 }),
  figure('trial', { scales: ['medium'], figure: 'seconds', atMost: 9 }),
  figure('trial', { scales: ['medium'], figure: 'queries', atMost: 40 }),
  figure('trial', { scales: ['enterprise', 'large'], state: 'warm', figure: 'nodesPerSecond', atLeast: 45_000 }),
  figure('trial', { scales: ['enterprise', 'large'], figure: 'clientCpuPerNode', atMost: 6 }),
  ratio({ scales: ['enterprise'], faster: 'procedure', slower: 'unwind', atLeast: 1.25 }),
  ratio({ scales: ['enterprise', 'large'], faster: 'unwind', slower: 'maps', atLeast: 1.5 }),
  ...Object.entries(firstPlanSeconds).map(([scale, atMost]) =>
    figure('first plan', { scales: [scale], figure: 'seconds', atMost }),
  ),
  figure('first plan', { scales: ['enterprise', 'large', 'medium'], figure: 'clientMemory', atMost: 512e6 }),
  figure('first plan', { scales: ['enterprise', 'large'], figure: 'relationshipsPerSecond', atLeast: 5_000 }),
  figure('first plan', { scales: ['medium'], figure: 'queries', atMost: 99 }),
];

/** Compares what was measured with every goal. */
export function checkKpis(measurements: Measurements): readonly Kpi[] {
  return goals.map(({ see, ...kpi }) => {
    const seen = see(measurements);
    if (seen === undefined) return { ...kpi, outcome: 'not measured' };
    const isMet = kpi.direction === 'at most' ? seen <= kpi.goal : seen >= kpi.goal;
    return { ...kpi, seen, outcome: isMet ? 'met' : 'missed' };
  });
}

/** Throws `goal-missed` when a goal that was measured is missed. */
export function refuseMissed({ kpis }: Pick<BenchReport, 'kpis'>): void {
  const missed = kpis.filter(({ outcome }) => outcome === 'missed').map(({ name }) => name);
  if (missed.length === 0) return;
  throw new BulkgenError(
    'goal-missed',
    `Could not reach ${formatQuantity(missed.length, 'goals')}: ${missed.join('; ')}`,
    {
      hint: 'Run the bench again while no other program runs.',
    },
  );
}

interface Bound {
  /** The first of these scales that was measured counts. */
  readonly scales: readonly string[];
  readonly atMost?: number;
  readonly atLeast?: number;
}

/** A goal for a figure of `unwind`. */
function figure(
  origin: Goal['origin'],
  {
    scales,
    state = 'cold',
    figure: name,
    ...bound
  }: Bound & { readonly figure: FigureName; readonly state?: BenchState },
): Goal {
  const { title, unit } = figureForms[name];
  return {
    ...{
      name: `unwind, ${scales.join(' or ')}, ${state}: ${title.charAt(0).toLowerCase()}${title.slice(1)}`,
      origin,
      unit,
      ...toGoal(bound),
    },
    see: ({ results }) =>
      scales
        .map((scale) => results.find((it) => it.scale === scale && it.method === 'unwind' && it.state === state))
        .find((result) => result !== undefined)?.figures[name]?.median,
  };
}

/** A goal for how many times as fast one method is as another in the same round. */
function ratio({
  scales,
  faster,
  slower,
  ...bound
}: Bound & { readonly faster: BenchMethod; readonly slower: BenchMethod }): Goal {
  const name = `${faster}, ${scales.join(' or ')}, cold: times as fast as ${slower} in the same round`;
  return {
    ...{ name, origin: 'trial', unit: '×', ...toGoal(bound) },
    see: ({ runs }) => {
      const seen = scales.map((scale) => compare(runs, { scale, faster, slower })).find((values) => values.length > 0);
      return seen && spread(seen).median;
    },
  };
}

function compare(
  runs: BenchReport['runs'],
  { scale, faster, slower }: { readonly scale: string; readonly faster: BenchMethod; readonly slower: BenchMethod },
): readonly number[] {
  return runs
    .filter((run) => run.scale === scale && run.method === faster && run.state === 'cold')
    .flatMap((run) => divideSeconds(runs, { ...run, method: slower }, run) ?? []);
}

function toGoal({ atMost, atLeast }: Omit<Bound, 'scales'>): Pick<Goal, 'direction' | 'goal'> {
  return atMost === undefined ? { direction: 'at least', goal: atLeast! } : { direction: 'at most', goal: atMost };
}
