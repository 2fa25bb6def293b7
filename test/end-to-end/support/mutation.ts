// Changes of a database that its verification must notice, each with the way back. A transaction that is rolled back would not do: the
// verification reads by connections of its own.
import type { Database } from '../../../src/neo4j/driver.ts';

/** A change of a database. */
export interface Mutation {
  readonly name: string;
  /** What a refusal of the verification must name. */
  readonly names: RegExp;
  /** Makes the change. Returns the function that undoes it. */
  apply(database: Database): Promise<Undo>;
}

/** Undoes a change. */
export type Undo = () => Promise<unknown>;

type Properties = Readonly<Record<string, unknown>>;

interface Relationship {
  readonly type: string;
  readonly start: string;
  readonly end: string;
  readonly properties: Properties;
}

/** Sets a property of the node or relationship `x` of a pattern to the value of an expression of Cypher. */
export async function setProperty(
  database: Database,
  match: string,
  [property, value]: readonly [string, string],
): Promise<Undo> {
  const rows = `${match} WITH * LIMIT 1 WITH *, x.${property} AS old SET x.${property} = ${value}`;
  const { id, old } = await readRow<{ id: string; old: unknown }>(database, `${rows} RETURN elementId(x) AS id, old`);
  const undo = (pattern: string): string => `MATCH ${pattern} WHERE elementId(x) = $id SET x.${property} = $old`;
  return async () => {
    await database.query(undo('(x)'), { id, old });
    await database.query(undo('()-[x]->()'), { id, old });
  };
}

/** Removes the relationship `r` of a pattern. */
export async function removeRelationship(database: Database, match: string): Promise<Undo> {
  const relationship = await readRow<Relationship>(
    database,
    `${match} WITH r LIMIT 1 WITH r, type(r) AS type, elementId(startNode(r)) AS start, elementId(endNode(r)) AS end, properties(r) AS properties
     DELETE r RETURN type, start, end, properties`,
  );
  return () => create(database, relationship);
}

/** Creates a relationship of a type from node `a` to node `b` of a pattern, with the properties of another one that fits to the type. */
export async function addRelationship(database: Database, match: string, type: string): Promise<Undo> {
  const ends = await readRow<Pick<Relationship, 'start' | 'end'>>(
    database,
    `${match} RETURN elementId(a) AS start, elementId(b) AS end LIMIT 1`,
  );
  const like = await readRow<Pick<Relationship, 'type' | 'properties'>>(
    database,
    `MATCH ()-[r:${type}]->() RETURN properties(r) AS properties, type(r) AS type LIMIT 1`,
  );
  const id = await create(database, { ...ends, ...like });
  return () => removeById(database, id);
}

/** Puts relationship `r` of a pattern between `a` and `b`, in place of its own ends. */
export async function moveRelationship(database: Database, match: string): Promise<Undo> {
  const { start, end, id } = await readRow<Record<'start' | 'end' | 'id', string>>(
    database,
    `${match} RETURN elementId(r) AS id, elementId(a) AS start, elementId(b) AS end LIMIT 1`,
  );
  const { type, properties } = await readRow<Relationship>(
    database,
    'MATCH ()-[r]->() WHERE elementId(r) = $id RETURN type(r) AS type, properties(r) AS properties',
    { id },
  );
  const restore = await removeRelationship(database, `MATCH ()-[r]->() WHERE elementId(r) = '${id}'`);
  const moved = await create(database, { type, start, end, properties });
  return async () => {
    await removeById(database, moved);
    await restore();
  };
}

/** Removes the node `x` of a pattern with its relationships. */
export async function removeNode(database: Database, match: string): Promise<Undo> {
  const { id, labels, properties } = await readRow<{ id: string; labels: readonly string[]; properties: Properties }>(
    database,
    `${match} RETURN elementId(x) AS id, labels(x) AS labels, properties(x) AS properties LIMIT 1`,
  );
  const { records } = await database.query<Record<keyof Relationship, unknown>>(
    `MATCH (x)-[r]-() WHERE elementId(x) = $id
     RETURN type(r) AS type, elementId(startNode(r)) AS start, elementId(endNode(r)) AS end, properties(r) AS properties`,
    { id },
  );
  const relationships = records.map((record) => record.toObject() as Relationship);
  await database.query('MATCH (x) WHERE elementId(x) = $id DETACH DELETE x', { id });
  return async () => {
    const created = await readRow<{ id: string }>(
      database,
      `CREATE (x:${labels.join(':')}) SET x = $properties RETURN elementId(x) AS id`,
      { properties },
    );
    const replace = (end: string): string => (end === id ? created.id : end);
    for (const { start, end, ...rest } of relationships)
      await create(database, { ...rest, start: replace(start), end: replace(end) });
  };
}

async function create(database: Database, { type, ...parameters }: Relationship): Promise<string> {
  const { id } = await readRow<{ id: string }>(
    database,
    `MATCH (a), (b) WHERE elementId(a) = $start AND elementId(b) = $end
     CREATE (a)-[r:${type}]->(b) SET r = $properties RETURN elementId(r) AS id`,
    parameters,
  );
  return id;
}

function removeById(database: Database, id: string): Promise<unknown> {
  return database.query('MATCH ()-[r]->() WHERE elementId(r) = $id DELETE r', { id });
}

/** Nothing in the database fits to the pattern of a mutation. Nothing was changed. */
export class NothingFits extends Error {}

/** The only row of a statement. Throws `NothingFits`. */
async function readRow<Row>(database: Database, cypher: string, parameters: Properties = {}): Promise<Row> {
  const { records } = await database.query<Record<string, unknown>>(cypher, parameters);
  if (records[0] === undefined) throw new NothingFits(cypher);
  return records[0].toObject() as Row;
}
