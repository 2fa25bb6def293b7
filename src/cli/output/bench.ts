import { type BenchPlan, estimateBench } from '../../bench/estimate.ts';
import type { BenchReport } from '../../bench/report.ts';
import { describeConditions, listKpis, listResults } from '../../bench/table.ts';
import { formatQuantity } from '../../system/format-number.ts';
import { formatSeconds, formatTable } from './format.ts';

/** What a bench is about to measure, and how long it takes. */
export function formatBenchPlan(plan: BenchPlan): string {
  const { scales, methods, rounds } = plan;
  const names = scales.map(({ name }) => name).join(', ');
  return `Measuring ${methods.join(', ')} at ${names} in ${formatQuantity(rounds, 'rounds')}. On a quiet machine with 2 cores this takes about ${formatMinutes(estimateBench(plan))}.`;
}

function formatMinutes(seconds: number): string {
  return seconds < 90 ? '1 minute' : formatQuantity(Math.round(seconds / 60), 'minutes');
}

/** What a bench has measured. */
export function formatBench(report: BenchReport): string {
  const { scales, results, failures, kpis } = report;
  const measured = scales.filter(({ name }) => results.some(({ scale }) => scale === name));
  const tables = measured.map(
    ({ name, nodes, relationships }) =>
      `${name}: ${formatQuantity(nodes, 'nodes')}, ${formatQuantity(relationships, 'relationships')}\n${formatTable(listResults(report, name))}\n`,
  );
  const failed = failures.map(
    ({ scale, method, state, message }) => `Failed: ${scale}, ${method}, ${state}: ${message}\n`,
  );
  return `${tables.join('')}${formatKpis(kpis)}${failed.join('')}${describeConditions(report).join('\n')}
The bench took ${formatSeconds(report.seconds)}.
`;
}

function formatKpis(kpis: BenchReport['kpis']): string {
  const measured = kpis.filter(({ outcome }) => outcome !== 'not measured');
  const others = kpis.length - measured.length;
  const table = measured.length === 0 ? '' : formatTable(listKpis({ kpis: measured }));
  return `${table}${others === 0 ? '' : `${formatQuantity(others, 'goals')} of other scales and methods: not measured\n`}\n`;
}
