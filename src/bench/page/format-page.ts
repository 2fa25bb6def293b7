import { readFile } from 'node:fs/promises';
import { formatCount } from '../../system/format-number.ts';
import type { BenchReport, BenchScale } from '../report.ts';
import { formatConditions } from './conditions.ts';
import { type Html, html, trust } from './html.ts';
import { formatPalette } from './palette.ts';
import { formatPlot } from './plot.ts';
import { plotScale } from './plot-bars.ts';
import { plotTimes } from './plot-times.ts';
import { formatAllFigures, formatFailures, formatKpis, formatResults } from './tables.ts';

/** Nothing is loaded and nothing runs: the page shows what is in it. The library sets the fonts of plots as styles of elements. */
const policy = "default-src 'none'; style-src 'unsafe-inline'; img-src data:; base-uri 'none'; form-action 'none'";

/** The report as one HTML file, which needs no script and no other file. */
export async function formatPage(report: BenchReport): Promise<string> {
  const style = await readFile(new URL('page.css', import.meta.url), 'utf8');
  const times = (['cold', 'warm'] as const).flatMap((state) => plotTimes(report, state) ?? []);
  return html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="content-security-policy" content="${trust(policy)}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>bulkgen bench, ${report.startedAt.slice(0, 10)}</title>
<link rel="icon" href="data:,">
<style>${trust(style + formatPalette())}</style>
</head>
<body>
${formatConditions(report)}
<main>
<section>
<h2>All scales</h2>
<div class="plots">${times.map(formatPlot)}</div>
</section>
${formatKpis(report)}
${report.scales.map((scale) => formatScale(report, scale))}
${formatFailures(report)}
</main>
</body>
</html>
`.markup;
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
