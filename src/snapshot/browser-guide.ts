// A guide and a style for Neo4j Browser. `:play URL` opens the guide: HTML with `<slide>` elements, whose statements run by a
// click (neo4j-contrib/neo4j-guides, "HTML guides"). `:style URL`, or dropping the file onto the window, loads the style, which
// is in GraSS ("Browser styling" in the manual of Neo4j Browser).

import type { Answer } from '../export/answer-all.ts';
import { graphOf } from '../export/create-graph.ts';
import { readNode } from '../model/answer.ts';
import type { NodeDefinition } from '../model/definition.ts';
import type { Graph } from '../model/graph.ts';
import type { Table } from '../model/table.ts';
import { formatQuantity } from '../system/format-number.ts';
import { formatRow } from './describe-snapshot.ts';
import { formatDate } from './format-date.ts';
import { answerQuestions } from './questions.ts';
import { countsOf, type SnapshotManifest } from './snapshot-manifest.ts';

/** The slides: the counts of the snapshot, a part of its graph, and each question with its expected answer. */
export function formatGuide(manifest: SnapshotManifest): string {
  const { name, export: exportManifest } = manifest;
  const { nodes, relationships } = countsOf(manifest);
  const events = exportManifest ? `, and ${formatQuantity(exportManifest.events, 'events')}` : '';
  const counts = `<p>${formatQuantity(nodes, 'nodes')} and ${formatQuantity(relationships, 'relationships')}${events}.</p>`;
  const notes = [formatDate(manifest), formatOwners(manifest), 'Click a query, then press ▶.'];
  const hints = notes.map((note) => note && `<p>${note}</p>`).join('');
  const slides = [
    `<h2>${escapeHtml(name)}</h2>${counts}${hints}<p>The nodes by label, and a part of the graph:</p>${formatStatement(countByLabel)}${formatStatement(formatSample(manifest))}`,
    ...answerQuestions(manifest).questions.map(formatAnswer),
  ];
  return `<article class="guide">
<title>${escapeHtml(name)}</title>
<carousel class="deck container-fluid">
${slides.map((slide) => `<slide class="row-fluid">${slide}</slide>\n`).join('')}</carousel>
</article>
`;
}

/** How to find the team of a node, where the graph has teams with groups. */
function formatOwners({ export: source }: SnapshotManifest): string | undefined {
  const columns = source ? graphOf(source).nodes.flatMap((table) => Object.keys(table.columns)) : [];
  const hasOwners = ['ownerTeam', 'supportGroup', 'group'].every((name) => columns.includes(name));
  return hasOwners
    ? '<code>ownerTeam</code> or <code>supportGroup</code> of a CI is the <code>group</code> of its team.'
    : undefined;
}

/**
 * A colour and a caption for each label. Labels that GraSS cannot name are left out. Neo4j Browser cuts a word that is wider
 * than its circle, and breaks lines only at blanks, so the size of the font follows from the longest names.
 */
export function formatStyle(manifest: SnapshotManifest): string {
  const rules = labelsOf(manifest).map(({ label, caption, fontSize }, index) => {
    const [color, border, text] = palette[index % palette.length]!;
    const isRepeated = index >= palette.length;
    const lines = [
      `color: ${isRepeated ? lighten(color) : color}`,
      ...(isRepeated ? ['border-color: #000000', 'border-width: 5px'] : [`border-color: ${border}`]),
      `text-color-internal: ${isRepeated ? '#000000' : text}`,
      ...(caption === undefined ? [] : [`caption: "${caption}"`]),
      ...(fontSize === undefined ? [] : [`font-size: ${fontSize}px`]),
    ];
    return `node.${label} {\n${lines.map((line) => `  ${line};\n`).join('')}}\n`;
  });
  return `node {
  diameter: ${diameter}px;
  color: #A5ABB6;
  border-color: #9AA1AC;
  border-width: 2px;
  text-color-internal: #FFFFFF;
  font-size: 8px;
}
relationship {
  color: #A5ABB6;
  shaft-width: 1px;
  font-size: 8px;
  padding: 3px;
  text-color-external: #000000;
  text-color-internal: #FFFFFF;
  caption: "<type>";
}
${rules.join('')}`;
}

interface StyledLabel {
  readonly label: string;
  /** What is shown on a node: the values of the properties in braces. */
  readonly caption?: string;
  /** In pixels, so that the captions of most nodes fit into their circles. */
  readonly fontSize?: number;
}

function labelsOf({ export: exportManifest, content }: SnapshotManifest): readonly StyledLabel[] {
  if (!exportManifest) return content!.labels.filter(([label]) => /^\w+$/.test(label)).map(([label]) => ({ label }));
  const graph = graphOf(exportManifest);
  const { nodes, events } = graph;
  return [...nodes, ...(events ? [events] : [])].map((table) => {
    const { name: label, columns } = table;
    if ('severity' in columns) return { label, caption: '{severity} {id}', fontSize: largestFont };
    const property = 'name' in columns ? 'name' : 'id';
    return { label, caption: `{${property}}`, fontSize: fitFont(graph, table, property) };
  });
}

const diameter = 100;
const [smallestFont, largestFont] = [6, 14];
/** For captions of three lines and more: the first and the last line have less room in a circle. */
const fontOfManyLines = 12;
/** The width of a character as a part of the size of its font. */
const characterWidth = 0.5;
const sampledNodes = 100;

/** The size of a font in which the longest word of the first captions fits. */
function fitFont(graph: Graph, { name: label, count }: Table, property: string): number {
  const captions = Array.from({ length: Math.min(count, sampledNodes) }, (_, number) =>
    String(readNode(graph, { label } as NodeDefinition, number)[property as never]),
  );
  const words = captions.map((caption) => caption.split(' '));
  const longest = Math.max(1, ...words.flat().map((word) => word.length));
  const size = Math.floor(diameter / characterWidth / longest);
  const largest = words.some(({ length }) => length > 2) ? fontOfManyLines : largestFont;
  return Math.min(largest, Math.max(smallestFont, size));
}

const countByLabel = 'MATCH (n)\nRETURN labels(n) AS labels, count(*) AS nodes\nORDER BY nodes DESC';

/** Paths that start at an event, or at any node when the graph is not that of a model. */
function formatSample({ export: exportManifest }: SnapshotManifest): string {
  const events = exportManifest && graphOf(exportManifest).events;
  const start = events ? `:${events.name}` : '';
  return `MATCH path = (${start})-[*1..3]->()\nRETURN path\nLIMIT 25`;
}

function formatAnswer({ question, cypher, picture, rows }: Answer): string {
  const items = rows.map((row) => `<li>${escapeHtml(formatRow(row))}</li>`).join('');
  const isEmpty = rows.every((row) => Object.values(row).every((value) => value === 0));
  const [, limit] = /LIMIT (\d+)$/.exec(picture ?? '') ?? [];
  const part = limit === undefined ? '' : ` (at most ${limit} paths)`;
  const drawn = picture === undefined || isEmpty ? '' : `<p>As a picture${part}:</p>${formatStatement(picture)}`;
  return `<h3>${escapeHtml(question)}</h3>${formatStatement(cypher)}<p>Expected answer:</p><ul>${items || '<li>nothing</li>'}</ul>${drawn}`;
}

function formatStatement(cypher: string): string {
  return `<pre class="pre-scrollable code runnable">${escapeHtml(cypher)}</pre>`;
}

function escapeHtml(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}

/** A colour mixed with more white than itself. */
function lighten(color: string): string {
  const channels = [1, 3, 5].map((at) => Number.parseInt(color.slice(at, at + 2), 16));
  const light = channels.map((value) =>
    Math.round(255 - (255 - value) * 0.4)
      .toString(16)
      .padStart(2, '0'),
  );
  return `#${light.join('').toUpperCase()}`;
}

/** Colour, border and text. Most can be distinguished with colour blindness (Paul Tol, "Colour schemes", muted). */
const palette: readonly (readonly [color: string, border: string, text: string])[] = [
  ['#332288', '#221166', '#FFFFFF'],
  ['#88CCEE', '#66AACC', '#000000'],
  ['#44AA99', '#338877', '#000000'],
  ['#117733', '#005522', '#FFFFFF'],
  ['#999933', '#777722', '#000000'],
  ['#DDCC77', '#BBAA55', '#000000'],
  ['#CC6677', '#AA4455', '#FFFFFF'],
  ['#882255', '#661144', '#FFFFFF'],
  ['#AA4499', '#883377', '#FFFFFF'],
  ['#661100', '#440000', '#FFFFFF'],
  ['#6699CC', '#4477AA', '#000000'],
  ['#888888', '#666666', '#FFFFFF'],
];
