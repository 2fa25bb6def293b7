import { formatDocument } from '../../page/document.ts';
import { type Html, html } from '../../page/html.ts';
import { formatPlot } from '../../page/plot.ts';
import { formatCount } from '../../system/format-number.ts';
import type { BenchReport, BenchScale } from '../report.ts';
import { formatConditions } from './conditions.ts';
import { methodInks } from './inks.ts';
import { plotScale } from './plot-bars.ts';
import { plotTimes } from './plot-times.ts';
import { formatAllFigures, formatFailures, formatKpis, formatResults } from './tables.ts';

/** The report as one HTML file, which needs no script and no other file. */
export function formatPage(report: BenchReport): Promise<string> {
  const times = (['cold', 'warm'] as const).flatMap((state) => plotTimes(report, state) ?? []);
  return formatDocument({
    title: `bulkgen bench, ${report.startedAt.slice(0, 10)}`,
    inks: methodInks,
    head: formatConditions(report),
    sections: [
      html`<section>
<h2>All scales</h2>
<div class="plots">${times.map(formatPlot)}</div>
</section>
`,
      formatKpis(report),
      ...report.scales.map((scale) => formatScale(report, scale)),
      formatFailures(report),
    ],
  });
}

function formatScale(report: BenchReport, { name, nodes, relationships }: BenchScale): Html {
  if (!report.results.some(({ scale }) => scale === name)) return html``;
  return html`<section>
<h2>${name}: ${formatCount(nodes)} nodes, ${formatCount(relationships)} relationships</h2>
<div class="plots">${plotScale(report, name).map(formatPlot)}</div>
${formatResults(report, name)}
${formatAllFigures(report, name)}
</section>
`;
}
