import type { PlotSeries } from '../../page/draw.ts';
import { background, plainInks } from '../../page/palette.ts';
import { type Plot, plotAxis, plotText } from '../../page/plot.ts';
import { formatCount } from '../../system/format-number.ts';
import type { BenchMethod, BenchReport, BenchResult, BenchScale, BenchState } from '../report.ts';
import { formatFigure } from '../table.ts';
import { methodInks } from './inks.ts';
import { drawSpreads, type SpreadMark } from './spreads.ts';

/** The shape of each method's marks, so that colour is not needed to know them. */
const symbols: Readonly<Record<BenchMethod, string>> = {
  create: 'circle',
  maps: 'rect',
  unwind: 'diamond',
  apoc: 'triangle',
  csv: 'path://M3,0h4v3h3v4h-3v3h-4v-3h-3v-4h3z',
  procedure: 'path://M0,0h10l-5,10z',
  import: 'path://M5,0l5,4l-2,6h-6l-2,-6z',
};

const height = 360;

/** The whole time of each method by the size of the graph, on logarithmic axes, for cold or for warm servers. */
export function plotTimes(report: BenchReport, state: BenchState): Plot | undefined {
  const results = report.results.filter((result) => result.state === state && result.figures.seconds);
  if (results.length === 0) return undefined;
  const rowsOf = new Map(report.scales.map((scale) => [scale.name, scale.nodes + scale.relationships]));
  const place = ({ scale }: Pick<BenchResult, 'scale'>): number => rowsOf.get(scale) ?? 1;
  const methods = report.methods.filter((method) => results.some((result) => result.method === method));
  const lines = methods.map((method) => {
    const points = results
      .filter((result) => result.method === method)
      .map((result) => [place(result), result.figures.seconds!.median]);
    return drawLine(method, points, state);
  });
  const spreads = results
    .filter(({ rounds }) => rounds > 1)
    .map((result): SpreadMark => {
      const { least, most } = result.figures.seconds!;
      return [place(result), least, place(result), most];
    });
  return {
    title: `Whole time, ${state} server`,
    legend: `Seconds by nodes and relationships. Both axes are logarithmic. ${state === 'cold' ? 'Filled marks and solid lines' : 'Hollow marks and dashed lines'}: ${state} server. Dotted line: what the project's first plan allowed.`,
    alternative: describe(report, state, results),
    height,
    option: {
      grid: { left: 56, right: 78, top: 16, bottom: 56 },
      xAxis: sizeAxis(report.scales),
      yAxis: timeAxis(report),
      series: [...lines, drawFirstPlan(report.scales), drawSpreads(spreads, 1)],
    },
  };
}

function drawLine(method: BenchMethod, data: number[][], state: BenchState): PlotSeries {
  const color = methodInks[method].light;
  const isCold = state === 'cold';
  return {
    ...{ type: 'line', silent: true, data, symbol: symbols[method], symbolSize: 9, showAllSymbol: true },
    lineStyle: { color, width: 1.5, type: isCold ? 'solid' : 'dashed' },
    itemStyle: { color: isCold ? color : background.light, borderColor: color, borderWidth: 1.5 },
    endLabel: { ...plotText, show: true, formatter: method, distance: 8 },
    labelLayout: { moveOverlap: 'shiftY' },
  };
}

function drawFirstPlan(scales: readonly BenchScale[]): PlotSeries {
  const data = scales.flatMap(({ nodes, relationships, firstPlanSeconds }) =>
    firstPlanSeconds === undefined ? [] : [[nodes + relationships, firstPlanSeconds]],
  );
  return {
    ...{ type: 'line', silent: true, data, symbol: 'rect', symbolSize: [16, 3], showAllSymbol: true },
    itemStyle: { color: plainInks.quiet.light },
    lineStyle: { color: plainInks.quiet.light, width: 2, type: 'dotted' },
    endLabel: { ...plotText, color: plainInks.quiet.light, show: true, formatter: 'first plan', distance: 12 },
    labelLayout: { moveOverlap: 'shiftY' },
  };
}

/** An axis from the smallest to the largest graph, with a line for each. */
function sizeAxis(scales: readonly BenchScale[]) {
  const sizes = scales.map(({ nodes, relationships }) => nodes + relationships);
  const nameAll = (size: number): string =>
    scales
      .filter((_, index) => sizes[index] === size)
      .map(({ name }) => name)
      .join(', ');
  const [least, most] = [Math.min(...sizes), Math.max(...sizes)];
  const margin = least === most ? 2 : (most / least) ** 0.05;
  return {
    ...{ ...plotAxis, type: 'log' as const, min: least / margin, max: most * margin },
    axisLabel: {
      ...plotAxis.axisLabel,
      customValues: sizes,
      ...{ hideOverlap: true, lineHeight: 15 },
      formatter: (size: number) => `${nameAll(size)}\n${formatCount(size)}`,
    },
    axisTick: { show: true, customValues: sizes, lineStyle: { color: plainInks.quiet.light } },
    splitLine: { show: false },
    ...{ name: 'nodes and relationships', nameLocation: 'middle' as const, nameGap: 40 },
  };
}

/** An axis that holds all times of the report, so that cold and warm can be compared. Its lines are powers of ten. */
function timeAxis({ results, scales }: BenchReport) {
  const times = [
    ...results.flatMap(({ figures: { seconds } }) => (seconds ? [seconds.least, seconds.most] : [])),
    ...scales.flatMap(({ firstPlanSeconds }) => firstPlanSeconds ?? []),
  ].filter((seconds) => seconds > 0);
  const [least, most] = [Math.min(...times) / 1.5, Math.max(...times) * 1.5];
  const first = Math.floor(Math.log10(least));
  const powers = Array.from({ length: Math.ceil(Math.log10(most)) - first + 1 }, (_, index) => 10 ** (first + index));
  const customValues = powers.filter((power) => power >= least && power <= most);
  return {
    ...{ ...plotAxis, type: 'log' as const, name: 'seconds', nameLocation: 'middle' as const, nameGap: 44 },
    ...{ min: least, max: most },
    axisTick: { show: false, customValues },
    axisLabel: { ...plotAxis.axisLabel, customValues, formatter: (seconds: number) => formatCount(seconds) },
  };
}

function describe({ scales }: BenchReport, state: BenchState, results: readonly BenchResult[]): string {
  const parts = scales.map(({ name, firstPlanSeconds }) => {
    const values = results
      .filter(({ scale }) => scale === name)
      .map(({ method, figures }) => `${method} ${formatFigure(figures.seconds!.median, 's')}`);
    const plan = firstPlanSeconds === undefined ? [] : [`first plan ${formatFigure(firstPlanSeconds, 's')}`];
    return `${name}: ${[...values, ...plan].join(', ')}.`;
  });
  return `Line plot of the whole time on a ${state} server. ${parts.join(' ')}`;
}
