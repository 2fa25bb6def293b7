import { BulkgenError } from '../../errors.ts';
import type { Manifest } from '../../export/manifest.ts';
import type { Graph } from '../../model/graph.ts';
import { tablesOf } from '../../model/record.ts';
import type { ImportedCounts } from '../admin-output.ts';
import type { ImportSource } from '../import-source.ts';

/** Community's record format ends there (facts of Neo4j 5 and 2026: 34,359,738,368 nodes or relationships). */
const largestCount = 2 ** 35;

/** neo4j-admin splits lists of files at commas, and labels off at the first equal sign; neither can be escaped. */
export function refusePaths({ source: { input } }: { readonly source: Pick<ImportSource, 'input'> }): void {
  for (const { labels, files } of input.kind === 'csv' ? input.groups : []) {
    const wrong = files.find((path) => (labels.length === 0 ? /[,=]/ : /,/).test(path));
    if (wrong === undefined) continue;
    const signs = labels.length === 0 ? 'comma and equal sign' : 'comma';
    throw new BulkgenError('invalid-option', `Expected a path without ${signs}, got \`${wrong}\``, {
      hint: 'neo4j-admin cannot read such a file: move or rename it, or its folder.',
    });
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
