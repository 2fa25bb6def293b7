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

/** The labels of a database, also those that no node has any more. */
export function listLabels(database: Database): Promise<readonly string[]> {
  return list(database, 'CALL db.labels() YIELD label AS name RETURN name');
}

/** The relationship types of a database, also those of which no relationship is left. */
export function listTypes(database: Database): Promise<readonly string[]> {
  return list(database, 'CALL db.relationshipTypes() YIELD relationshipType AS name RETURN name');
}

async function list(database: Database, cypher: string): Promise<readonly string[]> {
  const { records } = await database.query<{ name: string }>(cypher);
  return records.map((record) => record.get('name'));
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
