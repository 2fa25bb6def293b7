import { BulkgenError } from '../../errors.ts';
import type { Manifest } from '../../export/manifest.ts';
import { findReservedCharacter } from '../../lint/files/file-rules.ts';
import type { Graph } from '../../model/graph.ts';
import { tablesOf } from '../../model/record.ts';
import type { ImportedCounts } from '../admin/output.ts';
import type { ImportSource } from '../sources/source.ts';

/** The most nodes or relationships that Community's record formats hold, in Neo4j 5 and 2026: 34,359,738,368. */
const largestCount = 2 ** 35;

/** Throws `invalid-option` for a path with a character that has a meaning on neo4j-admin's command line. */
export function refusePaths({ source: { input } }: { readonly source: Pick<ImportSource, 'input'> }): void {
  for (const { labels, files } of input.kind === 'csv' ? input.groups : []) {
    for (const path of files) {
      const character = findReservedCharacter(path, labels);
      if (character === undefined) continue;
      throw new BulkgenError('invalid-option', `Expected a path without ${character}, got \`${path}\``, {
        hint: 'Rename the file or its folder: neo4j-admin gives that character another meaning.',
      });
    }
  }
}

/** Throws `manifest-invalid` unless all tables were exported: else record numbers have gaps and relationships no ends. */
export function refuseIncomplete(manifest: Manifest, graph: Graph): void {
  const missing = tablesOf(graph).filter(({ name }) => manifest.tables.every((table) => table.name !== name));
  if (missing.length === 0) return;
  const names = missing.map(({ name }) => name).join(', ');
  throw new BulkgenError(
    'manifest-invalid',
    `Expected an export of all tables, but ${names} ${missing.length === 1 ? 'is' : 'are'} missing`,
    {
      hint: 'Run `bulkgen export` again, without --tables.',
    },
  );
}

/** Throws `scale-too-large` for more than Neo4j Community can hold. */
export function refuseTooLarge(counts: Pick<ImportedCounts, 'nodes' | 'relationships'>): void {
  for (const kind of ['nodes', 'relationships'] as const) {
    if (counts[kind] <= largestCount) continue;
    const message = `Expected at most 2^35 ${kind}, the limit of Neo4j Community, got ${counts[kind]}`;
    throw new BulkgenError('scale-too-large', message, { hint: 'Export a smaller scale, or import fewer files.' });
  }
}
