import type { ExportEstimate } from '../../export/estimate.ts';
import type { ExportPlan } from '../../export/plan.ts';
import { findLimitViolations } from '../../lint/rows/store-limits.ts';
import { sumRows } from '../../model/table.ts';
import { formatBytes, formatQuantity } from '../../system/format-number.ts';
import { formatSeconds, formatTable } from './format.ts';

/** What an export would write and an import would need. `communityLimit`: why Neo4j Community could not hold the graph. */
export function describeExportPlan(
  plan: ExportPlan,
  estimate: ExportEstimate,
  folder: string,
): { readonly text: string; readonly communityLimit: string | null } {
  const communityLimit = findLimit(plan, estimate);
  const { rows, bytes, diskBytes, diskFree, fits, importSeconds, importMemory, importDisk } = estimate;
  const tables = estimate.tables.map((table) => [table.name, table.rows, table.parts, formatBytes(table.bytes)]);
  const needs = plan.complete
    ? `neo4j-admin would need about ${formatSeconds(importSeconds)} on two cores, ${formatBytes(importMemory)} of memory and at most ${formatBytes(importDisk)} of disk`
    : 'An import needs all tables, so this export could not be imported';
  const text = `${formatTable([['table', 'rows', 'files', 'about'], ...tables])}
${formatQuantity(rows, 'rows')}, about ${formatBytes(bytes)}; about ${formatBytes(diskBytes)} on disk in ${folder}, which has ${formatBytes(diskFree)} free${fits ? '' : ': too little'}
${needs}
${communityLimit === null ? '' : `${communityLimit}\n`}Nothing was written
`;
  return { text, communityLimit };
}

function findLimit({ graph }: ExportPlan, { records }: ExportEstimate): string | null {
  const counts = { nodes: sumRows(graph.nodes), relationships: sumRows(graph.relationships), properties: 0 };
  const [violation] = findLimitViolations({ ...counts, labels: {}, types: {} }, 'aligned', records);
  if (!violation) return null;
  const { expected, found, remedy } = violation;
  return `bulkgen would refuse an import into Neo4j Community: expected ${expected}, got ${found}. ${remedy}`;
}
