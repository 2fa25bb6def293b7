import { formatCount } from '../system/format-number.ts';
import type { BenchReport } from './report.ts';
import { describeConditions, listKpis, listResults } from './table.ts';

/** The report as Markdown: a table for each scale, and one of the goals. */
export function formatMarkdown(report: BenchReport): string {
  const { scales, results } = report;
  const measured = scales.filter(({ name }) => results.some(({ scale }) => scale === name));
  const tables = measured.map(
    ({ name, nodes, relationships }) =>
      `## ${name}: ${formatCount(nodes)} nodes, ${formatCount(relationships)} relationships\n\n${formatTable(listResults(report, name))}`,
  );
  return `# How fast each method loads a graph

${describeConditions(report).join('\n')}

Cold: the server was started for the run. Warm: the same server, after the same load, which was removed again.

${tables.join('\n')}
## Goals

${formatTable(listKpis(report))}`;
}

function formatTable([title, ...rows]: readonly (readonly string[])[]): string {
  const lines = [title!, title!.map(() => '---'), ...rows];
  return lines.map((cells) => `| ${cells.join(' | ')} |\n`).join('');
}
