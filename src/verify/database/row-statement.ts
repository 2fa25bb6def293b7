// The queries for a range of a table's rows. They find rows by internal id, so the rows of a store may be in any order.
// Fifty rows come in one record, because a record costs server and driver more than a row does. All properties of a row are
// read at once: one by one, they took the server more than twice as long.

import type { Model } from '../../model/model.ts';
import { quoteName } from '../../neo4j/cypher.ts';
import type { VerifiedTable } from './verified-table.ts';

/** The length of a range is a multiple of this. */
export const rowsOfARecord = 50;

/** How the ends of relationships are named: by readable `id`, or by internal id, which is cheaper, where it is the `record` number. */
export type EndForm = 'record' | 'id';

/** Asks for the smallest and largest internal id of a table's rows, null when it has no rows. */
export function boundsStatement(table: VerifiedTable): string {
  return `MATCH ${pattern(table)} RETURN min(id(r)) AS first, max(id(r)) AS last`;
}

/**
 * Asks for the rows with internal ids from `$first` to `$last`, each a list. For a node: its internal id, how many more labels it
 * has than the table (−1 if it lacks one), its number of properties, its columns. For a relationship: its ends, its number of
 * properties, its columns.
 */
export function rowsStatement(model: Model, table: VerifiedTable, ends: EndForm): string {
  const values = [...(table.kind === 'node' ? nodeValues(table) : endValues(model, table, ends)), 'size(keys(p))'];
  for (const [name, { valueType }] of Object.entries(table.columns)) {
    const value = `p.${quoteName(name)}`;
    // A value of another type comes in a list, so that a string is not taken for a date.
    values.push(
      valueType.canonicalOfText
        ? `CASE WHEN ${value} IS :: ${valueType.cypherType} THEN toString(${value}) ELSE [${value}] END`
        : value,
    );
  }
  return `UNWIND range($first, $last, ${rowsOfARecord}) AS first
CALL (first) {
  UNWIND range(first, first + ${rowsOfARecord - 1}) AS internal
  MATCH ${pattern(table)} WHERE id(r) = internal
  WITH *, properties(r) AS p
  RETURN collect([${values.join(', ')}]) AS rows
}
RETURN rows`;
}

function pattern({ kind, name }: VerifiedTable): string {
  return kind === 'node' ? `(r:${quoteName(name)})` : `(a)-[r:${quoteName(name)}]->(b)`;
}

function nodeValues({ labels }: VerifiedTable): readonly string[] {
  const hasAll = labels.map((label) => `r:${quoteName(label)}`).join(' AND ');
  return ['id(r)', `CASE WHEN ${hasAll} THEN size(labels(r)) - ${labels.length} ELSE -1 END`];
}

/** A node without the label of its table is not of the graph, whatever its id is. */
function endValues({ label, events }: Model, { startsAtEvents }: VerifiedTable, ends: EndForm): readonly string[] {
  const idOf = (node: string, first: string): string => `CASE WHEN ${node}:${quoteName(first)} THEN ${node}.id END`;
  const [start, end] = ends === 'record' ? ['id(a)', 'id(b)'] : [idOf('a', label), idOf('b', label)];
  return [startsAtEvents && events ? idOf('a', events.node.label) : start!, end!];
}
