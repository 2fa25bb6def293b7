import { quoteName } from './cypher.ts';
import type { Database } from './driver.ts';

/** How many nodes there are. From the count store, so instant on any size. */
export function countNodes(database: Database): Promise<number> {
  return count(database, 'MATCH (n) RETURN count(n) AS count');
}

/** How many relationships there are, of any type. */
export function countRelationships(database: Database): Promise<number> {
  return count(database, 'MATCH ()-[r]->() RETURN count(r) AS count');
}

/** How many nodes have each of the labels. */
export function countByLabel(database: Database, labels: readonly string[]): Promise<ReadonlyMap<string, number>> {
  return countEach(database, labels, (label) => `MATCH (n:${quoteName(label)}) RETURN count(n) AS count`);
}

/** How many relationships there are of each of the types. */
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
