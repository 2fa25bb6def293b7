import { BulkgenError, throwIfAborted } from '../errors.ts';
import type { Graph } from '../model/graph.ts';
import type { Database } from '../neo4j/driver.ts';
import { formatCount, formatQuantity } from '../system/format-number.ts';
import { matchRange } from './delete-rows.ts';
import { cutIds } from './id-ranges.ts';
import { listLoadedTables } from './loaded-table.ts';
import { countOwnRows, isOwnNode, listRanges, listRelationshipTypes, type OwnCount } from './own-rows.ts';

const nodesOfARange = 20_000;

interface Found {
  readonly count: bigint;
  /** Its node and its type. */
  readonly first: readonly [id: string, type: string] | null;
}

/**
 * Looks for relationships of the graph's nodes that the graph does not have: of another type, to another node, or more of a type
 * than the graph has. Throws `relationships-foreign` with their number and the first of them. Without one, it returns the counts
 * of all tables.
 */
export async function refuseForeignRelationships(
  database: Database,
  graph: Graph,
  signal: AbortSignal | undefined,
): Promise<readonly OwnCount[]> {
  const parameters = { ranges: listRanges(graph), types: listRelationshipTypes(graph) };
  let total = 0;
  let example: Found['first'] = null;
  for (const table of listLoadedTables(graph).filter(({ kind }) => kind === 'node')) {
    const text = `${matchRange(table)}
MATCH (n)-[r]-(other) WITH n, r, coalesce(${isOwnNode(graph.model, 'other')}, false) AS own
WHERE NOT own OR (NOT type(r) IN $types AND startNode(r) = n)
RETURN count(r) AS count, min([n.id, type(r)]) AS first`;
    for (const range of cutIds(table, nodesOfARange)) {
      throwIfAborted(signal);
      const { records } = await database.query<Found & Record<string, unknown>>(text, { ...parameters, range });
      const { count, first } = records[0]!.toObject();
      total += Number(count);
      example ??= first;
    }
  }
  if (!example) return refuseSurplus(database, graph);
  const count = formatQuantity(total, 'relationships');
  const message = `The nodes of the graph have ${count} that ${total === 1 ? 'is' : 'are'} not of the graph, such as ${example[1]} at \`${example[0]}\``;
  throw new BulkgenError('relationships-foreign', message, {
    hint: `Delete ${total === 1 ? 'it' : 'them'} first, because a node cannot be deleted without its relationships. Nothing was changed.`,
  });
}

/** Only its number shows that a relationship between nodes of the graph, of a type of the graph, is not of the graph. */
async function refuseSurplus(database: Database, graph: Graph): Promise<readonly OwnCount[]> {
  const counts = await countOwnRows(database, graph);
  const surplus = counts.find(({ name, found, expected }) => name.startsWith('relationships') && found > expected);
  if (!surplus) return counts;
  const message = `Expected at most ${formatCount(surplus.expected)} ${surplus.name} between nodes of the graph, got ${formatCount(surplus.found)}`;
  throw new BulkgenError('relationships-foreign', message, {
    hint: 'Delete those that are not of the graph first. Nothing was changed.',
  });
}
