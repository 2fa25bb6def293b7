// What the answers of a model ask of its graph.
import { BulkgenError } from '../errors.ts';
import type { LinkSection, NodeDefinition } from './definition.ts';
import type { Adjacency } from './link/adjacency.ts';
import { guardLinks } from './link/guard-links.ts';
import { createPlainReader, type PlainRow, type PlainRowOf } from './plain-row.ts';
import type { GraphTables, Table } from './table.ts';

const guarded = new WeakMap<Adjacency, Adjacency>();

/** Which rows of a relationship type are meant. */
export interface SectionChoice {
  /** The relationship type. */
  readonly type: string;
  /** The label at which the rows start; needed where several kinds do. */
  readonly from?: string | undefined;
  /** The label at which they end. */
  readonly to?: string | undefined;
}

/** The rows of a relationship type between two kinds of nodes. */
export interface GraphSection extends LinkSection {
  readonly type: string;
}

/**
 * Which nodes of a graph a link connects, by their numbers within their kinds. A type that connects several kinds needs `from` or `to`.
 * Throws `invalid-option` for a type or kinds that the graph does not have, and for a definition that returns no links. The links throw it
 * for a number that a node or a row does not have.
 */
export function linksOf(graph: Pick<GraphTables, 'relationships'>, choice: SectionChoice): Adjacency {
  const { type, from, to } = choice;
  const { links, sections } = findByName(graph.relationships, type);
  if (!links && !sections)
    throw new BulkgenError('invalid-option', `Expected the definition of ${type} to return \`links\`, got none`);
  if (links && from === undefined && to === undefined) return guard(type, links);
  const [section, ...further] = listSections(graph, choice);
  if (section && further.length === 0) return section.links;
  const known =
    (sections ?? []).map((one) => `${one.from} to ${one.to}`).join(', ') || 'kinds that its definition names';
  const found = from === undefined && to === undefined ? 'neither' : `\`${from ?? 'any'}\` to \`${to ?? 'any'}\``;
  throw new BulkgenError(
    'invalid-option',
    `Expected \`from\` and \`to\` of ${type} to be one of ${known}, got ${found}`,
  );
}

/**
 * The sections of a graph in the order of their rows: all of them, or those of a choice. A type whose definition names no sections has
 * none here. Their links throw as those of `linksOf`.
 */
export function listSections(
  { relationships }: Pick<GraphTables, 'relationships'>,
  choice: Omit<SectionChoice, 'type'> & { readonly type?: string | undefined } = {},
): readonly GraphSection[] {
  const { type, from, to } = choice;
  return relationships
    .filter(({ name }) => type === undefined || name === type)
    .flatMap(({ name, sections = [] }) =>
      sections.map((section) => ({ ...section, type: name, links: guard(name, section.links) })),
    )
    .filter((section) => (from === undefined || section.from === from) && (to === undefined || section.to === to));
}

/** The same links always give the same guarded links. */
function guard(type: string, links: Adjacency): Adjacency {
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
