// Which nodes and relationships of a database are those of a graph: nodes by label and readable id, relationships by type and ends.
import type { Graph } from '../model/graph.ts';
import type { Model } from '../model/model.ts';
import { formatId } from '../model/readable-id.ts';
import type { Table } from '../model/table.ts';
import { countByLabel, countByType } from '../neo4j/count.ts';
import { quoteName } from '../neo4j/cypher.ts';
import type { Database } from '../neo4j/driver.ts';
import { type LoadedTable, listLoadedTables } from './loaded-table.ts';

/** The rows of a table that a database has. */
export interface OwnCount {
  /** `nodes of Server`, `relationships of RUNS_ON`. */
  readonly name: string;
  /** How many the graph has. */
  readonly expected: number;
  /** How many of them the database has. */
  readonly found: number;
  /** Nodes of the label, or relationships of the type, that are not of the graph. */
  readonly others: number;
}

/** The ids of a table: all have one length and sort by ordinal. */
export interface IdRange {
  readonly first: string;
  readonly last: string;
}

function idRangeOf({ context, count }: Table): IdRange {
  return { first: formatId(context.ownId, 0), last: formatId(context.ownId, Math.max(0, count - 1)) };
}

/** A Cypher condition: whether an expression is an id of the range that another expression has. */
export function isInRange(id: string, range: string): string {
  return `${id} >= ${range}.first AND ${id} <= ${range}.last AND size(toStringOrNull(${id})) = size(${range}.first)`;
}

/** A Cypher condition: whether a node has a first label of a model, and its id is in one of the ranges of the parameter `ranges`. */
export function isOwnNode({ label, events }: Model, node: string): string {
  const labels = [label, ...(events ? [events.node.label] : [])].map((name) => `${node}:${quoteName(name)}`);
  return `(${labels.join(' OR ')}) AND any(range IN $ranges WHERE ${isInRange(`${node}.id`, 'range')})`;
}

/** Counts the rows of every table. Neo4j reads the counts from its count store, unless labels or types have other rows, too. */
export async function countOwnRows(database: Database, graph: Graph): Promise<readonly OwnCount[]> {
  const tables = listLoadedTables(graph);
  const nodes = tables.filter(({ kind }) => kind === 'node');
  const types = countTypes(tables);
  const [byLabel, byType] = await Promise.all([
    countByLabel(
      database,
      nodes.map(({ name }) => name),
    ),
    countByType(database, [...types.keys()]),
  ]);
  const counts: OwnCount[] = [];
  for (const table of nodes) {
    const all = byLabel.get(table.name)!;
    const found = all === table.count ? all : (await findOwnNodes(database, table)).count;
    counts.push({ name: `nodes of ${table.name}`, expected: table.count, found, others: all - found });
  }
  for (const [type, expected] of types) {
    const all = byType.get(type)!;
    const found = all === expected ? all : await countOwnRelationships(database, graph, type);
    counts.push({ name: `relationships of ${type}`, expected, found, others: all - found });
  }
  return counts;
}

/** The relationships of a type that connect nodes of a graph; Neo4j reads their number from its count store if there are no more. */
export async function hasMoreRelationships(
  database: Database,
  graph: Graph,
  { name, count }: LoadedTable,
): Promise<boolean> {
  const all = (await countByType(database, [name])).get(name)!;
  return all > count && (await countOwnRelationships(database, graph, name)) > count;
}

/** The relationship types of a graph. */
export function listRelationshipTypes(graph: Graph): readonly string[] {
  return [...countTypes(listLoadedTables(graph)).keys()];
}

/** How many relationships of each type a graph has. */
function countTypes(tables: readonly LoadedTable[]): ReadonlyMap<string, number> {
  const types = new Map<string, number>();
  for (const { stage, name, affects, count } of tables) {
    if (stage === 'relationships') types.set(name, count);
    if (affects !== undefined) types.set(affects, count);
  }
  return types;
}

export interface FoundNodes {
  readonly count: number;
  /** The smallest id. */
  readonly first: string | null;
}

/** Finds the nodes with all labels of a table and with one of its ids. */
export async function findOwnNodes(database: Database, table: LoadedTable): Promise<FoundNodes> {
  const { records } = await database.query<{ count: bigint; first: string | null }>(
    `WITH $range AS range MATCH (n:${table.labels.map(quoteName).join(':')}) WHERE ${isInRange('n.id', 'range')}
RETURN count(n) AS count, min(n.id) AS first`,
    { range: idRangeOf(table) },
  );
  const { count, first } = records[0]!.toObject();
  return { count: Number(count), first };
}

/** Counts the relationships of a type that connect nodes of a graph. */
export async function countOwnRelationships(database: Database, graph: Graph, type: string): Promise<number> {
  const { records } = await database.query<{ count: bigint }>(
    `MATCH (a)-[r:${quoteName(type)}]->(b) WHERE ${isOwnNode(graph.model, 'a')} AND ${isOwnNode(graph.model, 'b')} RETURN count(r) AS count`,
    { ranges: listRanges(graph) },
  );
  return Number(records[0]!.get('count'));
}

/** The ids of all nodes of a graph. */
export function listRanges(graph: Graph): readonly IdRange[] {
  return listLoadedTables(graph)
    .filter(({ kind, count }) => kind === 'node' && count > 0)
    .map(idRangeOf);
}
