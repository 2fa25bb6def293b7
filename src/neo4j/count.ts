import type { Database } from './driver.ts';
import { quoteName } from './quote-name.ts';

/** How many nodes there are. From the count store, so instant on any size. */
export async function countNodes(database: Database): Promise<number> {
  const { records } = await database.query<{ count: bigint }>('MATCH (n) RETURN count(n) AS count');
  return Number(records[0]!.get('count'));
}

/** How many relationships there are, of any type. */
export async function countRelationships(database: Database): Promise<number> {
  const { records } = await database.query<{ count: bigint }>('MATCH ()-[r]->() RETURN count(r) AS count');
  return Number(records[0]!.get('count'));
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
  const counts = new Map<string, number>();
  const cypher = names.map((name, index) => `${toCypher(name)}, ${index} AS place`).join(' UNION ALL ');
  const { records } = await database.query<{ count: bigint; place: bigint }>(cypher);
  for (const record of records) counts.set(names[Number(record.get('place'))]!, Number(record.get('count')));
  return counts;
}
