// The constraints and indexes of a database as the statements that create them. Unlike the elements of a model, they may be of
// any kind: also lookup indexes, which Neo4j creates by itself and which a client may drop.
import { quoteName } from './cypher.ts';
import type { Database } from './driver.ts';

/** A constraint, or an index that does not belong to one. */
export interface RecordedElement {
  /** What follows `CREATE` and `DROP`. */
  readonly kind: 'CONSTRAINT' | 'INDEX';
  /** Its name in the database. */
  readonly name: string;
  /** The statement that creates it. Null for an index that failed. */
  readonly statement: string | null;
}

/** Every constraint, and every index that does not belong to a constraint. */
export type RecordedSchema = readonly RecordedElement[];

export async function recordSchema(database: Database): Promise<RecordedSchema> {
  const { records } = await database.query<RecordedElement & Record<string, unknown>>(
    `SHOW CONSTRAINTS YIELD name, createStatement RETURN 'CONSTRAINT' AS kind, name, createStatement AS statement`,
  );
  const { records: indexes } = await database.query<RecordedElement & Record<string, unknown>>(
    `SHOW INDEXES YIELD name, state, owningConstraint, createStatement WHERE owningConstraint IS NULL
RETURN 'INDEX' AS kind, name, CASE state WHEN 'FAILED' THEN null ELSE createStatement END AS statement`,
  );
  return [...records, ...indexes].map((record) => record.toObject());
}

/** Drops the constraints and indexes that are not as they were recorded. */
export async function dropUnrecordedSchema(database: Database, recorded: RecordedSchema): Promise<void> {
  for (const element of await recordSchema(database)) {
    if (recorded.some((each) => isSame(each, element))) continue;
    await database.query(`DROP ${element.kind} ${quoteName(element.name)} IF EXISTS`);
  }
}

/** Creates the recorded constraints and indexes that do not exist, and waits until all indexes are online. */
export async function createRecordedSchema(database: Database, recorded: RecordedSchema): Promise<void> {
  const found = await recordSchema(database);
  const missing = recorded.filter((element) => !found.some((each) => isSame(each, element)));
  for (const { statement } of missing) await database.query(statement!);
  if (missing.length > 0) await database.query('CALL db.awaitIndexes(300)');
}

function isSame(a: RecordedElement, b: RecordedElement): boolean {
  return a.kind === b.kind && a.name === b.name && a.statement === b.statement;
}
