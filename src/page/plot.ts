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
