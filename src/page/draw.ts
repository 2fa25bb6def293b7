// Apache ECharts draws the plots, because it makes SVG without a browser: the page then needs no script. It is maintained by the
// Apache Software Foundation, has the licence of this project, and depends on two packages. Chart.js and uPlot draw on a canvas, so
// each page would carry a script. Vega-Lite makes SVG too, but brings 80 packages. Observable Plot needs a DOM. A user installs
// none of ECharts' 60 MB: `npm run build` bundles this file with the parts that it imports, and their licences stand beside it.

import type { LineSeriesOption } from 'echarts/charts';
import { BarChart, type BarSeriesOption, CustomChart, type CustomSeriesOption, LineChart } from 'echarts/charts';
import { GridComponent, type GridComponentOption } from 'echarts/components';
import { type ComposeOption, init, use } from 'echarts/core';
import { LabelLayout } from 'echarts/features';
import { SVGRenderer } from 'echarts/renderers';

export type PlotSeries = BarSeriesOption | CustomSeriesOption | LineSeriesOption;

export type PlotOption = ComposeOption<PlotSeries | GridComponentOption>;

use([BarChart, CustomChart, LineChart, GridComponent, LabelLayout, SVGRenderer]);

/** The width of every plot. A page scales it to the width of the screen. */
export const plotWidth = 440;

/** A plot as an SVG element. The colours of `palette.ts` in it become those of the reader's theme by the style of the page. */
export function drawPlot(option: PlotOption, height: number): string {
  const chart = init(null, null, { renderer: 'svg', ssr: true, width: plotWidth, height });
  try {
    chart.setOption({ animation: false, textStyle: { fontFamily: 'inherit' }, ...option });
    return chart.renderToSVGString();
  } finally {
    chart.dispose();
  }
}
