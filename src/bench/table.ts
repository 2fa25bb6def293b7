// The report as the rows of tables, which people read on a terminal or as Markdown.
import { formatBytes, formatCount } from '../system/format-number.ts';
import type { BenchEnvironment, BenchReport, BenchResult, FigureName, FigureUnit, Kpi, Spread } from './report.ts';
import { figureForms } from './report.ts';

const columns: readonly FigureName[] = [
  ...(['seconds', 'nodesPerSecond', 'relationshipsPerSecond', 'clientCpuPerRow', 'serverCpuPerRow'] as const),
  ...(['queries', 'clientMemory', 'serverMemory', 'speedUp'] as const),
];

/** A title row and a row for each result of a scale. A figure that was not measured is a dash. */
export function listResults({ results, scales }: BenchReport, scale: string): readonly (readonly string[])[] {
  const planned = scales.find(({ name }) => name === scale)?.firstPlanSeconds;
  return [
    ['method', 'state', ...columns.map((name) => figureForms[name].title)],
    ...results.filter((result) => result.scale === scale).map(toRow),
    ...(planned === undefined
      ? []
      : [['first plan', '', formatFigure(planned, figureForms.seconds.unit), ...columns.slice(1).map(() => '–')]]),
  ];
}

function toRow({ method, state, extrapolated, figures }: BenchResult): readonly string[] {
  return [
    `${method}${extrapolated ? ' (extrapolated)' : ''}`,
    state,
    ...columns.map((name) => formatSpread(figures[name], figureForms[name].unit)),
  ];
}

/** `9.6 s`, `9.6 s (9.1 s–12.0 s)`. */
function formatSpread(value: Spread | undefined, unit: FigureUnit): string {
  if (!value) return '–';
  const { median, least, most } = value;
  const text = formatFigure(median, unit);
  return least === most ? text : `${text} (${formatFigure(least, unit)}–${formatFigure(most, unit)})`;
}

/** `9.6 s`, `24,300/s`, `4.3 µs`, `174.0 MB`, `12.5 ×`. */
export function formatFigure(value: number, unit: FigureUnit): string {
  if (unit === 'bytes') return formatBytes(value);
  if (unit === '/s' || unit === '') return `${formatCount(Math.round(value))}${unit}`;
  const rounded = value >= 100 ? formatCount(Math.round(value)) : value.toFixed(value >= 9.995 ? 1 : 2);
  return `${rounded} ${unit}`;
}

/** A title row and a row for each goal: whether it was met comes first. */
export function listKpis({ kpis }: Pick<BenchReport, 'kpis'>): readonly (readonly string[])[] {
  const toCells = ({ outcome, name, direction, goal, unit, seen, origin }: Kpi) => [
    ...[outcome, name, `${direction} ${formatFigure(goal, unit)}`],
    ...[seen === undefined ? '–' : formatFigure(seen, unit), origin],
  ];
  return [['outcome', 'goal', 'wanted', 'seen', 'from'], ...kpis.map(toCells)];
}

/** What the figures depend on, as sentences. */
export function describeConditions({
  environment,
  startedAt,
  rounds,
  complete,
  warnings,
}: BenchReport): readonly string[] {
  return [
    describeMachine(environment),
    `${startedAt.slice(0, 10)}, bulkgen ${environment.bulkgen}, medians of ${rounds === 1 ? '1 round' : `${rounds} rounds`}, with the least and most.`,
    ...(complete ? [] : ['The bench was interrupted: some figures are missing.']),
    ...warnings.map((warning) => `Warning: ${warning}`),
  ];
}

function describeMachine(environment: BenchEnvironment): string {
  const { neo4j, java, node, processors, processorModel, memory, settings, plugins, hasClassArchive } = environment;
  const given = Object.entries(settings).map(([name, value]) => `${name}=${value}`);
  return `Neo4j ${neo4j} (Java ${java}, ${given.join(', ')}, with ${plugins.join(' and ')}, ${hasClassArchive ? 'with' : 'without'} a class archive), Node ${node}, ${processors} × ${processorModel}, ${formatBytes(memory)} of memory.`;
}
