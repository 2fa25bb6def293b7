import type { Answer } from '../../export/answer-all.ts';

const mostRows = 20;

/** Questions as statements to paste into Neo4j Browser, each with its expected answer as comments before it. */
export function formatQueries(answers: readonly Answer[]): string {
  return answers.map(formatQuery).join('\n');
}

function formatQuery({ question, cypher, picture, rows }: Answer): string {
  const shown = rows.slice(0, mostRows).map((row) => JSON.stringify(row));
  const rest = rows.length - shown.length;
  const comments = [
    question,
    rows.length === 0 ? 'Expected: no rows' : 'Expected:',
    ...shown,
    ...(rest > 0 ? [`and ${rest} more`] : []),
  ];
  const drawn = picture === undefined ? '' : `\n// The same as a picture\n${picture};\n`;
  return `${comments.map((line) => `// ${line}\n`).join('')}${cypher};\n${drawn}`;
}
