import type { Answer } from '../export/answer-all.ts';
import type { Manifest } from '../export/manifest.ts';
import { nounOf } from '../model-loader/known-models.ts';
import { formatQuantity } from '../system/format-number.ts';
import { countsOf, type SnapshotManifest } from './snapshot-manifest.ts';

/** The README of a snapshot: its content and the sample questions of its model. Its text is part of a snapshot's bytes. */
export function describeSnapshot(
  snapshot: Pick<SnapshotManifest, 'name' | 'neo4j' | 'export' | 'answers' | 'content'>,
): string {
  const { name, neo4j, export: exportManifest } = snapshot;
  const { nodes, relationships } = countsOf(snapshot);
  const origin = neo4j === undefined ? 'generated again by `bulkgen snapshot restore`' : `dumped by Neo4j ${neo4j}`;
  const lines = [
    `# ${name}`,
    '',
    `${formatQuantity(nodes, 'nodes')} and ${formatQuantity(relationships, 'relationships')}, ${origin}.`,
    ...(exportManifest ? [describeModel(exportManifest), ...(snapshot.answers ?? []).flatMap(describeAnswer)] : []),
  ];
  return `${lines.join('\n')}\n`;
}

function describeModel({ model, seed, scale, asOf, events, dirt }: Manifest): string {
  const parameters = `seed \`${seed}\`, ${formatQuantity(scale, nounOf(model))}, as of ${asOf}, and ${formatQuantity(events, 'events')} beside${dirt === undefined ? '' : `, and ${dirt} % dirt`}`;
  return `Model ${model.name} ${model.version}, ${parameters}.`;
}

function describeAnswer({ question, cypher, rows }: Answer): readonly string[] {
  const items = rows.length > 0 ? rows.map((row) => `- ${formatRow(row)}`) : ['- nothing'];
  return ['', `## ${question}`, '', '```cypher', cypher, '```', '', ...items];
}

/** `class Server, cis 383`. */
export function formatRow(row: Readonly<Record<string, string | number>>): string {
  return Object.entries(row)
    .map(([name, value]) => `${name} ${value}`)
    .join(', ');
}
