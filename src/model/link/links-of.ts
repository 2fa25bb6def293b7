import type { RelationshipDefinition } from '../definition.ts';
import type { GraphTables, Table } from '../table.ts';
import type { Adjacency } from './adjacency.ts';

/**
 * Which nodes of a graph a link connects, by their numbers within their kinds. Throws a TypeError for a type that the graph does not have,
 * and for a definition that returns no links.
 */
export function linksOf(
  { relationships }: Pick<GraphTables, 'relationships'>,
  { type }: RelationshipDefinition,
): Adjacency {
  const links = findByName(relationships, type).links;
  if (!links) throw new TypeError(`Expected the definition of ${type} to return \`links\`, got none`);
  return links;
}

/**
 * The readable id of a node, by its kind and its number within the kind. Throws a TypeError for a kind that the graph does not have, and a
 * RangeError for a number that the kind does not have.
 */
export function nodeId(
  { nodes, idOf }: Pick<GraphTables, 'nodes' | 'idOf'>,
  { label }: { readonly label: string },
  number: number,
): string {
  const { base, count } = findByName(nodes, label);
  if (!(Number.isInteger(number) && number >= 0 && number < count))
    throw new RangeError(`Expected the number of a node of ${label} to be from 0 to ${count - 1}, got \`${number}\``);
  return idOf(base + number);
}

function findByName(tables: readonly Table[], name: string): Table {
  const table = tables.find((candidate) => candidate.name === name);
  if (!table) throw new TypeError(`Expected a node or relationship type of the graph, got \`${name}\``);
  return table;
}
