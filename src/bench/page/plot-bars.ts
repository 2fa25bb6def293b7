import type { PlotSeries } from '../../page/draw.ts';
import { type Plot, plotAxis, plotText } from '../../page/plot.ts';
import { formatBytes, formatCount } from '../../system/format-number.ts';
import type { BenchReport, BenchResult, FigureName, FigureUnit } from '../report.ts';
import { formatFigure } from '../table.ts';
import { methodInks } from './inks.ts';
import { drawSpreads, type SpreadMark } from './spreads.ts';

interface BarPlot {
  readonly title: string;
  readonly unit: FigureUnit;
  /** What is shown. A second figure is stacked on the first. */
  readonly figures: readonly FigureName[];
  readonly legend: string;
  /** Marks bars whose length depends on an extrapolated time. */
  readonly isExtrapolated?: (result: BenchResult, report: BenchReport) => boolean;
}

const stacked = 'Full colour: client. Pale: server.';

const barPlots: readonly BarPlot[] = [
  {
    title: 'Rows a second',
    ...{ unit: '/s', figures: ['rowsPerSecond'], isExtrapolated: ({ extrapolated }) => extrapolated },
    legend: 'Nodes and relationships, divided by the whole time. More is better.',
  },
  {
    title: 'Processor time a row',
    ...{ unit: 'µs', figures: ['clientCpuPerRow', 'serverCpuPerRow'] },
    legend: `Microseconds for each node and relationship. ${stacked} Less is better.`,
  },
  {
    title: 'Memory',
    ...{ unit: 'bytes', figures: ['clientMemory', 'serverMemory'] },
    legend: `The most that each process had. ${stacked} Less is better.`,
  },
  {
    title: 'Speed-up over create',
    ...{ unit: '×', figures: ['speedUp'], isExtrapolated: isComparedWithExtrapolated },
    legend: 'How many times as fast as one CREATE and one transaction a row. More is better.',
  },
];

function isComparedWithExtrapolated({ scale, state }: BenchResult, { results }: BenchReport): boolean {
  const create = results.find((it) => it.method === 'create' && it.scale === scale && it.state === state);
  return create?.extrapolated === true;
}

/** The plots of one scale: a bar for each method, cold and warm. A plot of which nothing was measured is left out. */
export function plotScale(report: BenchReport, scale: string): readonly Plot[] {
  return barPlots.flatMap((plot) => {
    const results = report.results.filter((result) => result.scale === scale && plot.figures.some(has(result)));
    return results.length === 0 ? [] : [drawBars(report, scale, { plot, results })];
  });
}

function has({ figures }: BenchResult): (name: FigureName) => boolean {
  return (name) => figures[name] !== undefined;
}

interface Content {
  readonly plot: BarPlot;
  readonly results: readonly BenchResult[];
}

interface Bar {
  readonly result: BenchResult;
  readonly label: string;
  /** The medians of the figures, one for each part of the bar. */
  readonly values: readonly (number | undefined)[];
  readonly text: string;
  readonly isExtrapolated: boolean;
}

function drawBars(report: BenchReport, scale: string, { plot, results }: Content): Plot {
  const bars = results.map((result, index) => toBar(report, plot, { result, previous: results[index - 1] }));
  const spreads = plot.figures.length === 1 ? listSpreads(bars, plot.figures[0]!) : [];
  const height = 30 + bars.length * 22;
  const values = bars.map(({ result, text }) => `${result.method} ${result.state} ${text}`);
  return {
    title: `${plot.title}, ${scale}`,
    legend: [
      plot.legend,
      ...(spreads.length > 0 ? ['Line: from the least to the most.'] : []),
      ...(bars.some(({ isExtrapolated }) => isExtrapolated) ? ['Dashed outline: from an extrapolated time.'] : []),
    ].join(' '),
    alternative: `Bar plot of ${plot.title.toLowerCase()} at ${scale}: ${values.join(', ')}.`,
    height,
    option: {
      grid: { left: 108, right: widthOf(bars), top: 4, bottom: 26 },
      xAxis: {
        ...plotAxis,
        type: 'value',
        min: 0,
        splitNumber: plot.unit === 'bytes' ? 2 : 3,
        axisLabel: valueLabel(plot.unit),
      },
      yAxis: {
        ...{ ...plotAxis, type: 'category', inverse: true, data: bars.map(({ label }) => label) },
        axisLabel: { ...plotAxis.axisLabel, ...plotText, interval: 0 },
      },
      series: [
        ...plot.figures.map((_, part) => drawPart(bars, part)),
        drawTexts(bars, spreads),
        drawSpreads(spreads, 3),
      ],
    },
  };
}

interface Neighbours {
  readonly result: BenchResult;
  readonly previous: BenchResult | undefined;
}

function toBar(report: BenchReport, plot: BarPlot, { result, previous }: Neighbours): Bar {
  const values = plot.figures.map((name) => result.figures[name]?.median);
  const isExtrapolated = plot.isExtrapolated?.(result, report) === true;
  const known = values.filter((value) => value !== undefined).map((value) => formatFigure(value, plot.unit));
  return {
    ...{ result, values, isExtrapolated },
    label: previous?.method === result.method ? result.state : `${result.method}, ${result.state}`,
    text: `${isExtrapolated ? '≈ ' : ''}${known.join(' + ')}`,
  };
}

/** One part of all bars. */
function drawPart(bars: readonly Bar[], part: number): PlotSeries {
  return {
    ...{ type: 'bar', stack: 'all', silent: true, barWidth: 14 },
    data: bars.map(({ result, values, isExtrapolated }) => {
      const color = methodInks[result.method].light;
      const outline = { color: 'transparent', borderColor: color, borderWidth: 1.5, borderType: 'dashed' as const };
      return {
        value: values[part] ?? '-',
        itemStyle: isExtrapolated ? outline : { color, opacity: part === 0 ? 1 : 0.4 },
      };
    }),
  };
}

/** The text of each bar, after the end of its line from least to most. */
function drawTexts(bars: readonly Bar[], spreads: readonly SpreadMark[]): PlotSeries {
  const ends = new Map(spreads.map(([, index, most]) => [index, most]));
  return {
    ...{ type: 'bar', stack: 'all', silent: true, itemStyle: { color: 'none' } },
    data: bars.map(({ values }, index) => Math.max(0, (ends.get(index) ?? 0) - (values[0] ?? 0))),
    label: {
      ...{ ...plotText, show: true, position: 'right', distance: 6 },
      formatter: ({ dataIndex }) => bars[dataIndex]!.text,
    },
  };
}

function listSpreads(bars: readonly Bar[], name: FigureName): readonly SpreadMark[] {
  return bars.flatMap(({ result: { rounds, figures } }, index) => {
    const spread = figures[name];
    return spread && rounds > 1 ? [[spread.least, index, spread.most, index] as const] : [];
  });
}

/** The space for the longest text at the end of a bar. */
function widthOf(bars: readonly Bar[]): number {
  return 14 + 6.6 * Math.max(...bars.map(({ text }) => text.length));
}

function valueLabel(unit: FigureUnit) {
  const format = (value: number): string => (unit === 'bytes' && value > 0 ? formatBytes(value) : formatCount(value));
  return { ...plotAxis.axisLabel, hideOverlap: true, formatter: format };
}
