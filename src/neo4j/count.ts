import { quoteName } from './cypher.ts';
import type { Database } from './driver.ts';

/** How many nodes the database has. Neo4j reads it from its count store, so it is instant at any size. */
export function countNodes(database: Database): Promise<number> {
  return count(database, 'MATCH (n) RETURN count(n) AS count');
}

/** How many relationships the database has, of any type. */
export function countRelationships(database: Database): Promise<number> {
  return count(database, 'MATCH ()-[r]->() RETURN count(r) AS count');
}

/** How many nodes have each of the labels. */
export function countByLabel(database: Database, labels: readonly string[]): Promise<ReadonlyMap<string, number>> {
  return countEach(database, labels, (label) => `MATCH (n:${quoteName(label)}) RETURN count(n) AS count`);
}

/** How many relationships have each of the types. */
export function countByType(database: Database, types: readonly string[]): Promise<ReadonlyMap<string, number>> {
  return countEach(database, types, (type) => `MATCH ()-[r:${quoteName(type)}]->() RETURN count(r) AS count`);
}

async function countEach(
  database: Database,
  names: readonly string[],
  toCypher: (name: string) => string,
): Promise<ReadonlyMap<string, number>> {
  const counts = await Promise.all(names.map((name) => count(database, toCypher(name))));
  return new Map(names.map((name, index) => [name, counts[index]!]));
}

async function count(database: Database, cypher: string): Promise<number> {
  const { records } = await database.query<{ count: bigint }>(cypher);
  return Number(records[0]!.get('count'));
}
