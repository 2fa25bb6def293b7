import { BulkgenError } from '../../errors.ts';
import type { Manifest } from '../../export/manifest.ts';
import { findReservedCharacter } from '../../lint/file-rules.ts';
import type { Graph } from '../../model/graph.ts';
import { tablesOf } from '../../model/record.ts';
import type { ImportedCounts } from '../admin/output.ts';
import type { ImportSource } from '../sources/source.ts';

/** Community's record format ends there (facts of Neo4j 5 and 2026: 34,359,738,368 nodes or relationships). */
const largestCount = 2 ** 35;

/** Throws `invalid-option` for a path that neo4j-admin would take for something else. */
export function refusePaths({ source: { input } }: { readonly source: Pick<ImportSource, 'input'> }): void {
  for (const { labels, files } of input.kind === 'csv' ? input.groups : []) {
    for (const path of files) {
      const sign = findReservedCharacter(path, labels);
      if (sign === undefined) continue;
      throw new BulkgenError('invalid-option', `Expected a path without ${sign}, got \`${path}\``, {
        hint: 'neo4j-admin cannot read such a file: move or rename it, or its folder.',
      });
    }
  }
}

/** Record numbers have no gaps and relationships no loose ends only when every table is there. */
export function refuseIncomplete(manifest: Manifest, graph: Graph): void {
  const missing = tablesOf(graph).filter(({ name }) => manifest.tables.every((table) => table.name !== name));
  if (missing.length === 0) return;
  const names = missing.map(({ name }) => name).join(', ');
  throw new BulkgenError('manifest-invalid', `Expected an export of all tables, but of ${names} there is nothing`, {
    hint: 'Make the export anew with `bulkgen export`, without --tables.',
  });
}

export function refuseTooLarge(counts: Pick<ImportedCounts, 'nodes' | 'relationships'>): void {
  for (const what of ['nodes', 'relationships'] as const) {
    if (counts[what] <= largestCount) continue;
    const message = `Neo4j Community holds at most 2^35 ${what}, the files have ${counts[what]}`;
    throw new BulkgenError('scale-too-large', message, { hint: 'Import less: a smaller scale, or fewer files.' });
  }
}
