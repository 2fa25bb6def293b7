import type { ConnectedLabels, GraphOutline, RelationshipOutline, TableOutline } from '../../model/outline-graph.ts';
import { quoteName } from '../../neo4j/cypher.ts';
import { toCreateStatement } from '../../neo4j/schema.ts';
import { formatCount, formatQuantity } from '../../system/format-number.ts';
import { formatTable } from './format.ts';

/** The forms in which an outline can be printed. */
export const outlineFormats = {
  table: formatAsTable,
  json: (outline: GraphOutline): string => `${JSON.stringify(outline, undefined, 2)}\n`,
  mermaid: formatAsMermaid,
  cypher: formatAsCypher,
  markdown: formatAsMarkdown,
} as const;

export type OutlineFormat = keyof typeof outlineFormats;

function formatAsTable(outline: GraphOutline): string {
  const { model, label, noun, nodes, relationships } = outline;
  const sum = (tables: readonly TableOutline[], plural: string): string =>
    formatQuantity(
      tables.reduce((all, { count }) => all + count, 0),
      plural,
    );
  const content = `${sum(nodes, noun)} (${label}) and ${sum(relationships, 'relationships')}`;
  const head = `${model.name} ${model.version}: ${content}\n`;
  const ofNodes = nodes.map((table) => `\n${table.name}: ${formatCount(table.count)} nodes\n${listColumns(table)}`);
  const ofRelationships = relationships.map((table) => {
    const ends = table.connects.map((connection) => `  ${formatEnds(connection)}\n`).join('');
    return `\n${table.name}: ${formatCount(table.count)} relationships\n${ends}${listColumns(table)}`;
  });
  return [head, ...ofNodes, ...ofRelationships].join('');
}

function listColumns({ columns }: TableOutline): string {
  if (columns.length === 0) return '';
  const rows = columns.map(({ name, type, optional }) => [`  ${name}`, type, optional ? 'optional' : '']);
  return formatTable(rows);
}

function formatEnds({ from, to }: ConnectedLabels): string {
  return `${from.join(', ')} → ${to.join(', ')}`;
}

/** A diagram for a page that renders Mermaid, such as one of GitHub. */
function formatAsMermaid({ nodes, relationships }: GraphOutline): string {
  const number = new Map(nodes.map(({ name }, index) => [name, `n${index}`]));
  const boxes = nodes.map(({ name, count }) => `  ${number.get(name)}["${name} (${formatCount(count)})"]`);
  const arrows = relationships.flatMap(({ name, connects }) =>
    connects.map(({ from, to }) => {
      const [starts, ends] = [from, to].map((labels) => labels.map((label) => number.get(label)).join(' & '));
      return `  ${starts} -->|${name}| ${ends}`;
    }),
  );
  return `${['graph LR', ...boxes, ...arrows].join('\n')}\n`;
}

/** The constraints and indexes as statements, and the patterns of the graph as comments before them. */
function formatAsCypher({ nodes, relationships, schema }: GraphOutline): string {
  const ofNodes = nodes.map(({ name, count }) => `// ${formatCount(count)} (:${quoteName(name)})`);
  const ofRelationships = relationships.map(({ name, count, connects }) => {
    const patterns = connects.map(({ from, to }) => {
      const [start, end] = [from, to].map((labels) => `(:${labels.map(quoteName).join('|')})`);
      return `${start}-[:${quoteName(name)}]->${end}`;
    });
    const shown = patterns.length > 0 ? patterns : [`()-[:${quoteName(name)}]->()`]; // without rows, the ends are not known
    return `// ${formatCount(count)} ${shown.join(', ')}`;
  });
  const statements = schema.map((element) => `${toCreateStatement(element)};`);
  return `${[...ofNodes, ...ofRelationships, ...statements].join('\n')}\n`;
}

function formatAsMarkdown({ nodes, relationships }: GraphOutline): string {
  const ofNodes = nodes.map((table) => [table.name, formatCount(table.count), formatColumns(table)]);
  const ofRelationships = relationships.map((table: RelationshipOutline) => [
    ...[table.name, formatCount(table.count), table.connects.map(formatEnds).join('; '), formatColumns(table)],
  ]);
  return [
    ...formatMarkdownTable(['label', 'nodes', 'properties'], ofNodes),
    '',
    ...formatMarkdownTable(['type', 'relationships', 'from → to', 'properties'], ofRelationships),
    '',
  ].join('\n');
}

function formatColumns({ columns }: TableOutline): string {
  return columns.map(({ name, type, optional }) => `${name} (${type}${optional ? ', optional' : ''})`).join(', ');
}

function formatMarkdownTable(head: readonly string[], rows: readonly (readonly string[])[]): readonly string[] {
  const toLine = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`;
  return [toLine(head), `|${'---|'.repeat(head.length)}`, ...rows.map(toLine)];
}
