import { afterEach, beforeAll, describe, expect, it } from 'vitest';
import { createGraph } from '../../src/export/create-graph.ts';
import { loadGraph } from '../../src/load/load-graph.ts';
import { cmdb } from '../../src/models/cmdb/model.ts';
import type { Database } from '../../src/neo4j/driver.ts';
import { dropSchema } from '../../src/neo4j/schema.ts';
import { openEmbedded } from '../../src/targets/embedded/open.ts';
import { neo4jVersions } from '../../src/targets/neo4j/version.ts';
import { digestTables } from '../../src/verify/database/digest-tables.ts';
import { specimens } from '../model/specimens.ts';
import { afterFile } from '../setup/after-file.ts';
import { makeTestHome } from '../setup/test-home.ts';
import { openTarget } from './support/export-and-target.ts';

describe.each(neo4jVersions)('loadGraph into a running Neo4j %s', (version) => {
  let database: Database;

  async function count(cypher: string): Promise<number> {
    const { records } = await database.query<{ count: bigint }>(`${cypher} RETURN count(*) AS count`);
    return Number(records[0]!.get('count'));
  }

  beforeAll(async () => {
    const target = await openEmbedded({ version, env: await makeTestHome() });
    await target.start();
    database = await openTarget(target);
    afterFile(() => database.close());
  });

  afterEach(async () => {
    await database.query('MATCH (n) DETACH DELETE n');
    await dropSchema(database, [...cmdb.schema, ...specimens.schema]);
    await database.query('DROP CONSTRAINT bulkgen_load_key IF EXISTS');
  });

  it('creates every row of a model with every type of column, and removes its ledger', async () => {
    const choice = { model: specimens, scale: 60, seed: 'load' };
    const result = await loadGraph({ ...choice, database, depth: 'full' });

    expect(result).toMatchObject({ nodes: 60, relationships: 59, events: 60, rows: 179, resumed: false });
    const digests = await digestTables(database, createGraph(choice), { onRows: () => {} });
    expect(digests.map(({ found }) => found)).toEqual(digests.map(({ expected }) => expected));
    expect(result.digests).toHaveLength(digests.length);
    expect(await count('MATCH (n:BulkgenLoad)')).toBe(0);
    expect(await count('SHOW CONSTRAINTS YIELD name')).toBe(specimens.schema.length);
  });

  it('refuses ids that the database has', async () => {
    await database.query('CREATE (:ConfigurationItem {id: "srv-0000007"})');
    await expect(loadGraph({ database, scale: 100 })).rejects.toMatchObject({
      code: 'ids-taken',
      message: expect.stringContaining('ConfigurationItem `srv-0000007`'),
    });
    expect(await count('MATCH (n)')).toBe(1);
  });
});
