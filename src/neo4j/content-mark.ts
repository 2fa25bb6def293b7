import { type Database, readLastTransaction } from './driver.ts';

/**
 * Names the store of a database and its last transaction. While the mark stays the same, the database has not changed. A
 * bookmark alone does not say so: two imports of equally large graphs end with the same one (observed on 5.26.30).
 */
export async function readContentMark(database: Database): Promise<string> {
  const { records } = await database.query<{ id: string }>('CALL db.info() YIELD id RETURN id');
  return `${records[0]!.get('id')} ${await readLastTransaction(database)}`;
}
