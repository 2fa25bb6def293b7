import type { RelationshipDefinition } from '../definition.ts';
import type { GraphTables, Table } from '../table.ts';
import type { Adjacency } from './adjacency.ts';

/** Which nodes of a graph a link connects, by their numbers within their kinds. Throws a TypeError for a link of another model, and for one without links. */
export function linksOf(
  { relationships }: Pick<GraphTables, 'relationships'>,
  { type }: RelationshipDefinition,
): Adjacency {
  const links = findTable(relationships, type).links;
  if (!links) throw new TypeError(`Expected the definition of ${type} to return \`links\`, got none`);
  return links;
}

/** The readable id of a node, by its kind and its number within the kind. Throws a TypeError for a kind of another model. */
export function nodeId(
  { nodes, idOf }: Pick<GraphTables, 'nodes' | 'idOf'>,
  { label }: { readonly label: string },
  number: number,
): string {
  return idOf(findTable(nodes, label).base + number);
}

function findTable(tables: readonly Table[], name: string): Table {
  const table = tables.find((candidate) => candidate.name === name);
  if (!table) throw new TypeError(`Expected a node or relationship type of the graph, got \`${name}\``);
  return table;
}
