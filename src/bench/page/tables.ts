import { type Html, html } from '../../page/html.ts';
import { formatTable } from '../../page/table.ts';
import type { BenchReport, BenchResult, FigureName } from '../report.ts';
import { figureForms } from '../report.ts';
import { formatFigure, listKpis, listResults } from '../table.ts';

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
