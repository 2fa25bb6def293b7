import type { PlotSeries } from '../../page/draw.ts';
import { background } from '../../page/palette.ts';
import { type Plot, plotAxis, plotText } from '../../page/plot.ts';
import { formatCount } from '../../system/format-number.ts';
import type { ConnectionStats, DegreeStats, PublishedSummary } from '../graph-stats.ts';
import { formatShare, nameConnection } from '../tables.ts';
import { statsInks } from './inks.ts';

const height = 300;

type Direction = 'fan-in' | 'fan-out';

/**
 * The share of nodes that have at least so many relationships, on logarithmic axes: a straight line is a power law. Undefined if
 * no node has more than one.
 */
export function plotDegrees(type: string, connection: ConnectionStats): Plot | undefined {
  const { fanIn, fanOut, published } = connection;
  const directions = (
    [
      ['fan-in', fanIn, published?.fanIn],
      ['fan-out', fanOut, published?.fanOut],
    ] as const
  ).filter(([, { max }]) => max > 1);
  if (directions.length === 0) return undefined;
  const most = Math.max(...directions.map(([, { max }, figures]) => Math.max(max, figures?.p999 ?? 0)));
  const least = Math.min(...directions.map(([, { atLeast }]) => atLeast.at(-1)![1]), published ? 0.001 : 1);
  const name = nameConnection(connection);
  return {
    title: `${type}, ${name}`,
    legend: [
      `Share of nodes with at least so many relationships. ${directions.map(([direction, { zero }]) => `Without any: ${formatShare(zero)} (${direction}).`).join(' ')}`,
      ...(published ? [`Hollow marks: ${published.source}.`] : []),
    ].join(' '),
    alternative: `Line plot of the degrees of ${type}, ${name}: ${directions.map(describe).join(' ')}`,
    height,
    option: {
      grid: { left: 64, right: 36, top: 14, bottom: 48 },
      xAxis: { ...logAxis(1, most), name: 'relationships of a node', nameGap: 30, axisLabel: degreeLabel(most) },
      yAxis: { ...logAxis(least, 1), axisLabel: shareLabel(least) },
      series: directions.flatMap(([direction, degrees, figures]) => [
        drawCurve(direction, degrees),
        ...(figures ? [drawPublished(direction, figures)] : []),
      ]),
    },
  };
}

function drawCurve(direction: Direction, { atLeast }: DegreeStats): PlotSeries {
  const color = statsInks[direction].light;
  return {
    ...{ type: 'line', silent: true, showAllSymbol: true, symbolSize: direction === 'fan-in' ? 4 : 5 },
    symbol: direction === 'fan-in' ? 'circle' : 'rect',
    data: atLeast.map((point) => [...point]),
    lineStyle: { color, width: 1.5 },
    itemStyle: { color },
  };
}

/** The degree that a published share of the nodes have at least. */
function drawPublished(direction: Direction, figures: PublishedSummary): PlotSeries {
  const { p50, p75, p90, p95, p99, p999 } = figures;
  const color = statsInks[direction].light;
  return {
    ...{ type: 'line', silent: true, showAllSymbol: true, symbolSize: 9, z: 3 },
    symbol: direction === 'fan-in' ? 'circle' : 'rect',
    data: [
      ...[[p50, 0.5] as const, [p75, 0.25] as const, [p90, 0.1] as const],
      ...[[p95, 0.05] as const, [p99, 0.01] as const, [p999, 0.001] as const],
    ].map((point) => [...point]),
    lineStyle: { color, width: 1, type: 'dotted' },
    itemStyle: { color: background.light, borderColor: color, borderWidth: 1.5 },
  };
}

/** An axis from one power of ten to another that holds all values. */
function logAxis(least: number, most: number) {
  const [first, last] = [Math.floor(Math.log10(least) + 1e-9), Math.max(1, Math.ceil(Math.log10(most) - 1e-9))];
  const isShare = most <= 1;
  return {
    ...{ ...plotAxis, type: 'log' as const, nameLocation: 'middle' as const },
    ...{ min: 10 ** first, max: isShare ? 1 : 10 ** last },
  };
}

function degreeLabel(most: number) {
  const powers = Array.from({ length: Math.max(1, Math.ceil(Math.log10(most))) + 1 }, (_, power) => 10 ** power);
  return { ...plotAxis.axisLabel, customValues: powers, formatter: (degree: number) => formatCount(degree) };
}

function shareLabel(least: number) {
  const count = Math.max(1, Math.ceil(-Math.log10(least) - 1e-9)) + 1;
  const powers = Array.from({ length: count }, (_, power) => 10 ** -power);
  return {
    ...{ ...plotAxis.axisLabel, ...plotText, customValues: powers },
    formatter: (share: number) => `${Number((share * 100).toPrecision(1))} %`,
  };
}

function describe([direction, { p50, p90, p99, max }]: readonly [Direction, DegreeStats, unknown]): string {
  const figures = Object.entries({ median: p50, p90, p99, max }).map(([name, degree]) => `${name} ${degree}`);
  return `${direction}: ${figures.join(', ')}.`;
}
