import { createHash } from 'node:crypto';
import type { Database } from '../../../src/neo4j/driver.ts';

/** One hash over every node and relationship with labels, types, properties and their types, in an order of their own. */
export async function digestDatabase(database: Database): Promise<string> {
  const nodes = await database.query<{ row: string }>(
    `MATCH (n) WITH n, [key IN keys(n) | key + '=' + apoc.convert.toJson(n[key]) + ':' + valueType(n[key])] AS properties
     RETURN n.id + ' ' + apoc.text.join(apoc.coll.sort(labels(n)), ',') + ' ' + apoc.text.join(apoc.coll.sort(properties), ',') AS row
     ORDER BY row`,
  );
  const relationships = await database.query<{ row: string }>(
    `MATCH (a)-[r]->(b) WITH a, r, b, [key IN keys(r) | key + '=' + apoc.convert.toJson(r[key]) + ':' + valueType(r[key])] AS properties
     RETURN a.id + ' ' + type(r) + ' ' + b.id + ' ' + apoc.text.join(apoc.coll.sort(properties), ',') AS row
     ORDER BY row`,
  );
  const hash = createHash('sha256');
  for (const record of [...nodes.records, ...relationships.records]) hash.update(`${record.get('row')}\n`);
  return hash.digest('hex');
}
