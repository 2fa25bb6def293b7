import type { GraphStats, LabelStats, TypeStats } from '../../stats/graph-stats.ts';
import {
  chooseConnections,
  describeRows,
  describeUniqueness,
  listAgreement,
  listCorrelations,
  listDegrees,
  listProperties,
  listPublished,
} from '../../stats/tables.ts';
import { formatCount, formatQuantity } from '../../system/format-number.ts';
import { formatTable } from './format.ts';

/** How many connections of a type, and values of a property, are shown. */
const mostConnections = 10;
const mostValues = 6;

/** The shape of a graph: its relationship types, then its labels. */
export function formatStats(stats: GraphStats): string {
  const { folder, model, nodes, relationships, labels, types } = stats;
  const name = model ? `${model.name} ${model.version}` : 'third-party CSV';
  const head = `${folder}, ${name}: ${formatQuantity(nodes, 'nodes')} and ${formatQuantity(relationships, 'relationships')}`;
  const uniqueness = describeUniqueness(stats).map((sentence) => `${sentence}\n`);
  return [`${head}\n`, ...uniqueness, ...types.map(formatType), ...labels.map(formatLabel)].join('');
}

function formatType(type: TypeStats): string {
  const { connections, rows } = type;
  const chosen = chooseConnections(type, mostConnections);
  const [whole] = chosen;
  const hidden = connections.length - chosen.length;
  const published = connections.find((connection) => connection.published);
  const tables = [
    listDegrees(chosen),
    listAgreement(chosen),
    listCorrelations(chosen),
    ...(published ? [listPublished(published)] : []),
    listProperties(type, mostValues),
  ];
  const notes = [
    ...(published ? [`Published: ${published.published!.source}\n`] : []),
    ...(hidden > 0
      ? [`Not shown: ${formatQuantity(hidden, 'connections')} with fewer rows. --json and --html have them.\n`]
      : []),
  ];
  const head = `\n${type.type}: ${formatQuantity(rows, 'relationships')}${whole ? `. ${describeRows(whole)}` : ''}\n`;
  return [
    head,
    tables
      .filter((table) => table.length > 0)
      .map(formatFigures)
      .join('\n'),
    ...notes,
  ].join('');
}

function formatLabel(label: LabelStats): string {
  return `\n${label.label}: ${formatQuantity(label.nodes, 'nodes')}\n${formatFigures(listProperties(label, mostValues))}`;
}

/** A table whose columns are aligned to the right where all of their cells are figures. */
function formatFigures(rows: readonly (readonly (string | number)[])[]): string {
  if (rows.length === 0) return '';
  const texts = rows.map((row) => row.map((cell) => (typeof cell === 'number' ? formatCount(cell) : cell)));
  const [titles, ...lines] = texts;
  const widths = titles!.map((_, column) => Math.max(...texts.map((row) => row[column]!.length)));
  const isFigures = titles!.map((_, column) => lines.every((row) => /^(–|−?[\d.,]+)( %.*)?$/.test(row[column]!)));
  return formatTable(
    texts.map((row) => row.map((text, column) => (isFigures[column] ? text.padStart(widths[column]!) : text))),
  );
}
