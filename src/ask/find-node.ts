import { BulkgenError } from '../errors.ts';
import { nodeId, readNode } from '../model/answer.ts';
import type { NodeNumber } from '../model/failure.ts';
import { findTable } from '../model/graph.ts';
import { formatId } from '../model/readable-id.ts';
import type { GraphTables, Table } from '../model/table.ts';
import { quoteValue } from '../options/check-options.ts';
import { suggest } from '../options/suggest.ts';

/**
 * Finds a node by its id, such as `item-0000042`, or by its name: one that its model knows, one that has the number of the id in it, or any of a
 * kind with few nodes. Upper and lower case matter only where names differ by them alone. Throws `invalid-option` for a node that the graph does
 * not have, and suggests one with a similar name.
 */
export function findNode(graph: GraphTables, text: string): NodeNumber {
  const [, prefix, digits] = /^([a-z][a-z0-9]*)-(\d{1,16})$/.exec(text.toLowerCase()) ?? [];
  const table = graph.nodes.find(({ context }) => context.ownId.prefix === prefix);
  const found = table ? { label: table.name, number: Number(digits) } : findByName(graph, text);
  if (!found) throw explainUnknown(graph, text);
  const { count } = table ?? graph.nodes.find(({ name }) => name === found.label)!;
  if (found.number < count) return found;
  throw new BulkgenError('invalid-option', `Expected the id of a node, got ${quoteValue(text)}: ${range(table!)}`);
}

/** The names of kinds with so many nodes are read one after the other. */
const mostRead = 10_000;

/** Names to suggest are read of kinds with so many nodes. */
const mostSuggested = 1_000;

function findByName(graph: GraphTables, name: string): NodeNumber | undefined {
  const known = graph.findNode(name);
  if (known && nameOf(graph, known) === name) return known;
  const inAnyCase = listByName(graph, name);
  const exact = inAnyCase.filter((node) => nameOf(graph, node) === name);
  if (known && exact.length === 0) return known;
  const found = exact.length > 0 ? exact : inAnyCase;
  if (found.length <= 1) return found[0];
  const ids = found.slice(0, 3).map(({ label, number }) => nodeId(graph, { label }, number));
  const message = `Expected the name of one node, got ${quoteValue(name)}, which ${found.length} nodes have`;
  throw new BulkgenError('invalid-option', message, { hint: `Write an id, such as ${ids.join(', ')}.` });
}

/** The nodes that have a name, in upper or lower case: those of small kinds, and those with the number of the id in the name. */
function listByName(graph: GraphTables, name: string): readonly NodeNumber[] {
  const lowerCase = name.toLowerCase();
  const numbers = [...new Set((name.match(/\d{1,15}/g) ?? []).map(Number))];
  return graph.nodes
    .filter(hasName)
    .flatMap(({ name: label, count }) =>
      (count <= mostRead ? listNumbers(count) : numbers.filter((number) => number < count))
        .map((number) => ({ label, number }))
        .filter((node) => nameOf(graph, node)?.toLowerCase() === lowerCase),
    );
}

function listNumbers(count: number): readonly number[] {
  return Array.from({ length: count }, (_, number) => number);
}

/** The record number of a node. */
export function recordOf({ nodes }: GraphTables, { label, number }: NodeNumber): number {
  return nodes.find(({ name }) => name === label)!.base + number;
}

function range({ name, count, context: { ownId } }: Table): string {
  if (count === 0) return `the graph has no ${name}`;
  return `${ownId.prefix} has ${[0, count - 1].map((n) => formatId(ownId, n).slice(ownId.prefix.length + 1)).join(' to ')}`;
}

function explainUnknown(graph: GraphTables, text: string): BulkgenError {
  const small = graph.nodes.filter((table) => hasName(table) && table.count <= mostSuggested);
  const names = small.flatMap(({ name: label, count }) =>
    listNumbers(count).map((number) => nameOf(graph, { label, number }) ?? ''),
  );
  const ids = graph.nodes.filter(({ count }) => count > 0).map(({ context }) => `\`${formatId(context.ownId, 0)}\``);
  return new BulkgenError('invalid-option', `Expected the id or the name of a node, got ${quoteValue(text)}`, {
    hint: suggest(text, [...graph.listNames(), ...names]) ?? `Write an id such as ${ids.join(', ')}.`,
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
