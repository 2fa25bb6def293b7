import { type Plot, plotAxis, plotText } from '../../page/plot.ts';
import type { PropertyStats, ValueShare } from '../graph-stats.ts';
import { areMostlyUnique, formatShare } from '../tables.ts';
import { statsInks } from './inks.ts';

/** How many values have a bar. */
const mostBars = 12;
/** Longer values are cut. */
const mostLetters = 22;

/**
 * A bar for each of the most frequent values of a property. Undefined if there is only one value, or if there are too many, also
 * for the few rows that there are.
 */
export function plotMix(owner: string, { name, values, repeated }: PropertyStats): Plot | undefined {
  if (!values || values.length < 2 || repeated === 0) return undefined;
  if (areMostlyUnique(values)) return undefined;
  const bars = cutTail(values);
  const labels = bars.map(({ value }) => shorten(value));
  const texts = bars.map(({ share }) => formatShare(share));
  return {
    title: `${owner}, ${name}`,
    alternative: `Bar plot of ${name} of ${owner}: ${bars.map(({ value, share }) => `${value} ${formatShare(share)}`).join(', ')}.`,
    height: 12 + bars.length * 22,
    option: {
      grid: { left: 18 + 7.4 * Math.max(...labels.map(({ length }) => length)), right: 60, top: 4, bottom: 8 },
      xAxis: { ...plotAxis, type: 'value', min: 0, axisLabel: { show: false }, splitLine: { show: false } },
      yAxis: {
        ...{ ...plotAxis, type: 'category', inverse: true, data: labels },
        axisLabel: { ...plotAxis.axisLabel, ...plotText, interval: 0 },
      },
      series: [
        {
          ...{ type: 'bar', silent: true, barWidth: 14, itemStyle: { color: statsInks.share.light } },
          data: bars.map(({ share }) => share),
          label: {
            ...{ ...plotText, show: true, position: 'right', distance: 6 },
            formatter: ({ dataIndex }) => texts[dataIndex]!,
          },
        },
      ],
    },
  };
}

/** The most frequent values, and one bar for all others. */
function cutTail(values: readonly ValueShare[]): readonly ValueShare[] {
  if (values.length <= mostBars) return values;
  const tail = values.slice(mostBars - 1);
  const sum = (name: 'rows' | 'share'): number => tail.reduce((all, value) => all + value[name], 0);
  return [
    ...values.slice(0, mostBars - 1),
    { value: `${tail.length} other values`, rows: sum('rows'), share: sum('share') },
  ];
}

function shorten(text: string): string {
  return text.length <= mostLetters ? text : `${text.slice(0, mostLetters - 1)}…`;
}
