import type { PlotSeries } from './draw.ts';
import { drawPlot, type PlotOption } from './draw.ts';
import { type Html, html, trust } from './html.ts';
import { plainInks } from './palette.ts';

/** The look of text in plots. */
export const plotText = { color: plainInks.text.light, fontSize: 12 };

/** The look of an axis: a title, and lines that do not compete with what is measured. */
export const plotAxis = {
  nameTextStyle: { color: plainInks.quiet.light, fontSize: 12 },
  axisLabel: { color: plainInks.quiet.light, fontSize: 12 },
  axisLine: { show: false },
  axisTick: { show: false },
  splitLine: { lineStyle: { color: plainInks.line.light } },
};

export interface Plot {
  readonly title: string;
  /** What the marks mean. */
  readonly legend?: string;
  /** All that the plot shows, for people who do not see it. */
  readonly alternative: string;
  readonly option: PlotOption;
  readonly height: number;
}

/** A plot with its title. */
export function formatPlot({ title, legend = '', alternative, option, height }: Plot): Html {
  return html`<figure>
<figcaption><h3>${title}</h3><p>${legend}</p></figcaption>
<div role="img" aria-label="${alternative}">${trust(drawPlot(option, height))}</div>
</figure>
`;
}

/** The ends of a line, from the least to the most value of several rounds: x, y, x, y. */
export type SpreadMark = readonly [number, number, number, number];

/** Lines from the least to the most. A plot has its marks at 2: lines at 1 do not hide them. */
export function drawSpreads(marks: readonly SpreadMark[], z: 1 | 3): PlotSeries {
  return {
    type: 'custom',
    silent: true,
    z,
    data: marks.map((mark) => [...mark]),
    encode: { x: [0, 2], y: [1, 3] },
    renderItem: (_, { value, coord }) => {
      const [x1, y1] = coord([value(0), value(1)]) as [number, number];
      const [x2, y2] = coord([value(2), value(3)]) as [number, number];
      return { type: 'line', shape: { x1, y1, x2, y2 }, style: { stroke: plainInks.text.light, lineWidth: 1.5 } };
    },
  };
}
