import { BulkgenError } from '../errors.ts';
import { nodeId, readNode } from '../model/answer.ts';
import type { NodeNumber } from '../model/failure.ts';
import { findTable } from '../model/graph.ts';
import { formatId } from '../model/readable-id.ts';
import type { GraphTables, Table } from '../model/table.ts';
import { quoteValue } from '../options/check-options.ts';

/**
 * Finds a node by its id, such as `item-0000042`, or by its name: one that its model knows, one that has the number of the id in it, or any of a
 * kind with few nodes. Throws `invalid-option` for a node that the graph does not have.
 */
export function findNode(graph: GraphTables, text: string): NodeNumber {
  const [, prefix, digits] = /^([a-z][a-z0-9]*)-(\d{1,16})$/.exec(text) ?? [];
  const table = graph.nodes.find(({ context }) => context.ownId.prefix === prefix);
  const found = table ? { label: table.name, number: Number(digits) } : findByName(graph, text);
  if (!found) throw explainUnknown(graph, text);
  const { count } = table ?? graph.nodes.find(({ name }) => name === found.label)!;
  if (found.number < count) return found;
  throw new BulkgenError('invalid-option', `Expected the id of a node, got ${quoteValue(text)}: ${range(table!)}`);
}

/** The names of kinds with so many nodes are read one after the other. */
const mostRead = 10_000;

function findByName(graph: GraphTables, name: string): NodeNumber | undefined {
  const known = graph.findNode(name);
  if (known) return known;
  const tables = graph.nodes.filter(hasName);
  const numbers = (name.match(/\d{1,15}/g) ?? []).map(Number);
  const found = tables.flatMap(({ name: label, count }) => {
    const own = count <= mostRead ? Array.from({ length: count }, (_, number) => number) : [...new Set(numbers)];
    return own
      .filter((number) => number < count && nameOf(graph, { label, number }) === name)
      .map((number) => ({ label, number }));
  });
  if (found.length <= 1) return found[0];
  const ids = found.slice(0, 3).map(({ label, number }) => nodeId(graph, { label }, number));
  const message = `Expected the name of one node, got ${quoteValue(name)}, which ${found.length} nodes have`;
  throw new BulkgenError('invalid-option', message, { hint: `Write an id, such as ${ids.join(', ')}.` });
}

/** The record number of a node. */
export function recordOf({ nodes }: GraphTables, { label, number }: NodeNumber): number {
  return nodes.find(({ name }) => name === label)!.base + number;
}

function range({ name, count, context: { ownId } }: Table): string {
  if (count === 0) return `the graph has no ${name}`;
  return `${ownId.prefix} has ${[0, count - 1].map((n) => formatId(ownId, n).slice(ownId.prefix.length + 1)).join(' to ')}`;
}

function explainUnknown({ nodes }: GraphTables, text: string): BulkgenError {
  const ids = nodes.filter(({ count }) => count > 0).map(({ context }) => formatId(context.ownId, 0));
  return new BulkgenError('invalid-option', `Expected the id or the name of a node, got ${quoteValue(text)}`, {
    hint: `Write an id such as ${ids.map((id) => `\`${id}\``).join(', ')}.`,
  });
}

/** What identifies a node for a reader. */
export interface NamedNode {
  /** Its readable id. */
  readonly id: string;
  /** Its label, beside the first label that all nodes have. */
  readonly label: string;
  /** Its property `name`; null where its kind has none. */
  readonly name: string | null;
}

/** The id, the label and the name of a node. */
export function nameNode(graph: GraphTables, { label, number }: NodeNumber): NamedNode {
  return { id: nodeId(graph, { label }, number), label, name: nameOf(graph, { label, number }) };
}

/** The id, the label and the name of a node, by its record number. */
export function nameRecord(graph: GraphTables, record: number): NamedNode {
  const { name: label, base } = findTable(graph.nodes, record);
  return nameNode(graph, { label, number: record - base });
}

function nameOf(graph: GraphTables, { label, number }: NodeNumber): string | null {
  if (!hasName(graph.nodes.find((table) => table.name === label)!)) return null;
  const name: unknown = readNode(graph, { label } as never, number)['name'];
  return typeof name === 'string' ? name : null;
}

function hasName({ columns }: Table): boolean {
  return Object.hasOwn(columns, 'name');
}
