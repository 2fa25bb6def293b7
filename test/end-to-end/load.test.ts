import { afterEach, beforeAll, describe, expect, it } from 'vitest';
import { createGraph } from '../../src/export/create-graph.ts';
import { cellEnd } from '../../src/load/batch-text.ts';
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
    const target = await openEmbedded({ version, env: await makeTestHome(), loadProcedure: true });
    await target.start();
    database = await openTarget(target);
    afterFile(() => database.close());
  });

  afterEach(async () => {
    await database.query('MATCH (n) DETACH DELETE n');
    await dropSchema(database, [...cmdb.schema, ...specimens.schema]);
    await database.query('DROP CONSTRAINT bulkgen_load_key IF EXISTS');
  });

  it.each(['unwind', 'procedure'] as const)(
    'creates every row of a model with every type of column by %s, and removes its ledger',
    async (method) => {
      const choice = { model: specimens, scale: 60, seed: 'load' };
      const result = await loadGraph({ ...choice, method, database, depth: 'full' });

      expect(result).toMatchObject({ nodes: 60, relationships: 59, events: 60, rows: 179, resumed: false });
      const digests = await digestTables(database, createGraph(choice), { onRows: () => {} });
      expect(digests.map(({ found }) => found)).toEqual(digests.map(({ expected }) => expected));
      expect(result.digests).toHaveLength(digests.length);
      expect(await count('MATCH (n:BulkgenLoad)')).toBe(0);
      expect(await count('SHOW CONSTRAINTS YIELD name')).toBe(specimens.schema.length);
    },
  );

  it('refuses ids that the database has', async () => {
    await database.query('CREATE (:ConfigurationItem {id: "srv-0000007"})');
    await expect(loadGraph({ database, scale: 100 })).rejects.toMatchObject({
      code: 'ids-taken',
      message: expect.stringContaining('ConfigurationItem `srv-0000007`'),
    });
    expect(await count('MATCH (n)')).toBe(1);
  });

  it('gives the errors of the load procedure the codes of Cypher', async () => {
    await database.query('CREATE CONSTRAINT ci_id_unique FOR (n:ConfigurationItem) REQUIRE n.id IS UNIQUE');
    await database.query("CREATE (:ConfigurationItem {id: 'first'})");
    const createNodes = 'bulkgen.createNodes($text, ["ConfigurationItem"], ["id", "size"], ["string", "int"])';
    const createRelationships = 'bulkgen.createRelationships($text, "NEXT", [], [], "ConfigurationItem", "id")';
    const failures = [];
    for (const [procedure, cells] of [
      [createNodes, ['first', '1']],
      [createNodes, ['second', 'small']],
      [createNodes, ['second']],
      [createNodes, ['second', '1', '2']],
      [createRelationships, ['first', 'second']],
    ] as const) {
      const failing = database.query(`CALL ${procedure}`, { text: cells.join(cellEnd) });
      failures.push(await failing.catch(({ cause }) => `${cause.code}: ${cause.message.replace(/\d+/, '…')}`));
    }
    expect(failures).toEqual([
      "Neo.ClientError.Schema.ConstraintValidationFailed: Node(…) already exists with label `ConfigurationItem` and property `id` = 'first'",
      'Neo.ClientError.Statement.ArgumentError: Expected column `size` of row … to be of type int, got `small`',
      'Neo.ClientError.Statement.ArgumentError: Expected row … to have more cells',
      'Neo.ClientError.Statement.ArgumentError: Expected row … to have fewer cells',
      "Neo.ClientError.Statement.EntityNotFound: Expected a node (:ConfigurationItem {id: 'second'}) to exist",
    ]);
    expect(await count('MATCH (n:ConfigurationItem)')).toBe(1);
  });
});
