import { describeDirt } from '../../model/dirt.ts';
import type { CreatedSnapshot } from '../../snapshot/create-snapshot.ts';
import type { DumpFile } from '../../snapshot/dump-file.ts';
import type { SnapshotQuestions } from '../../snapshot/questions.ts';
import type { SnapshotManifest } from '../../snapshot/snapshot-manifest.ts';
import { formatBytes, formatCount, formatQuantity } from '../../system/format-number.ts';

/** What a snapshot contains, in a few lines. */
export function formatSnapshot({ path, bytes, manifest }: CreatedSnapshot): string {
  const { name, export: source } = manifest;
  const origin = source
    ? `\n  model ${source.model.name} ${source.model.version}, seed ${source.seed}, scale ${formatCount(source.scale)}, as of ${source.asOf}, ${formatQuantity(source.events, 'events')}${describeDirt(source.dirt)}`
    : '';
  return `Snapshot ${name}: ${describeCounts(manifest)}, ${describeForm(manifest)}${origin}
  ${formatBytes(bytes)} in ${path}, created by bulkgen ${manifest.bulkgen}
`;
}

/** The questions that a demo prints, with their Cypher. */
export function formatQuestions({ origin, questions }: SnapshotQuestions): string {
  if (questions.length === 0) return '';
  const texts = questions.map(({ question, cypher }) => `  ${indent(question)}\n    ${indent(cypher)}\n`);
  return `${titleOf(origin)}\n${texts.join('')}`;
}

/** Says where questions come from. */
export function titleOf(origin: SnapshotQuestions['origin']): string {
  return origin === 'model'
    ? 'Questions of the model:'
    : 'Questions from the file, which bulkgen did not write and cannot check:';
}

function indent(text: string): string {
  return text.replaceAll('\n', '\n    ');
}

/** What a dump of neo4j-admin says about itself. */
export function formatDump(path: string, { compression, bytes, store }: DumpFile): string {
  const content = store ? `: ${formatCount(store.files)} files of a store, ${formatBytes(store.bytes)}` : '';
  return `Dump of neo4j-admin, compressed with ${compression}${content}
  ${formatBytes(bytes)} in ${path}
  It records no version and no counts: \`bulkgen snapshot restore\` counts the restored database.
`;
}

export function describeCounts({ export: source, content }: SnapshotManifest): string {
  const { nodes, relationships } = source?.totals ?? content!;
  return `${formatQuantity(nodes, 'nodes')} and ${formatQuantity(relationships, 'relationships')}`;
}

/** `dump of Neo4j 5.26.30, with CSV`. */
export function describeForm({ neo4j, members }: SnapshotManifest): string {
  const hasCsv = members.some(({ path }) => path.startsWith('csv/'));
  const form = neo4j === undefined ? 'recipe' : `dump of Neo4j ${neo4j}`;
  return hasCsv ? `${form}, with CSV` : form;
}
