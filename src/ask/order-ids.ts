import { findTable } from '../model/graph.ts';
import type { GraphTables } from '../model/table.ts';

/**
 * The first of some nodes in the order of their ids, by record number. Ids of one kind have one length, so their order is that of the
 * numbers. Keeps only so many nodes as it returns.
 */
export function selectFirst({ nodes }: GraphTables, records: Iterable<number>, limit: number): readonly number[] {
  const prefixOf = (record: number): string => findTable(nodes, record).context.ownId.prefix;
  const compare = (a: number, b: number): number => {
    const [prefix, other] = [prefixOf(a), prefixOf(b)];
    return prefix === other ? a - b : prefix < other ? -1 : 1;
  };
  const first: number[] = [];
  for (const record of records) {
    const last = first.at(-1);
    if (first.length >= limit && (last === undefined || compare(record, last) >= 0)) continue;
    const place = first.findIndex((other) => compare(record, other) < 0);
    first.splice(place < 0 ? first.length : place, 0, record);
    if (first.length > limit) first.pop();
  }
  return first;
}
