import { formatDocument } from '../../page/document.ts';
import { type Html, html } from '../../page/html.ts';
import { formatPlot } from '../../page/plot.ts';
import { formatTable } from '../../page/table.ts';
import { formatCount, formatQuantity } from '../../system/format-number.ts';
import type { GraphStats, LabelStats, TypeStats } from '../graph-stats.ts';
import {
  chooseConnections,
  describeRows,
  describeUniqueness,
  listAgreement,
  listCorrelations,
  listDegrees,
  listProperties,
  listPublished,
} from '../tables.ts';
import { statsInks } from './inks.ts';
import { plotDegrees } from './plot-degrees.ts';
import { plotMix } from './plot-mix.ts';

/** How many connections of a type have a plot. All have a row in the tables. */
const mostPlots = 6;

/** The shape of a graph as one HTML file, which needs no script and no other file. */
export function formatStatsPage(stats: GraphStats): Promise<string> {
  const { model, types, labels } = stats;
  return formatDocument({
    title: `bulkgen stats, ${model ? `${model.name} ${model.version}` : stats.folder}`,
    inks: statsInks,
    head: formatHead(stats),
    sections: [...types.map(formatType), ...labels.map(formatLabel)],
  });
}

function formatHead(stats: GraphStats): Html {
  const { folder, model, nodes, relationships } = stats;
  return html`<header>
<h1>The shape of ${model ? `${model.name} ${model.version}` : folder}</h1>
<p class="quiet">${folder} · ${formatQuantity(nodes, 'nodes')} · ${formatQuantity(relationships, 'relationships')}</p>
${describeUniqueness(stats).map((sentence) => html`<p>${sentence}</p>`)}
<p>Quantiles are by nearest rank over all nodes of a kind. Top 1 %: the share of the relationships that 1 % of the nodes have. α: the exponent of the tail from 20 and from 50 relationships up (Clauset, Shalizi, Newman 2009). By chance: how often both ends would have the same value if the same ends were connected at random.</p>
<dl class="methods"><div><dt><span class="swatch fan-in"></span>fan-in</dt><dd>relationships that end at a node, round marks</dd></div><div><dt><span class="swatch fan-out"></span>fan-out</dt><dd>relationships that start at a node, square marks</dd></div></dl>
</header>
`;
}

function formatType(type: TypeStats): Html {
  const { connections } = type;
  const [whole] = connections;
  const chosen = chooseConnections(type, mostPlots);
  const published = connections.filter((connection) => connection.published && !chosen.includes(connection));
  const degrees = [...chosen, ...published].flatMap((connection) => plotDegrees(type.type, connection) ?? []);
  const mixes = type.properties.flatMap((property) => plotMix(type.type, property) ?? []);
  const tables: readonly (readonly [string, ReturnType<typeof listDegrees>])[] = [
    ['Degrees', listDegrees(connections)],
    ...connections.map((connection) => ['Beside published figures', listPublished(connection)] as const),
    ['Agreement of both ends', listAgreement(connections)],
    ['Rank correlations', listCorrelations(connections)],
    ['Properties', listProperties(type, 12)],
  ];
  return html`<section>
<h2>${type.type}: ${formatQuantity(type.rows, 'relationships')}</h2>
<p>${whole ? describeRows(whole) : ''}</p>
<div class="plots">${degrees.map(formatPlot)}${mixes.map(formatPlot)}</div>
${tables.map(([caption, rows]) => formatRows(`${caption} of ${type.type}`, rows))}
${connections.flatMap(({ published: figures }) => (figures ? [html`<p class="quiet">Published: ${figures.source}.</p>`] : []))}</section>
`;
}

function formatLabel(label: LabelStats): Html {
  const plots = label.properties.flatMap((property) => plotMix(label.label, property) ?? []);
  return html`<section>
<h2>${label.label}: ${formatQuantity(label.nodes, 'nodes')}</h2>
<div class="plots">${plots.map(formatPlot)}</div>
${formatRows(`Properties of ${label.label}`, listProperties(label, 12))}
</section>
`;
}

function formatRows(caption: string, [titles, ...rows]: ReturnType<typeof listDegrees>): Html {
  if (!titles) return html``;
  const toTexts = (row: (typeof rows)[number]): readonly string[] =>
    row.map((cell) => (typeof cell === 'number' ? formatCount(cell) : cell));
  return formatTable({ caption, titles: toTexts(titles), rows: rows.map(toTexts) });
}
