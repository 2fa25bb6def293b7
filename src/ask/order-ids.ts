import { insertInOrder } from '../model/find-first.ts';
import { findTable } from '../model/graph.ts';
import type { GraphTables } from '../model/table.ts';

/** The first of some nodes in the order of their ids, by record number. */
export function selectFirst(graph: GraphTables, records: Iterable<number>, limit: number): readonly number[] {
  return keepFirst(records, limit, orderIds(graph));
}

/** Compares record numbers by the ids of their nodes. Ids of one kind have one length, so their order is that of the numbers. */
export function orderIds({ nodes }: GraphTables): (a: number, b: number) => number {
  const prefixOf = (record: number): string => findTable(nodes, record).context.ownId.prefix;
  return (a, b) => {
    const [prefix, other] = [prefixOf(a), prefixOf(b)];
    return prefix === other ? a - b : prefix < other ? -1 : 1;
  };
}

/** The first of some items in an order. Keeps only so many items as it returns. */
export function keepFirst<T>(items: Iterable<T>, limit: number, compare: (a: T, b: T) => number): readonly T[] {
  const first: T[] = [];
  for (const item of items) {
    if (first.length >= limit && (first.length === 0 || compare(item, first.at(-1)!) >= 0)) continue;
    insertInOrder(first, item, compare);
    if (first.length > limit) first.pop();
  }
  return first;
}
