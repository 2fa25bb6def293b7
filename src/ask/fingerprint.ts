// A fingerprint of a relationship type is one number that follows from the ends of all its rows, in any order. A database computes the same
// number from the ids of its nodes, so one relationship that is missing, doubled, moved or turned round shows, without comparing all rows.
//
// Each row has x = (a × 48271 + b × 16807) mod (2^31 − 1), where a and b are the record numbers of its ends, so that nodes of two kinds with
// equal numbers differ. The fingerprint is the sum of x² mod p. Squares, because a plain sum would not change when two rows exchange their
// targets. The factors are those of "minimal standard" random generators (S. K. Park and K. W. Miller, Communications of the ACM 31/10, 1988).
//
// All numbers are exact in JavaScript, below 2^53, and in Cypher, whose integers have 64 bits: the products for record numbers below 2^37; x²
// in Cypher, below 2^62; (x mod p)² in JavaScript, below 2^40, which is the same modulo p; and the sum of up to 2^33 rows, as p is below 2^20.
import { listSections } from '../model/answer.ts';
import { createEndsReader } from '../model/record.ts';
import type { EventTable, GraphTables, Table } from '../model/table.ts';

const [factorOfStart, factorOfEnd] = [48_271, 16_807];
const modulus = 2 ** 31 - 1;
/** The largest prime below 2^20. */
const prime = 1_048_573;

/** Relationship types beyond these bounds have no fingerprint, because it would not be exact. */
export const mostRecords = 2 ** 37;
export const mostRows = 2 ** 33;

/** Makes the function that sums a range of the rows of a type. The sum of all rows is the fingerprint of the type. */
export function createFingerprint(graph: GraphTables, table: Table): (first: number, end: number) => number {
  let sum = 0;
  const add = (start: number, end: number): void => {
    sum += mix(start, end);
  };
  const visit = table.sections ? visitLinks(graph, table, add) : createEndsReader(table, add);
  return (first, end) => {
    sum = 0;
    for (let row = first; row < end; row++) visit(row);
    return sum;
  };
}

function mix(start: number, end: number): number {
  const mixed = ((start * factorOfStart + end * factorOfEnd) % modulus) % prime;
  return (mixed * mixed) % prime;
}

/** Visits the ends of a row by the links, which is faster than by its cells. */
function visitLinks(
  graph: GraphTables,
  { name }: Table,
  add: (start: number, end: number) => void,
): (row: number) => void {
  let firstRow = 0;
  const sections = listSections(graph, { type: name }).map(({ from, to, links }) => {
    const range = {
      links,
      first: firstRow,
      end: firstRow + links.rows,
      start: baseOf(graph, from),
      target: baseOf(graph, to),
    };
    firstRow = range.end;
    return range;
  });
  return (row) => {
    const { links, first, start, target } = sections.find(({ end }) => row < end)!;
    add(start + links.source(row - first), target + links.target(row - first));
  };
}

function baseOf({ nodes }: GraphTables, label: string): number {
  return nodes.find(({ name }) => name === label)!.base;
}

/** Makes the function that sums a range of the relationships from events to what they affect. */
export function createEventFingerprint({ affected }: EventTable): (first: number, end: number) => number {
  return (first, end) => {
    let sum = 0;
    for (let event = first; event < end; event++) sum += mix(event, affected(event));
    return sum;
  };
}

/** The statement that computes the number of relationships and the fingerprint in a database, from the ids of the nodes. */
export function spellFingerprint({ nodes }: GraphTables, { name, sections }: Table): string {
  const tablesOf = (labels: readonly string[] | undefined): readonly Table[] =>
    labels ? nodes.filter((table) => labels.includes(table.name)) : nodes;
  const [from, to] = [tablesOf(sections?.map((one) => one.from)), tablesOf(sections?.map((one) => one.to))];
  return spellSum(name, from, to);
}

/** The same statement for the relationships of events. */
export function spellEventFingerprint({ nodes }: GraphTables, events: EventTable): string {
  return spellSum(events.relationshipType, [events], nodes);
}

function spellSum(type: string, from: readonly Table[], to: readonly Table[]): string {
  return `MATCH (a)-[:${type}]->(b)
WITH split(a.id, '-') AS a, split(b.id, '-') AS b
WITH (${spellRecord('a', from)} * ${factorOfStart} + ${spellRecord('b', to)} * ${factorOfEnd}) % ${modulus} AS x
RETURN count(*) AS rows, sum(x * x % ${prime}) AS fingerprint`;
}

/** The record number of a node, from the prefix and the number of its id. A node of another kind has none, so its relationship is not in the sum. */
function spellRecord(id: 'a' | 'b', kinds: readonly Table[]): string {
  const tables = kinds.filter(({ count }) => count > 0);
  const number = `toInteger(${id}[1])`;
  if (tables.length === 0) return number;
  const cases = tables.map(({ base, context }) => `WHEN '${context.ownId.prefix}' THEN ${base}`).join(' ');
  return `(${number} + CASE ${id}[0] ${cases} END)`;
}
