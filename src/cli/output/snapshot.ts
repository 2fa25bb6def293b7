import type { CreatedSnapshot } from '../../snapshot/create-snapshot.ts';
import type { SnapshotManifest } from '../../snapshot/snapshot-manifest.ts';
import { formatBytes } from '../../system/format-bytes.ts';
import { formatCount } from './format.ts';

/** What is in a snapshot, in a few lines. */
export function describeContent({ path, bytes, manifest }: CreatedSnapshot): string {
  const { name, export: made } = manifest;
  const of = made
    ? `\n  model ${made.model.name} ${made.model.version}, seed ${made.seed}, scale ${formatCount(made.scale)}, as of ${made.asOf}, ${formatCount(made.events)} events`
    : '';
  return `Snapshot ${name}: ${sayCounts(manifest)}, ${sayForm(manifest)}${of}
  ${formatBytes(bytes)} in ${path}, made by bulkgen ${manifest.bulkgen}
`;
}

export function sayCounts({ export: made, content }: SnapshotManifest): string {
  const { nodes, relationships } = made?.totals ?? content!;
  return `${formatCount(nodes)} nodes and ${formatCount(relationships)} relationships`;
}

/** `dump of Neo4j 5.26.30, with CSV`. */
export function sayForm({ neo4j, members }: SnapshotManifest): string {
  const hasFiles = members.some(({ path }) => path.startsWith('csv/'));
  const form = neo4j === undefined ? 'recipe' : `dump of Neo4j ${neo4j}`;
  return hasFiles ? `${form}, with CSV` : form;
}
