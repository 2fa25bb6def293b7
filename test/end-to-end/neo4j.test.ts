import { afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { graphOf } from '../../src/export/create-graph.ts';
import type { Manifest } from '../../src/export/manifest.ts';
import { readManifest } from '../../src/export/read-manifest.ts';
import { importGraph } from '../../src/import/import-graph.ts';
import { clearGraph } from '../../src/load/clear-graph.ts';
import { loadGraph } from '../../src/load/load-graph.ts';
import { bindModel, type Graph } from '../../src/model/graph.ts';
import { cmdb } from '../../src/models/cmdb/model.ts';
import { countByLabel, countByType } from '../../src/neo4j/count.ts';
import { type Connection, type Database, openDatabase } from '../../src/neo4j/driver.ts';
import { clearEvents, createEvents } from '../../src/neo4j/events.ts';
import { createSchema, dropSchema, showSchema } from '../../src/neo4j/schema.ts';
import type { ProgressListener } from '../../src/progress/progress.ts';
import { neo4jVersions } from '../../src/targets/neo4j/version.ts';
import { verifyDatabase } from '../../src/verify/database/verify-database.ts';
import { makeTestHome } from '../setup/test-home.ts';
import { digestDatabase } from './support/digest.ts';
import { makeExport } from './support/export-and-target.ts';
import { openWithoutApoc } from './support/open-without-apoc.ts';

interface PlanNode {
  readonly arguments?: Readonly<Record<string, unknown>>;
  readonly children?: readonly PlanNode[];
}

/** The arguments of all operators of an execution plan, as one text. */
function readPlan(plan: PlanNode | false): string {
  if (!plan) return '';
  const text = JSON.stringify(plan.arguments, (_key, value) => (typeof value === 'bigint' ? `${value}` : value));
  return [text, ...(plan.children ?? []).map(readPlan)].join('\n');
}

describe.each(neo4jVersions)('a database of Neo4j %s', (version) => {
  let connection: Connection;
  let database: Database;
  let graph: Graph;
  let manifest: Manifest;

  async function countEvents(): Promise<readonly (number | undefined)[]> {
    const [labels, types] = await Promise.all([countByLabel(database, ['Event']), countByType(database, ['AFFECTS'])]);
    return [labels.get('Event'), types.get('AFFECTS')];
  }

  beforeAll(async () => {
    const target = await openWithoutApoc({ version, env: await makeTestHome() });
    const folder = await makeExport({ scale: 1_000 });
    await importGraph({ folder, target });
    manifest = await readManifest({ folder });
    graph = graphOf(manifest);
    connection = await target.connection();
  });

  beforeEach(async () => {
    database = await openDatabase(connection);
  });

  afterEach(() => database.close());

  it.each([
    ['ci_id_unique', "MATCH (n:ConfigurationItem {id: 'srv-0000001'}) RETURN n"],
    ['event_id_unique', "MATCH (n:Event {id: 'evt-0000001'}) RETURN n"],
    ['service_id_unique', "MATCH (n:BusinessService {id: 'svc-00001'}) RETURN n"],
    ['ci_name', "MATCH (n:ConfigurationItem {name: 'fra1pc00001'}) RETURN n"],
    ['ci_datacenter', "MATCH (n:ConfigurationItem) WHERE n.datacenter = 'dc-0001' RETURN n"],
    ['ci_type_status', "MATCH (n:ConfigurationItem) WHERE n.type = 'Server' AND n.status = 'DOWN' RETURN n"],
    ['ci_type_criticality', "MATCH (n:ConfigurationItem) WHERE n.type = 'Server' AND n.criticality = 'LOW' RETURN n"],
    ['event_timestamp', "MATCH (n:Event) WHERE n.timestamp > datetime('2025-12-31T00:00:00Z') RETURN n"],
    ['event_affected_ci', "MATCH (n:Event {affectedCi: 'srv-0000001'}) RETURN n"],
    ['event_severity_status', "MATCH (n:Event {severity: 'CRITICAL', status: 'OPEN'}) RETURN n"],
  ])('uses %s for the query it exists for', async (name, cypher) => {
    const { label, properties } = cmdb.schema.find((element) => element.name === name)!;
    const { summary } = await database.query(`EXPLAIN ${cypher}`);

    const plan = readPlan(summary.plan as PlanNode | false);

    expect(plan).toMatch(/INDEX|UNIQUE/);
    expect(plan).toContain(`${label}(${properties.join(', ')})`);
  });

  it('drops the schema, shows it as missing, and creates it again, twice', async () => {
    expect(await dropSchema(database, cmdb.schema)).toBe(cmdb.schema.length);
    expect((await showSchema(database, cmdb.schema)).map(({ state }) => state)).toEqual(
      cmdb.schema.map(() => 'MISSING'),
    );

    for (const _ of [1, 2]) {
      const states = await createSchema(database, cmdb.schema);
      expect(states.map(({ state, populated }) => [state, populated])).toEqual(cmdb.schema.map(() => ['ONLINE', 100]));
    }
  });

  it('finds CIs by the words of their names', async () => {
    const { records } = await database.query<{ name: string }>(
      "CALL db.index.fulltext.queryNodes('ci_name_text', 'online AND portal') YIELD node RETURN node.name AS name",
    );
    expect(records.map((record) => record.get('name'))).toEqual(['online-banking-portal']);
  });

  it('names a range index when it has the name of a full-text index', async () => {
    await database.query('DROP INDEX ci_name_text');
    await database.query('CREATE INDEX ci_name_text FOR (n:ConfigurationItem) ON (n.name, n.type)');

    await expect(createSchema(database, cmdb.schema)).rejects.toMatchObject({
      code: 'schema-failed',
      message: expect.stringMatching(/ci_name_text.*taken by an index on ConfigurationItem\(name,type\)/),
    });

    await database.query('DROP INDEX ci_name_text');
    await createSchema(database, cmdb.schema);
  });

  it('names an index when another index has its name', async () => {
    await database.query('DROP INDEX ci_name');
    await database.query('CREATE INDEX ci_name FOR (n:Other) ON (n.name)');

    await expect(createSchema(database, cmdb.schema)).rejects.toMatchObject({
      code: 'schema-failed',
      message: expect.stringMatching(/ci_name.*taken by an index on Other\(name\)/),
    });

    await database.query('DROP INDEX ci_name');
    await createSchema(database, cmdb.schema);
  });

  it('names a constraint that the data violates', async () => {
    await database.query('DROP CONSTRAINT service_id_unique');
    await database.query("CREATE (:BusinessService {id: 'twice'}), (:BusinessService {id: 'twice'})");

    await expect(createSchema(database, cmdb.schema)).rejects.toMatchObject({
      code: 'schema-failed',
      message: expect.stringContaining('service_id_unique on BusinessService(id)'),
    });

    await database.query("MATCH (n:BusinessService {id: 'twice'}) DELETE n");
    await createSchema(database, cmdb.schema);
  });

  it('creates no event twice, clears events, and finds CIs by readable id or record number', async () => {
    const finished: string[] = [];
    const onProgress: ProgressListener = ({ done, message }) => {
      if (done) finished.push(message);
    };
    expect(await countEvents()).toEqual([100, 100]);
    expect(await createEvents(database, graph, { onProgress })).toBe(100);
    expect(await countEvents()).toEqual([100, 100]);

    expect(await clearEvents(database, graph)).toBe(100);
    expect(await countEvents()).toEqual([0, 0]);

    expect(await createEvents(database, graph, { into: 'fresh', batchSize: 7, sessions: 3, onProgress })).toBe(100);
    expect(await countEvents()).toEqual([100, 100]);
    await database.query('MATCH (e:Event) WITH e LIMIT 3 DETACH DELETE e');
    expect(await createEvents(database, graph, { batchSize: 7, sessions: 3, onProgress })).toBe(100);
    expect(finished).toEqual([
      'Checked events, none was missing',
      'Created events',
      'Checked events and created 3 of them',
    ]);
    expect(await countEvents()).toEqual([100, 100]);
    await expect(createEvents(database, graph, { into: 'fresh' })).rejects.toMatchObject({ code: 'query-failed' });
  });

  it('clears no event that is not of the graph', async () => {
    await database.query("UNWIND range(1, 5) AS i CREATE (:Event {id: 'conference-' + i}), (:Event {id: i}), (:Event)");
    await database.query("CREATE (:Event {id: 'evt-0000500', title: 'Mine'})");

    expect(await clearEvents(database, graph)).toBe(100);

    expect(await countEvents()).toEqual([16, 0]);
    await database.query('MATCH (e:Event) DELETE e');
    await createEvents(database, graph);
  });

  it('refuses the events of another graph before it changes anything', async () => {
    const { seed, asOfDay } = graph;
    const larger = bindModel(cmdb, { seed, scale: 5_000, asOfDay }, 100);
    const reseeded = bindModel(cmdb, { seed: 'another', scale: 1_000, asOfDay });
    const refused = { code: 'counts-differ', hint: expect.stringContaining('holds a different graph') };

    for (const other of [larger, reseeded]) {
      for (const into of ['any', 'fresh'] as const) {
        if (other === reseeded && into === 'fresh') continue; // its record numbers and ids are the same
        await expect(createEvents(database, other, { into })).rejects.toMatchObject(refused);
      }
      await expect(clearEvents(database, other)).rejects.toMatchObject(refused);
      expect(await countEvents()).toEqual([100, 100]);
    }
  });

  it('clears no events where the CIs of the graph are missing', async () => {
    const other = bindModel({ ...cmdb, label: 'Other' }, { ...graph, scale: 1_000 });
    await clearEvents(database, graph);
    expect(await clearEvents(database, graph)).toBe(0);
    await expect(clearEvents(database, other)).rejects.toMatchObject({ code: 'counts-differ' });
    await createEvents(database, graph);
  });

  it('stops creating events when its signal fires', async () => {
    const signal = AbortSignal.abort();
    await expect(createEvents(database, graph, { signal })).rejects.toMatchObject({ code: 'interrupted' });
  });

  it.each([
    ['a wrong password', { password: 'wrong-password' }, 'wrong-password', /refused the password of user `neo4j`/],
    ['a server that does not run', { uri: 'bolt://127.0.0.1:9' }, 'unreachable', /No Neo4j answers at bolt:..127/],
    ['a database that does not exist', { database: 'nowhere' }, 'database-unknown', /has no database `nowhere`/],
    ['an invalid URI', { uri: 'localhost' }, 'invalid-option', /Expected --uri to be a Bolt address such as bolt/],
  ])('reports %s by its own error code', async (_, change, code, message) => {
    const error = await openDatabase({ ...connection, ...change }).catch((thrown: unknown) => thrown);

    expect(error).toMatchObject({ code, message: expect.stringMatching(message) });
    expect(JSON.stringify(error)).not.toContain(connection.password);
  });

  it('says that a server does not encrypt', async () => {
    const uri = connection.uri.replace('bolt:', 'bolt+s:');
    await expect(openDatabase({ ...connection, uri })).rejects.toMatchObject({
      code: 'unreachable',
      message: `Could not encrypt the connection to Neo4j at ${uri}: nothing answers there by TLS`,
      hint: expect.stringContaining(`Use ${connection.uri} if`),
    });
  });

  it('gets from a load exactly what it gets from an import, and is not to be replaced when it has other nodes', async () => {
    await createSchema(database, graph.model.schema);
    const imported = await digestDatabase(database);
    expect(await clearGraph({ database, manifest })).toMatchObject({
      nodes: 1_100,
      schema: 0,
      kept: cmdb.schema.length,
    });
    await loadGraph({ database, manifest, lanes: 3, batchSize: 77 });
    expect(await digestDatabase(database)).toBe(imported);
    await expect(loadGraph({ database, manifest })).rejects.toMatchObject({
      code: 'ids-taken',
      message: expect.stringContaining('none of the 1,100 nodes of this graph, got 1,100 with their ids'),
    });

    await database.query('CREATE (:Server)');
    await expect(verifyDatabase({ database, manifest })).rejects.toMatchObject({
      code: 'counts-differ',
      hint: expect.stringMatching(/^Name the imported folder.* `bulkgen load <folder> --merge --dry-run`\.$/),
    });
  });
});
