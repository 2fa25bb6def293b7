import { appendFile } from 'node:fs/promises';
import { join } from 'node:path';
import { execa } from 'execa';
import { afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createGraph } from '../../src/export/create-graph.ts';
import { readManifest } from '../../src/export/read-manifest.ts';
import { cellEnd } from '../../src/load/batch-text.ts';
import { loadApp, watchLocks } from '../../src/load/blocked.ts';
import { clearGraph } from '../../src/load/clear-graph.ts';
import { openLedger } from '../../src/load/ledger.ts';
import { loadGraph } from '../../src/load/load-graph.ts';
import { listLoadedTables } from '../../src/load/loaded-table.ts';
import { planLoad } from '../../src/load/plan-load.ts';
import { findModel } from '../../src/model-loader/known-models.ts';
import { cmdb } from '../../src/models/cmdb/model.ts';
import { type Connection, type Database, openDatabase, useDatabase } from '../../src/neo4j/driver.ts';
import { recordSchema } from '../../src/neo4j/recorded-schema.ts';
import { dropSchema, showSchema } from '../../src/neo4j/schema.ts';
import { runOnce } from '../../src/neo4j/write-session.ts';
import type { Progress, ProgressListener } from '../../src/progress/progress.ts';
import { loadDataSet, recordDataSet } from '../../src/server/data-set.ts';
import { type ResettableGraph, resetGraph, resetInTurn } from '../../src/server/reset-graph.ts';
import { waitUntil } from '../../src/system/wait-until.ts';
import { openEmbedded } from '../../src/targets/embedded/open.ts';
import { neo4jVersions } from '../../src/targets/neo4j/version.ts';
import { digestTables } from '../../src/verify/database/digest-tables.ts';
import { oddTexts } from '../model/odd-texts.ts';
import { specimens } from '../model/specimens.ts';
import { afterFile } from '../setup/after-file.ts';
import { makeTestHome } from '../setup/test-home.ts';
import { describeMerge } from './support/describe-merge.ts';
import { digestDatabase } from './support/digest.ts';
import { makeExport, openTarget } from './support/export-and-target.ts';
import { offerTls } from './support/offer-tls.ts';

const bin = join(import.meta.dirname, '../../src/bin.ts');
const others = `CREATE (a:Server {id: 'mine', note: 'a'})-[:DEPENDS_ON {since: 1}]->(b:ConfigurationItem:Server {id: 'srv-mine'}),
(b)-[:SEES]->(:Event {id: 7}), (:ConfigurationItem {id: 'srv-00000001'}), (:Person)`;

describe.each(neo4jVersions)('a running Neo4j %s with little memory for transactions', (version) => {
  let database: Database;
  let env: NodeJS.ProcessEnv;

  async function count(cypher: string): Promise<number> {
    const { records } = await database.query<{ count: bigint }>(`${cypher} RETURN count(*) AS count`);
    return Number(records[0]!.get('count'));
  }

  const countEntries = (): Promise<number> => count('MATCH (n:BulkgenLoad) WHERE n.table IS NOT NULL');

  beforeAll(async () => {
    env = await makeTestHome();
    const target = await openEmbedded({ version, env, loadProcedure: true });
    await appendFile(target.home.settings, `db.memory.transaction.max=10m\n${await offerTls(target.home.folder)}`);
    await target.start();
    database = await openTarget(target);
    afterFile(() => database.close());
  });

  afterEach(async () => {
    await database.run('MATCH ()-[r]->() CALL (r) { DELETE r } IN TRANSACTIONS OF 1000 ROWS');
    await database.run('MATCH (n) CALL (n) { DELETE n } IN TRANSACTIONS OF 1000 ROWS');
    await dropSchema(database, [...cmdb.schema, ...specimens.schema]);
    await database.query('DROP CONSTRAINT bulkgen_load_key IF EXISTS');
  });

  it.each([
    { method: 'unwind' },
    { method: 'csv', batchSize: 7, lanes: 4 },
    { method: 'apoc', batchSize: 7, lanes: 4 },
    { method: 'procedure' },
  ] as const)('gets every row of a model with every type of column by %o, and keeps no ledger', async (options) => {
    const choice = { model: specimens, scale: 60, seed: 'load' };
    const places = new Set<string>();
    const onProgress: ProgressListener = ({ step, position }) => {
      places.add(`${position?.number}/${position?.of} ${step}`);
    };
    const result = await loadGraph({ ...choice, ...options, database, depth: 'full', onProgress });

    expect(result).toMatchObject({ nodes: 60, relationships: 59, events: 60, rows: 179, resumed: false });
    expect(result).toMatchObject({ method: options.method, retries: {}, warnings: [] });
    expect([...places].join(', ')).toMatch(
      /^1\/\d schema, 2\/\d load-nodes, 3\/\d load-relationships, 4\/\d events, .*(\d)\/\1 verify-rows$/,
    );
    if (process.platform === 'linux') expect(result.serverMemory).toBeGreaterThan(1e8);
    const digests = await digestTables(database, createGraph(choice), { onRows: () => {} });
    expect(digests.map(({ found }) => found)).toEqual(digests.map(({ expected }) => expected));
    expect(result.digests).toHaveLength(digests.length);
    expect(await count('MATCH (n:BulkgenLoad)')).toBe(0);
    expect(await count('SHOW CONSTRAINTS YIELD name')).toBe(specimens.schema.length);
  });

  it('has the same nodes, relationships and schema by every method, with any lanes, batches and time of the schema', async () => {
    const isFirst = version === neo4jVersions[0];
    const choice = { database, scale: isFirst ? 2_000 : 300 };
    const results = new Set<string>();
    for (const options of [
      { method: 'unwind', constraints: 'before' },
      { method: 'procedure', lanes: 3 },
      ...(isFirst ? ([{ method: 'csv', lanes: 1, batchSize: 1_111 }] as const) : []),
      ...(isFirst ? ([{ method: 'apoc', lanes: 4, batchSize: 2_500 }] as const) : []),
    ] as const) {
      expect(await loadGraph({ ...choice, ...options })).toMatchObject({ method: options.method });
      results.add(`${await digestDatabase(database)} ${JSON.stringify(await recordSchema(database))}`);
      await clearGraph(choice);
      await dropSchema(database, cmdb.schema);
    }
    expect(results.size).toBe(1);
  });

  it('has the same relationships when the server computes their pattern', async () => {
    const choice = { database, model: findModel({ name: 'classic' })!, scale: 300 };
    const results = new Set<string>();
    for (const options of [
      { method: 'unwind' },
      { method: 'csv' },
      { method: 'apoc' },
      { method: 'procedure' },
      { method: 'pattern', lanes: 3, batchSize: 37 },
    ] as const) {
      const { method, warnings } = await loadGraph({ ...choice, ...options, depth: 'full' });
      expect({ method, warnings }).toEqual({ method: options.method, warnings: [] });
      results.add(await digestDatabase(database));
      await clearGraph(choice);
    }
    expect(results.size).toBe(1);
    await dropSchema(database, choice.model.schema);
  });

  it('is loaded by TLS, and refused where the certificate is not trusted', async () => {
    const connect = (scheme: string): Connection => ({
      ...database.connection,
      uri: database.connection.uri.replace('bolt', scheme).replace('127.0.0.1', 'localhost'),
    });
    await useDatabase(connect('bolt+ssc'), async ({ driver }) => {
      await driver.getServerInfo();
      expect(driver.isEncrypted()).toBe(true);
    });
    await useDatabase(connect('neo4j+ssc'), async (encrypted) => {
      expect(await loadGraph({ database: encrypted, scale: 60 })).toMatchObject({ nodes: 60 });
    });
    for (const scheme of ['bolt+s', 'neo4j+s']) {
      await expect(openDatabase(connect(scheme))).rejects.toMatchObject({
        code: 'unreachable',
        message: expect.stringMatching(/^Could not trust the certificate of Neo4j at .*: DEPTH_ZERO_SELF_SIGNED_CERT$/),
        hint: expect.stringContaining(`Use ${scheme}sc:// `),
      });
    }
  });

  it('says which query of another client holds the lock that a batch waits for', async () => {
    await database.query('CREATE (:Shared)');
    const other = database.driver.session().beginTransaction();
    await other.run('MATCH (n:Shared) SET n.locked = true');
    const warnings: string[] = [];
    const session = database.driver.session();
    const batch = () => session.run('MATCH (n:Shared) SET n.loaded = true', {}, { metadata: { app: loadApp } });
    const onWarning = (warning: string): void => {
      warnings.push(warning);
      void other.rollback();
    };
    await watchLocks(database, onWarning, batch, 500);
    expect(warnings).toEqual([
      expect.stringMatching(
        /^A batch waits for a lock of transaction .*-transaction-\d+, which user neo4j began \d+ s ago: /,
      ),
    ]);
    await session.close();
  });

  it.each(['unwind', 'csv'] as const)('reads nulls and texts of every kind by %s', async (method) => {
    const { digests } = await loadGraph({ model: oddTexts, scale: 24, method, database, depth: 'full' });
    expect(digests).toHaveLength(1);
  });

  it('refuses to load CSV from an address that the server does not reach', async () => {
    const options = { database, scale: 10, method: 'csv', csvAddress: 'nowhere.invalid' } as const;
    for (const work of [planLoad, loadGraph]) {
      await expect(work(options)).rejects.toMatchObject({
        code: 'csv-unreachable',
        message: expect.stringMatching(
          /^Could not let the server read rows from http:\/\/nowhere\.invalid:\d+: .*invalid:\d+[^/]*$/,
        ),
        hint: expect.stringContaining('--method unwind'),
      });
    }
    expect(await count('MATCH (n)')).toBe(0);
  });

  it('keeps other nodes as they are, when a graph is loaded and when it is removed', async () => {
    await database.query(others);
    const choice = { database, scale: 100 };
    const before = await planLoad(choice);
    expect(before).toMatchObject({
      nodes: 100,
      loaded: 0,
      statements: 34, // one for each table, and one for the events with their relationships
      schema: cmdb.schema.map(({ name }) => name),
    });

    const { checks, digests } = await loadGraph({ ...choice, depth: 'full' });
    expect(digests).toHaveLength(35);
    expect(checks.filter((check) => check.others > 0).map((check) => [check.name, check.others])).toEqual([
      ['nodes of Server', 2],
      ['nodes of Event', 1],
      ['relationships of DEPENDS_ON', 1],
    ]);

    await database.query('MATCH (n:Server {id: "srv-0000003"}), (p:Person) CREATE (p)-[:OWNS]->(n)');
    await expect(clearGraph(choice)).rejects.toMatchObject({
      code: 'relationships-foreign',
      message: expect.stringContaining('1 relationship that is not of the graph, such as OWNS at `srv-0000003`'),
    });
    await expect(clearGraph({ ...choice, seed: 'other' })).rejects.toMatchObject({ code: 'rows-differ' });
    await database.query('MATCH ()-[r:OWNS]->() DELETE r');
    await database.query('MATCH (n)-[:RUNS_ON]->(m) WITH n, m LIMIT 1 CREATE (n)-[:RUNS_ON {mine: true}]->(m)');
    await expect(clearGraph(choice)).rejects.toMatchObject({
      code: 'relationships-foreign',
      message: expect.stringMatching(
        /^Expected at most [\d,]+ relationships of RUNS_ON between nodes of the graph, got /,
      ),
    });
    await database.query('MATCH ()-[r:RUNS_ON {mine: true}]->() DELETE r');
    expect(await clearGraph(choice)).toMatchObject({ nodes: 110, schema: 0 });
    expect(await count('MATCH (n)')).toBe(5);
    expect(
      await count('MATCH (:Server {note: "a"})-[:DEPENDS_ON {since: 1}]->({id: "srv-mine"})-[:SEES]->(:Event)'),
    ).toBe(1);
  });

  it('refuses a graph whose ids or index names are taken', async () => {
    await database.query('CREATE (:ConfigurationItem {id: "srv-0000007"})');
    await database.query('CREATE INDEX ci_name FOR (n:Other) ON (n.name)');
    await expect(loadGraph({ database, scale: 100 })).rejects.toMatchObject({
      problems: [
        { code: 'schema-failed', message: expect.stringContaining('index ci_name on Other(name)') },
        { code: 'ids-taken', message: expect.stringContaining('ConfigurationItem `srv-0000007`') },
      ],
    });
    await database.query('DROP INDEX ci_name');
    const args = [bin, 'load', '--scale', '100', '--merge', '--quiet'];
    const merge = await execa(process.execPath, args, { env, reject: false, stdin: 'ignore' });
    expect(merge).toMatchObject({ exitCode: 2, stderr: expect.stringContaining('Add --force to do it') });
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

  it('leaves the database as it was when it fails before its first row', async () => {
    await database.query('UNWIND [1, 2] AS _ CREATE (:ConfigurationItem {id: "twin"})');
    for (const merge of [false, true]) {
      await expect(loadGraph({ database, scale: 100, merge })).rejects.toMatchObject({
        code: 'schema-failed',
        hint: expect.stringMatching(/\. Nothing was changed\.$/),
      });
      expect(await count('MATCH (n)')).toBe(2);
      expect(await count('SHOW CONSTRAINTS YIELD name')).toBe(0);
    }
  });

  it('gets each row once although the loading process was killed, and refuses a second one meanwhile', async () => {
    const args = ['load', '--scale', '2000', '--batch-size', '50', '--method', 'apoc', '--quiet'];
    const child = execa(process.execPath, [bin, ...args], { env, reject: false });
    await waitUntil(async () => (await countEntries()) >= 20, { every: 20 });
    await expect(loadGraph({ database, scale: 2_000 })).rejects.toMatchObject({
      code: 'load-running',
      message: expect.stringContaining(`process ${child.pid}`),
    });
    child.kill('SIGKILL');
    expect(await child).toMatchObject({ signal: 'SIGKILL' });

    const result = await loadGraph({ database, scale: 2_000, batchSize: 333, method: 'csv', depth: 'full' });
    expect(result).toMatchObject({ resumed: true, nodes: 2_000, retries: {} });
    expect(result.rows).toBeLessThan(result.nodes + result.relationships + result.events);
  });

  it('keeps the rows of an interrupted load for the same graph only, and forgets them when they are removed', async () => {
    const controller = new AbortController();
    const onProgress = ({ step }: Progress): void => {
      if (step === 'load-nodes') controller.abort();
    };
    const interrupted = loadGraph({ database, scale: 1_000, batchSize: 50, onProgress, signal: controller.signal });
    await expect(interrupted).rejects.toMatchObject({
      code: 'interrupted',
      hint: expect.stringMatching(/^[\d,]+ of 3,522 rows are in the database: .*--clear/),
    });
    await expect(loadGraph({ database, scale: 900 })).rejects.toMatchObject({
      code: 'load-unfinished',
      hint: expect.stringContaining('--scale 1000 --seed bulkgen'),
    });
    expect((await clearGraph({ database, scale: 1_000 })).schema).toBeGreaterThan(0);
    expect(await count('MATCH (n)')).toBe(0);
    expect((await showSchema(database, cmdb.schema)).every(({ state }) => state === 'MISSING')).toBe(true);
  });

  it('takes no rows from a process whose load another has taken over', async () => {
    const [table] = listLoadedTables(createGraph({ scale: 1_000 }));
    const graph = { model: 'cmdb', version: '1', scale: 1, seed: '', asOf: '', events: 0 };
    const dead = await openLedger(database, { graph, task: 'load', lanes: 1 });
    await database.query('MATCH (n:BulkgenLoad {key: "graph"}) SET n.process = "999999 1\\n" + $host + "\\n"', {
      host: (await import('node:os')).hostname(),
    });
    const heir = await openLedger(database, { graph, task: 'load', lanes: 1 });
    const statement = { text: 'CREATE (n:Written) RETURN count(*) AS rows', parameters: {} };
    const batch = { table: table!, first: 0, end: 1 };
    expect(await runOnce(database, dead.guard(0, batch, statement))).toEqual([{ rows: 0n }]);
    await expect(dead.assertOwned()).rejects.toMatchObject({ code: 'load-running' });
    expect(await runOnce(database, heir.guard(0, batch, statement))).toEqual([{ rows: 1n }]);
    await expect(runOnce(database, heir.guard(0, batch, statement))).rejects.toMatchObject({
      code: 'Neo.ClientError.Schema.ConstraintValidationFailed',
    });
    expect(await heir.findEntry(batch)).toBe(1);
    const next = { ...batch, first: 1, end: 2 };
    const late = heir.guard(0, next, statement); // of a call without an answer
    await heir.replaceLane(0);
    expect(await runOnce(database, late)).toEqual([{ rows: 0n }]);
    expect(await heir.findEntry(next)).toBeUndefined();
    expect(await runOnce(database, heir.guard(0, next, statement))).toEqual([{ rows: 1n }]);
    await heir.remove();
    expect(await count('MATCH (n:Written)')).toBe(2);
  });

  describeMerge(() => database, { complete: version === neo4jVersions[0] });

  describe('reset to the graph it was filled with', () => {
    const choice = { model: specimens, scale: 60, seed: 'reset' };
    let graph: ResettableGraph;

    const countNodes = (): Promise<number> => count('MATCH (n)');

    beforeEach(async () => {
      const manifest = await readManifest({ folder: await makeExport(choice) });
      await loadGraph({ ...choice, database });
      const recorded = { connection: database.connection, manifest, ...(await recordDataSet(database)) };
      graph = JSON.parse(JSON.stringify(recorded)) as ResettableGraph; // as for another process
    });

    it('has the rows, constraints and indexes again, whatever was changed', async () => {
      const digests = await digestTables(database, createGraph(choice), { onRows: () => {} });
      expect(await resetGraph({ graph, model: specimens })).toMatchObject({ outcome: 'unchanged' });
      await database.query('MATCH (n) WITH n LIMIT 20 SET n:Changed, n.id = n.id + "x"');
      await database.query('MATCH (n) WITH n LIMIT 7 DETACH DELETE n');
      await database.query('CREATE (:Hub)');
      await database.run(`MATCH (hub:Hub) UNWIND range(1, 1500) AS number
CALL (hub, number) { CREATE (hub)-[:TO {number: number}]->(:End) } IN TRANSACTIONS OF 500 ROWS`);
      for (const { kind, name } of graph.schema) await database.query(`DROP ${kind} \`${name}\``);
      await database.query('CREATE CONSTRAINT one_hub FOR (n:Hub) REQUIRE n.id IS UNIQUE');
      await database.query('CREATE FULLTEXT INDEX texts FOR (n:End) ON EACH [n.text]');
      const open = database.driver.session().beginTransaction();
      await open.run('MATCH (n:Hub) SET n.locked = true');

      const results = await Promise.all([1, 2].map(() => resetGraph({ graph, model: specimens })));
      expect(results.map(({ outcome }) => outcome)).toEqual(['loaded', 'unchanged']);
      expect(await digestTables(database, createGraph(choice), { onRows: () => {} })).toEqual(digests);
      expect(await recordSchema(database)).toEqual(expect.arrayContaining([...graph.schema]));
      expect(await recordSchema(database)).toHaveLength(graph.schema.length);
      expect([await countNodes(), await count('MATCH ()-->()')]).toEqual([120, 119]);
      await expect(open.commit()).rejects.toThrow();
    });

    it('has it after a reset was interrupted, too', async () => {
      await database.query('CREATE ()');
      const controller = new AbortController();
      const onProgress = ({ step }: Progress): void => void (step === 'load-nodes' && controller.abort('enough'));
      const interrupted = resetGraph({ graph, model: specimens, signal: controller.signal, onProgress });
      await expect(interrupted).rejects.toMatchObject({ code: 'interrupted', cause: 'enough' });
      expect(await resetGraph({ graph, model: specimens })).toMatchObject({ outcome: 'loaded' });
      expect(await countNodes()).toBe(120);
    });

    it('is restored where its rows cannot be generated', async () => {
      await database.query('CREATE ()');
      await expect(resetGraph({ graph })).rejects.toMatchObject({ code: 'invalid-model' });
      expect(await countNodes()).toBe(121);
      const restore = async (): Promise<void> => void (await database.query('MATCH (n) WHERE labels(n) = [] DELETE n'));
      expect(await resetInTurn({ graph, restore })).toMatchObject({ outcome: 'restored' });
      expect(await resetInTurn({ graph, restore })).toMatchObject({ outcome: 'unchanged' });
    });

    it('refuses what another client writes meanwhile', async () => {
      const crowded: Database = {
        ...database,
        async query(cypher, parameters) {
          if (cypher.startsWith('MATCH (n) RETURN count(n)')) await database.query('CREATE ()');
          return database.query(cypher, parameters);
        },
      };
      const load = loadDataSet(crowded, { graph: createGraph(choice), schema: graph.schema }, {});
      await expect(load).rejects.toMatchObject({ code: 'database-changed' });
    });
  });
});
