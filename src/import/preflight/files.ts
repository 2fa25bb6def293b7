import { BulkgenError } from '../../errors.ts';
import type { Manifest } from '../../export/manifest.ts';
import type { Graph } from '../../model/graph.ts';
import { tablesOf } from '../../model/record.ts';
import type { Import } from '../replacement.ts';

/** Community's record format ends there (facts of Neo4j 5 and 2026: 34,359,738,368 nodes or relationships). */
const largestCount = 2 ** 35;

/** neo4j-admin splits lists of files at commas, and labels off at the first equal sign; neither can be escaped. */
export function refuseFolder({ folder, manifest: { ids } }: Pick<Import, 'folder' | 'manifest'>): void {
  if (!(ids === 'string' ? /[,=]/ : /,/).test(folder)) return;
  const signs = ids === 'string' ? 'comma and equal sign' : 'comma';
  throw new BulkgenError('invalid-option', `Expected a folder without ${signs} in its path, got \`${folder}\``, {
    hint: 'neo4j-admin cannot read its files there: move or rename it.',
  });
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

export function refuseTooLarge({ totals }: Manifest): void {
  for (const what of ['nodes', 'relationships'] as const) {
    if (totals[what] <= largestCount) continue;
    const message = `Neo4j Community holds at most 2^35 ${what}, the export has ${totals[what]}`;
    throw new BulkgenError('scale-too-large', message, { hint: 'Export a smaller scale.' });
  }
}
