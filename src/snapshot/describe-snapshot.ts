import { countsOf, type SnapshotManifest } from './snapshot-manifest.ts';

/** The README of a snapshot: its content and the sample questions of its model. Its text is part of a snapshot's bytes. */
export function describeSnapshot(
  snapshot: Pick<SnapshotManifest, 'name' | 'neo4j' | 'export' | 'answers' | 'content'>,
): string {
  const { name, neo4j, export: manifest, answers = [] } = snapshot;
  const counts = countsOf(snapshot);
  const dumped = neo4j === undefined ? 'made anew by `bulkgen snapshot restore`' : `dumped by Neo4j ${neo4j}`;
  const lines = [
    `# ${name}`,
    '',
    `${formatCount(counts.nodes)} nodes and ${formatCount(counts.relationships)} relationships, ${dumped}.`,
  ];
  if (!manifest) return `${lines.join('\n')}\n`;
  const { model, seed, scale, asOf, events } = manifest;
  lines.push(
    `Model ${model.name} ${model.version}, seed \`${seed}\`, ${formatCount(scale)} CIs, as of ${asOf}, and ${formatCount(events)} events beside.`,
    ...answers.flatMap(({ question, cypher, rows }) => [
      ...['', `## ${question}`, '', '```cypher', cypher, '```', ''],
      ...(rows.length > 0 ? rows.map((row) => `- ${formatRow(row)}`) : ['- nothing']),
    ]),
  );
  return `${lines.join('\n')}\n`;
}

/** `class Server, cis 383`. */
export function formatRow(row: Readonly<Record<string, string | number>>): string {
  return Object.entries(row)
    .map(([name, value]) => `${name} ${value}`)
    .join(', ');
}

/** `1,234`. */
export function formatCount(count: number): string {
  return count.toLocaleString('en-US');
}
