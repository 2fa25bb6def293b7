import type { BenchReport, BenchResult, FigureName } from '../report.ts';
import { figureForms } from '../report.ts';
import { formatFigure, listKpis, listResults } from '../table.ts';
import { type Html, html } from './html.ts';

/** The goals: what was seen, and whether it is enough. */
export function formatKpis(report: BenchReport): Html {
  if (report.kpis.length === 0) return html``;
  const [titles, ...rows] = listKpis(report);
  return html`<section>
<h2>Goals</h2>
${formatTable({ caption: 'Goals', titles: titles!, rows })}
</section>
`;
}

/** The medians of a scale, with the least and most of several rounds. */
export function formatResults(report: BenchReport, scale: string): Html {
  const [titles, ...rows] = listResults(report, scale);
  const caption = `Medians at ${scale}${report.rounds > 1 ? ', with the least and most' : ''}`;
  return formatTable({ caption, titles: titles!, rows });
}

/** Every figure of a scale, also those that no plot and no other table shows. */
export function formatAllFigures(report: BenchReport, scale: string): Html {
  const rows = report.results.filter((result) => result.scale === scale).flatMap(listFigures);
  const titles = ['method', 'state', 'figure', 'median', 'least', 'most', 'rounds'];
  return html`<details>
<summary>All figures of ${scale}</summary>
${formatTable({ caption: `All figures at ${scale}`, titles, rows })}
</details>
`;
}

function listFigures({ method, state, rounds, figures }: BenchResult): readonly (readonly string[])[] {
  return (Object.keys(figureForms) as FigureName[]).flatMap((name) => {
    const { title, unit } = figureForms[name];
    const spread = figures[name];
    if (!spread) return [];
    const values = [spread.median, spread.least, spread.most].map((value) => formatFigure(value, unit));
    return [[method, state, title, ...values, String(rounds)]];
  });
}

/** The measurements that ended with an error. */
export function formatFailures({ failures }: BenchReport): Html {
  if (failures.length === 0) return html``;
  const rows = failures.map(({ scale, method, state, round, message }) => [
    ...[scale, method, state, String(round)],
    message,
  ]);
  const titles = ['scale', 'method', 'state', 'round', 'reason'];
  return html`<section>
<h2>Failures</h2>
${formatTable({ caption: 'Measurements that failed', titles, rows })}
</section>
`;
}

interface Table {
  readonly caption: string;
  readonly titles: readonly string[];
  readonly rows: readonly (readonly string[])[];
}

/** A table that scrolls inside the page where the screen is narrow. */
function formatTable({ caption, titles, rows }: Table): Html {
  const lines = rows.map(
    ([
      first = '',
      ...cells
    ]) => html`<tr><th scope="row">${formatHead(first)}</th>${cells.map((cell) => html`${formatCell(cell)}`)}</tr>
`,
  );
  return html`<div class="table" role="region" tabindex="0" aria-label="${caption}">
<table>
<thead><tr>${titles.map((title) => html`<th scope="col">${title}</th>`)}</tr></thead>
<tbody>
${lines}</tbody>
</table>
</div>
`;
}

const outcomes: readonly string[] = ['met', 'missed', 'not measured'];

/** The first cell of a row. The outcome of a goal has a colour. */
function formatHead(text: string): Html {
  return outcomes.includes(text) ? html`<span class="${text.replace(' ', '-')}">${text}</span>` : formatText(text);
}

/** A cell. Only a long text breaks into lines. */
function formatCell(text: string): Html {
  const isLong = text.length > 30 && !text.endsWith(')');
  return html`<td${isLong ? html` class="text"` : ''}>${formatText(text)}</td>`;
}

/** What stands in brackets at the end, such as the least and most, is shown less important. */
function formatText(text: string): Html {
  const [, main, aside] = /^(.*\S) (\([^()]*\))$/s.exec(text) ?? [];
  return main === undefined ? html`${text}` : html`${main} <small>${aside!}</small>`;
}
