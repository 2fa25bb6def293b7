// What Neo4j Browser shows beside a snapshot's graph: a guide of slides, whose statements are run by a click, and a style.
// `:play URL` takes the one, as HTML with `<slide>` elements (neo4j-contrib/neo4j-guides, "HTML guides"); `:style URL` or a drop
// onto the window the other, in GraSS ("Browser styling" of its manual).
import { graphOf } from '../export/manifest-graph.ts';
import { formatRow, toText } from './describe-snapshot.ts';
import { type Answer, countsOf, type SnapshotManifest } from './snapshot-manifest.ts';

/** The slides: what is in it, some of the graph to look at, and each question with what it must answer. */
export function formatGuide(manifest: SnapshotManifest): string {
  const { name, export: made, answers = [] } = manifest;
  const { nodes, relationships } = countsOf(manifest);
  const what = `<p>${toText(nodes)} nodes and ${toText(relationships)} relationships${made ? `, and ${toText(made.events)} events beside` : ''}.</p>`;
  const slides = [
    `<h2>${escapeHtml(name)}</h2>${what}<p>All of it by label, and a piece of it to look at:</p>${formatStatement(countByLabel)}${formatStatement(lookAround(manifest))}`,
    ...answers.map(formatAnswer),
  ];
  return `<article class="guide">
<title>${escapeHtml(name)}</title>
<carousel class="deck container-fluid">
${slides.map((slide) => `<slide class="row-fluid">${slide}</slide>\n`).join('')}</carousel>
</article>
`;
}

/** A colour for each label, and the name of each node that has one; labels that GraSS cannot name are left out. */
export function formatStyle(manifest: SnapshotManifest): string {
  const rules = labelsOf(manifest).map(({ label, caption }, index) => {
    const [color, border, text] = palette[index % palette.length]!;
    const shown = caption === undefined ? '' : `\n  caption: "{${caption}}";`;
    return `node.${label} {\n  color: ${color};\n  border-color: ${border};\n  text-color-internal: ${text};${shown}\n}\n`;
  });
  return `node {
  diameter: 50px;
  color: #A5ABB6;
  border-color: #9AA1AC;
  border-width: 2px;
  text-color-internal: #FFFFFF;
  font-size: 10px;
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
  /** The property that names a node. */
  readonly caption?: string;
}

function labelsOf({ export: made, content }: SnapshotManifest): readonly StyledLabel[] {
  if (!made) return content!.labels.filter(([label]) => /^\w+$/.test(label)).map(([label]) => ({ label }));
  const { nodes, events } = graphOf(made);
  return [...nodes, events].map(({ name: label, columns }) => ({ label, caption: 'name' in columns ? 'name' : 'id' }));
}

const countByLabel = 'MATCH (n)\nRETURN labels(n) AS labels, count(*) AS nodes\nORDER BY nodes DESC';

/** From an event to what it hits, and on; of a graph that is no model's, anywhere. */
function lookAround({ export: made }: SnapshotManifest): string {
  const start = made ? `:${graphOf(made).events.name}` : '';
  return `MATCH path = (${start})-[*1..3]->()\nRETURN path\nLIMIT 50`;
}

function formatAnswer({ question, cypher, rows }: Answer): string {
  const items = rows.map((row) => `<li>${escapeHtml(formatRow(row))}</li>`).join('');
  return `<h3>${escapeHtml(question)}</h3>${formatStatement(cypher)}<p>It must answer:</p><ul>${items || '<li>nothing</li>'}</ul>`;
}

function formatStatement(cypher: string): string {
  return `<pre class="pre-scrollable code runnable">${escapeHtml(cypher)}</pre>`;
}

function escapeHtml(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}

/** Colour, border and text; most are told apart also by who sees few colours (Paul Tol, "Colour schemes", muted). */
const palette: readonly (readonly [color: string, border: string, text: string])[] = [
  ['#332288', '#221166', '#FFFFFF'],
  ['#88CCEE', '#66AACC', '#000000'],
  ['#44AA99', '#338877', '#FFFFFF'],
  ['#117733', '#005522', '#FFFFFF'],
  ['#999933', '#777722', '#FFFFFF'],
  ['#DDCC77', '#BBAA55', '#000000'],
  ['#CC6677', '#AA4455', '#FFFFFF'],
  ['#882255', '#661144', '#FFFFFF'],
  ['#AA4499', '#883377', '#FFFFFF'],
  ['#661100', '#440000', '#FFFFFF'],
  ['#6699CC', '#4477AA', '#FFFFFF'],
  ['#888888', '#666666', '#FFFFFF'],
];
