import type { LoadResult } from '../../load/load-graph.ts';
import type { LoadPlan } from '../../load/plan-load.ts';
import { formatBytes, formatCount, formatQuantity } from '../../system/format-number.ts';
import { formatSeconds, formatTable } from './format.ts';

/** The result of a load. */
export function formatLoad(result: LoadResult, totalSeconds: number): string {
  const { nodes, relationships, events, checks, digests, seconds, rows, statements, lanes, method, resumed, merged } =
    result;
  const counts = checks.map(({ name, expected, found, others }) => [
    name,
    found,
    `of ${formatCount(expected)}${others > 0 ? `, and ${formatCount(others)} others` : ''}`,
  ]);
  const verified = digests
    ? `${formatTable(digests.map(({ name, rows: count, digest }) => [name, count, digest]))}All rows have the labels, ends, values and types of their model.\n`
    : 'The counts match the model: --full verifies every row.\n';
  const changes = merged
    ? `Created ${formatQuantity(merged.created, 'rows')}, changed ${formatCount(merged.changed)}, and removed ${formatQuantity(merged.removed, 'relationships')} that the graph does not have\n`
    : '';
  const durations = Object.entries(seconds).map(([name, duration]) => `${name} ${formatSeconds(duration)}`);
  const rate = rows === 0 ? '' : `, ${formatCount(Math.round(rows / loadSeconds(seconds)))} rows/s`;
  return `${formatTable(counts)}${changes}${verified}\
Loaded and verified ${formatQuantity(nodes, 'nodes')}, ${formatQuantity(relationships, 'relationships')} and ${formatQuantity(events, 'events')} in ${formatSeconds(totalSeconds)}: ${durations.join(', ')}
${formatQuantity(rows, 'rows')} in ${formatQuantity(statements, 'statements')} by ${method} in ${formatQuantity(lanes, 'lanes')}${merged ? ' (nodes only)' : ''}${rate}${resumed ? '; an earlier load left the other rows' : ''}${describeServer(result)}
`;
}

function loadSeconds({ nodes = 0, relationships = 0, events = 0 }: LoadResult['seconds']): number {
  return nodes + relationships + events;
}

/** Retries, smaller batches and the memory of the server, a line each. */
function describeServer({ retries, halvings, serverMemory }: LoadResult): string {
  const codes = Object.entries(retries).map(([code, count]) => `${code} ${count}`);
  const retried = codes.length === 0 ? '' : `\nSent again: ${codes.join(', ')}`;
  const memory = serverMemory === undefined ? '' : `\nThe server uses ${formatBytes(serverMemory)} of memory`;
  return `${retried}${halvings === 0 ? '' : `\nBatches halved for the memory of the server: ${halvings}`}${memory}`;
}

/** What a load would do. */
export function formatLoadPlan(plan: LoadPlan): string {
  const { server, method, nodes, relationships, events, loaded, existing, statements, schema, warnings } = plan;
  const begun = loaded === 0 ? '' : `An unfinished load left ${formatQuantity(loaded, 'rows')}, which would stay\n`;
  const found = existing
    ? `The database has ${formatQuantity(existing.nodes, 'nodes')} of the graph, events among them, and ${formatQuantity(existing.relationships, 'relationships')} of its types between them, which would get its values or be removed\n`
    : '';
  return `${begun}${found}\
Would ${existing ? 'merge' : 'load'} ${formatQuantity(nodes, 'nodes')}, ${formatQuantity(relationships, 'relationships')} and ${formatQuantity(events, 'events')} in ${formatQuantity(statements, 'statements')}
into Neo4j ${server.version} ${server.edition}, which keeps running, by method ${method}
Would create ${schema.length === 0 ? 'no constraints or indexes' : schema.join(', ')}
${warnings.map((warning) => `Warning ${warning}\n`).join('')}\
Nothing was changed.
`;
}
