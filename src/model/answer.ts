// What the answers of a model ask of its graph.
import { BulkgenError } from '../errors.ts';
import type { NodeDefinition, RelationshipDefinition } from './definition.ts';
import type { Adjacency } from './link/adjacency.ts';
import { guardLinks } from './link/guard-links.ts';
import { createPlainReader, type PlainRow, type PlainRowOf } from './plain-row.ts';
import type { GraphTables, Table } from './table.ts';

const guarded = new WeakMap<Adjacency, Adjacency>();

/**
 * Which nodes of a graph a link connects, by their numbers within their kinds. Throws `invalid-option` for a type that the graph does not
 * have, and for a definition that returns no links. The links throw it for a number that a node or a row does not have.
 */
export function linksOf(
  { relationships }: Pick<GraphTables, 'relationships'>,
  { type }: Pick<RelationshipDefinition, 'type'>,
): Adjacency {
  const links = findByName(relationships, type).links;
  if (!links)
    throw new BulkgenError('invalid-option', `Expected the definition of ${type} to return \`links\`, got none`);
  const known = guarded.get(links) ?? guardLinks(type, links);
  guarded.set(links, known);
  return known;
}

/**
 * The readable id of a node, by its kind and its number within the kind. The number counts within the kind, from 0; a
 * record number, which `graph.idOf` takes, counts all nodes. Throws `invalid-option` for a kind or a number that the graph does not have.
 */
export function nodeId(
  { nodes, idOf }: Pick<GraphTables, 'nodes' | 'idOf'>,
  { label }: Pick<NodeDefinition, 'label'>,
  number: number,
): string {
  const table = findByName(nodes, label);
  refuseOutside(table, number);
  return idOf(table.base + number);
}

const readers = new WeakMap<Table, (ordinal: number) => PlainRow>();

/** The properties of a node as plain values, by its kind and its number within the kind. Throws as `nodeId` does. */
export function readNode<Kind extends NodeDefinition>(
  graph: GraphTables,
  { label }: Kind,
  number: number,
): PlainRowOf<Kind> {
  const table = findByName(graph.nodes, label);
  refuseOutside(table, number);
  const read = readers.get(table) ?? createPlainReader(graph, table);
  readers.set(table, read);
  return read(number) as PlainRowOf<Kind>; // the table was bound from this kind
}

function refuseOutside({ name, count }: Table, number: number): void {
  if (Number.isInteger(number) && number >= 0 && number < count) return;
  throw new BulkgenError(
    'invalid-option',
    `Expected the number of a node of ${name} to be from 0 to ${count - 1}, got \`${number}\``,
  );
}

function findByName(tables: readonly Table[], name: string): Table {
  const table = tables.find((candidate) => candidate.name === name);
  if (!table)
    throw new BulkgenError('invalid-option', `Expected a node or relationship type of the graph, got \`${name}\``);
  return table;
}
