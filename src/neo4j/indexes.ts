import type { Database } from './driver.ts';

/** An index of a database, which may belong to a constraint. */
export interface Index {
  readonly name: string;
  /** Whether it looks up labels or types; Neo4j creates these two by itself. */
  readonly isLookup: boolean;
  /** Whether it finds the words of texts. */
  readonly isFulltext: boolean;
  /** `ONLINE`, `POPULATING`, `FAILED`. */
  readonly state: string;
  /** 0 to 100. */
  readonly populated: number;
  readonly labelsOrTypes: readonly string[] | null;
  readonly properties: readonly string[] | null;
  readonly owningConstraint: string | null;
  /** Why it failed. */
  readonly failure: string;
}

/** Every index of a database. */
export async function listIndexes(database: Database): Promise<readonly Index[]> {
  const { records } = await database.query<Index & Record<string, unknown>>(
    `SHOW INDEXES YIELD name, type, state, populationPercent, labelsOrTypes, properties, owningConstraint, failureMessage
RETURN name, type = 'LOOKUP' AS isLookup, type = 'FULLTEXT' AS isFulltext, state, populationPercent AS populated, labelsOrTypes, properties, owningConstraint,
  failureMessage AS failure`,
  );
  return records.map((record) => record.toObject());
}

/** The names of all constraints and indexes, other than lookup indexes; a constraint and its own index have one name. */
export async function listSchemaNames(database: Database): Promise<readonly string[]> {
  const indexes = (await listIndexes(database)).filter(({ isLookup }) => !isLookup).map(({ name }) => name);
  const { records } = await database.query<{ name: string }>('SHOW CONSTRAINTS YIELD name');
  return [...new Set([...indexes, ...records.map((record) => record.get('name'))])].sort();
}

/** How many constraints and indexes, other than lookup indexes, are online; a constraint and its own index count as one. */
export async function countOnlineSchema(database: Database): Promise<number> {
  const indexes = await listIndexes(database);
  const { records } = await database.query<{ count: bigint }>(
    'SHOW CONSTRAINTS YIELD ownedIndex WHERE ownedIndex IS NULL RETURN count(*) AS count',
  );
  return (
    indexes.filter(({ isLookup, state }) => !isLookup && state === 'ONLINE').length + Number(records[0]!.get('count'))
  );
}
