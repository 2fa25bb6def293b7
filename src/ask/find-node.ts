import { BulkgenError } from '../errors.ts';
import { nodeId, readNode } from '../model/answer.ts';
import type { NodeNumber } from '../model/failure.ts';
import { formatId } from '../model/readable-id.ts';
import type { GraphTables, Table } from '../model/table.ts';
import { quoteValue } from '../options/check-options.ts';

/**
 * Finds a node by its id, such as `item-0000042`, or by the name that its model knows. Throws `invalid-option` for a node that the graph
 * does not have.
 */
export function findNode(graph: GraphTables, text: string): NodeNumber {
  const [, prefix, digits] = /^([a-z][a-z0-9]*)-(\d{1,16})$/.exec(text) ?? [];
  const table = graph.nodes.find(({ context }) => context.ownId.prefix === prefix);
  const found = table ? { label: table.name, number: Number(digits) } : graph.findNode(text);
  if (!found) throw explainUnknown(graph, text);
  const { count } = table ?? graph.nodes.find(({ name }) => name === found.label)!;
  if (found.number < count) return found;
  throw new BulkgenError('invalid-option', `Expected the id of a node, got ${quoteValue(text)}: ${range(table!)}`);
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
  const id = nodeId(graph, { label }, number);
  const hasName = Object.hasOwn(graph.nodes.find((table) => table.name === label)!.columns, 'name');
  const name = hasName ? readNode(graph, { label } as never, number)['name'] : null;
  return { id, label, name: typeof name === 'string' ? name : null };
}
