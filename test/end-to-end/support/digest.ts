import { createHash } from 'node:crypto';
import type { Database } from '../../../src/neo4j/driver.ts';

interface Row {
  readonly ends: readonly unknown[];
  readonly names: readonly string[];
  readonly properties: Readonly<Record<string, unknown>>;
  readonly types: readonly string[];
}

const statements = [
  `MATCH (n) RETURN [] AS ends, labels(n) AS names, properties(n) AS properties,
     [key IN keys(n) | key + ' ' + valueType(n[key])] AS types`,
  `MATCH (a)-[r]->(b) RETURN [a.id, b.id] AS ends, [type(r)] AS names, properties(r) AS properties,
     [key IN keys(r) | key + ' ' + valueType(r[key])] AS types`,
];

/** One hash over every node and relationship with labels, types, properties and their types, in an order of their own. */
export async function digestDatabase(database: Database): Promise<string> {
  const hash = createHash('sha256');
  for (const statement of statements) {
    const { records } = await database.query<Row>(statement);
    const rows = records.map((record) => format(record.toObject()));
    for (const row of rows.sort()) hash.update(`${row}\n`);
    hash.update('\n');
  }
  return hash.digest('hex');
}

function format({ ends, names, properties, types }: Row): string {
  const values = Object.entries(properties).map(([name, value]) => [name, toText(value)]);
  return JSON.stringify([ends.map(toText), [...names].sort(), values.sort(byName), [...types].sort()]);
}

function byName([a]: readonly unknown[], [b]: readonly unknown[]): number {
  return String(a) < String(b) ? -1 : 1;
}

/** The driver's integers, times and points have texts of their own. */
function toText(value: unknown): unknown {
  return Array.isArray(value) ? value.map(toText) : String(value);
}
