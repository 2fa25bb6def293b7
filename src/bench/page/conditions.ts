import { type Html, html } from '../../page/html.ts';
import { formatBytes, formatQuantity } from '../../system/format-number.ts';
import type { BenchEnvironment, BenchMethod, BenchReport } from '../report.ts';

/** What each method does. */
const methodMeanings: Readonly<Record<BenchMethod, string>> = {
  create: 'one CREATE and one transaction for each row, as a beginner writes it',
  maps: 'UNWIND of driver maps, 1,000 a batch, as a good engineer writes it by hand',
  unwind: 'bulkgen load --method unwind',
  apoc: 'bulkgen load --method apoc',
  csv: 'bulkgen load --method csv',
  procedure: 'bulkgen load --method procedure',
  import: 'bulkgen export and bulkgen import into the running server',
};

/** The head of the page: what was measured, when, where and with what, and what to keep in mind. */
export function formatConditions(report: BenchReport): Html {
  const { startedAt, complete, warnings, methods } = report;
  const outcome = complete ? 'complete' : 'interrupted';
  const notes = [...(complete ? [] : ['The bench was interrupted. Some figures are missing.']), ...warnings];
  return html`<header>
<h1>How fast each method loads a graph</h1>
<p class="quiet">${formatTime(startedAt)} · <strong class="${outcome}">${outcome}</strong> after ${formatDuration(report.seconds)} · ${formatQuantity(report.rounds, 'rounds')}</p>
${notes.map((text) => html`<p class="note">${text}</p>`)}
<p>Each measurement starts with an empty database and ends when all rows are there, all constraints and indexes are online and the counts are verified. Cold: the server was started for the run. Warm: the same server, after the same load, which was removed again. Figures are medians over the rounds.</p>
<dl class="methods">${methods.map((method) => html`<div><dt><span class="swatch ${method}"></span>${method}</dt><dd>${methodMeanings[method]}</dd></div>`)}</dl>
<details open>
<summary>Machine, versions and settings</summary>
<dl class="conditions">${listConditions(report).map(([term, text]) => html`<div><dt>${term}</dt><dd>${text}</dd></div>`)}</dl>
</details>
</header>
`;
}

function listConditions({ environment, seed }: BenchReport): readonly (readonly [string, string])[] {
  const { settings, hasClassArchive, plugins } = environment;
  return [
    ['Machine', describeMachine(environment)],
    ['Load average', environment.loadAverage.toFixed(1)],
    ['bulkgen', environment.bulkgen],
    ['Neo4j', environment.neo4j],
    ['Java', environment.java],
    ['Node', environment.node],
    ['Plugins', plugins.join(', ') || 'none'],
    ['Class archive', hasClassArchive ? 'yes' : 'no'],
    ...Object.entries(settings),
    ['Seed', seed],
  ];
}

function describeMachine({ processors, processorModel, memory, platform }: BenchEnvironment): string {
  return `${processors} × ${processorModel}, ${formatBytes(memory)} of memory, ${platform}`;
}

/** `2026-11-28 14:05 UTC`. */
function formatTime(iso: string): string {
  return `${iso.slice(0, 16).replace('T', ' ')} UTC`;
}

/** `41 s`, `3 min`. */
function formatDuration(seconds: number): string {
  return seconds < 100 ? `${Math.round(seconds)} s` : `${Math.round(seconds / 60)} min`;
}
