// What is asked of the database for a stretch of a table's rows. Found by internal id, a stretch can be anywhere in a
// store of any order. Rows come fifty to a record, for a record a row costs server and driver more than the row does, and
// a row's properties are read all at once: one by one they took the server more than twice as long.
import { quoteName } from '../../neo4j/cypher.ts';
import type { VerifiedTable } from './verified-table.ts';

/** A stretch is a multiple of it. */
export const rowsOfARecord = 50;

/** How the ends of relationships are named. `record`: by internal id, where that is the CI's record number, which is cheaper. */
export type EndForm = 'record' | 'id';

/** The least and the largest internal id of a table's rows, null when there are none. */
export function boundsStatement(table: VerifiedTable): string {
  return `MATCH ${pattern(table)} RETURN min(id(r)) AS first, max(id(r)) AS last`;
}

/**
 * The rows with internal ids from `$first` to `$last`, as lists: of a node its internal id, whether its labels are just
 * those of the table, its number of properties and its columns; of a relationship its ends, number and columns.
 */
export function rowsStatement(table: VerifiedTable, ends: EndForm): string {
  const values = [...(table.kind === 'node' ? nodeValues(table) : endValues(table, ends)), 'size(keys(p))'];
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
  const others = labels.map((label) => `r:${quoteName(label)}`).join(' AND ');
  return ['id(r)', `${others} AND size(labels(r)) = ${labels.length}`];
}

function endValues({ startsAtEvents }: VerifiedTable, ends: EndForm): readonly string[] {
  const [start, end] = ends === 'record' ? ['id(a)', 'id(b)'] : ['a.id', 'b.id'];
  return [startsAtEvents ? 'a.id' : start!, end!];
}
