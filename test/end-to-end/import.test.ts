import { cp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import type { Server } from 'node:net';
import { join } from 'node:path';
import { afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { BulkgenError } from '../../src/errors.ts';
import { graphOf } from '../../src/export/create-graph.ts';
import { estimateRecords } from '../../src/export/estimate-records.ts';
import type { Manifest } from '../../src/export/manifest.ts';
import { readManifest } from '../../src/export/read-manifest.ts';
import { type ImportOptions, importGraph } from '../../src/import/import-graph.ts';
import { type LoadOptions, type LoadResult, loadGraph } from '../../src/load/load-graph.ts';
import type { RelationshipDefinition } from '../../src/model/definition.ts';
import type { Graph } from '../../src/model/graph.ts';
import { createRecordReader } from '../../src/model/record.ts';
import type { Table } from '../../src/model/table.ts';
import { builtInModels } from '../../src/model-loader/known-models.ts';
import { countNodes } from '../../src/neo4j/count.ts';
import type { Database } from '../../src/neo4j/driver.ts';
import { toDriverProperties } from '../../src/neo4j/value.ts';
import { waitOnline } from '../../src/neo4j/wait-online.ts';
import type { Progress } from '../../src/progress/progress.ts';
import { neo4jVersions } from '../../src/targets/neo4j/version.ts';
import type { Target } from '../../src/targets/target.ts';
import { compareAnswers } from '../../src/verify/database/compare-answers.ts';
import { makeTestHome } from '../setup/test-home.ts';
import { compareQuestions } from './support/compare-questions.ts';
import { digestDatabase } from './support/digest.ts';
import { makeExport, openTarget } from './support/export-and-target.ts';
import { openWithoutApoc } from './support/open-without-apoc.ts';
import { takePort } from './support/take-port.ts';

/** The first, the last and some rows between. */
function sampleOrdinals({ count }: Table): readonly number[] {
  return [...new Set([0, 1, 7, Math.floor(count / 2), count - 1])].filter((ordinal) => ordinal >= 0 && ordinal < count);
}

/** What `valueType()` must return for each property that a row has. */
function expectedTypes({ columns }: Table, properties: Readonly<Record<string, unknown>>): Record<string, string> {
  const present = Object.entries(columns).filter(([name]) => properties[name] !== null);
  return Object.fromEntries(present.map(([name, { valueType }]) => [name, `${valueType.cypherType} NOT NULL`]));
}

function withoutNulls(properties: Readonly<Record<string, unknown>>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(properties).filter(([, value]) => value !== null));
}

/** Values as text, because the driver's types cannot be compared: `2026-01-01`, `Point{srid=…}`. Numbers stay numbers. */
function toText(properties: Record<string, unknown>): Record<string, unknown> {
  const show = (value: unknown) => (typeof value === 'object' && !Array.isArray(value) ? String(value) : value);
  return Object.fromEntries(Object.entries(properties).map(([name, value]) => [name, show(value)]));
}

async function readNode(database: Database, id: string) {
  const { records } = await database.query<{
    labels: string[];
    properties: Record<string, unknown>;
    types: [string, string][];
  }>(
    `MATCH (n {id: $id})
     RETURN labels(n) AS labels, properties(n) AS properties,
            [key IN keys(n) | [key, valueType(n[key])]] AS types`,
    { id },
  );
  expect(records).toHaveLength(1);
  return records[0]!.toObject();
}

describe.each(neo4jVersions)('an import into Neo4j %s', (version) => {
  let target: Target;
  let small: string;
  let graph: Graph;
  let manifest: Manifest;
  let database: Database | undefined;
  /** For behaviour that does not depend on the version. */
  const itOnce = version === neo4jVersions[0] ? it : () => {};

  async function open(): Promise<Database> {
    database = await openTarget(target);
    return database;
  }

  /** Loads a graph in place of all nodes of the database. */
  async function loadAlone(choice: Pick<LoadOptions, 'model' | 'scale'>): Promise<LoadResult> {
    const running = await open();
    await running.query('MATCH (n) DETACH DELETE n');
    return loadGraph({ ...choice, database: running, depth: 'full' }).finally(() => running.close());
  }

  /** Runs an import that must fail, expects the database as it was and online, and returns the error. */
  async function failToImport(options: Omit<ImportOptions, 'target'> & { readonly target?: Target }): Promise<unknown> {
    const before = await digestDatabase(await open());
    await database?.close();
    const error = await importGraph({ target, ...options }).catch((thrown: unknown) => thrown);
    expect(await target.isRunning()).toBe(true);
    expect(await digestDatabase(await open())).toBe(before);
    expect(await target.files.exists(join(target.dataFolder, '.bulkgen'))).toBe(false);
    return error;
  }

  /** Expects the property store to have as many pages as `estimateRecords` says, to within a tenth. */
  async function expectEstimatedRecords(): Promise<void> {
    const { size } = await stat(join(target.dataFolder, 'databases/neo4j/neostore.propertystore.db'));
    const [pageBytes, recordsPerPage] = [8_192, 199];
    const { properties } = estimateRecords([...graph.nodes, ...graph.relationships, graph.events!]);
    expect(Math.abs(properties / recordsPerPage / (size / pageBytes) - 1)).toBeLessThan(0.1);
  }

  beforeAll(async () => {
    const env = await makeTestHome();
    target = await openWithoutApoc({ version, env });
    small = await makeExport({ scale: 1_000 });
    manifest = await readManifest({ folder: small });
    graph = graphOf(manifest);
  });

  afterEach(async () => {
    await database?.close();
    database = undefined;
  });

  it('fills a server that has never run, and leaves it running', async () => {
    const steps: Progress[] = [];
    const { checks } = await importGraph({ folder: small, target, onProgress: (progress) => steps.push(progress) });

    expect(checks.filter(({ expected, found }) => expected !== found)).toEqual([]);
    expect(checks.find(({ name }) => name === 'nodes')?.found).toBe(1_100);
    await expectEstimatedRecords();
    expect(checks.find(({ name }) => name === 'constraints and indexes online')?.found).toBe(16);
    const done = steps.filter((progress) => progress.done).map(({ step }) => step);
    expect(done).toEqual(expect.arrayContaining(['verify-files', 'import', 'schema', 'events', 'verify']));
    expect(steps.some(({ step, percentage = 0 }) => step === 'import' && percentage > 0 && percentage < 100)).toBe(
      true,
    );
    expect(await target.isRunning()).toBe(true);
  });

  it('stores every sampled node with the values and types of its row', async () => {
    const opened = await open();
    for (const table of graph.nodes) {
      const read = createRecordReader(table);
      for (const ordinal of sampleOrdinals(table)) {
        const { properties } = read(ordinal);
        const node = await readNode(opened, String(properties['id']));
        expect(node.labels).toEqual(expect.arrayContaining(['ConfigurationItem', table.name]));
        expect(toText(node.properties)).toEqual(toText(withoutNulls(toDriverProperties(properties))));
        expect(Object.fromEntries(node.types)).toEqual(expectedTypes(table, properties));
      }
    }
  });

  it('stores every sampled relationship between the right nodes', async () => {
    const opened = await open();
    for (const table of graph.relationships) {
      const read = createRecordReader(table);
      for (const ordinal of sampleOrdinals(table)) {
        const { properties, ends } = read(ordinal);
        const [start, end] = ends!.map(graph.idOf);
        const { records } = await opened.query<{ properties: Record<string, unknown>; types: [string, string][] }>(
          `MATCH ({id: $start})-[r:${table.name}]->({id: $end})
           RETURN properties(r) AS properties, [key IN keys(r) | [key, valueType(r[key])]] AS types`,
          { start, end },
        );
        expect(records).toHaveLength(1);
        expect(toText(records[0]!.get('properties'))).toEqual(toText(withoutNulls(toDriverProperties(properties))));
        expect(Object.fromEntries(records[0]!.get('types'))).toEqual(expectedTypes(table, properties));
      }
    }
  });

  it('creates every event with its types, on the configuration item that it names', async () => {
    const opened = await open();
    const read = createRecordReader(graph.events!);
    for (const ordinal of sampleOrdinals(graph.events!)) {
      const { properties } = read(ordinal);
      const node = await readNode(opened, String(properties['id']));
      expect(toText(node.properties)).toEqual(toText(withoutNulls(toDriverProperties(properties))));
      expect(Object.fromEntries(node.types)).toEqual(expectedTypes(graph.events!, properties));
    }
    const { records } = await opened.query<{ count: bigint }>(
      'MATCH (e:Event)-[:AFFECTS]->(ci:ConfigurationItem) WHERE ci.id = e.affectedCi RETURN count(*) AS count',
    );
    expect(records[0]!.get('count')).toBe(100n);
  });

  it('makes the record number the internal id of each node', async () => {
    const opened = await open();
    const { records } = await opened.query<{ id: string; record: bigint }>(
      'MATCH (n:ConfigurationItem) RETURN n.id AS id, id(n) AS record',
    );
    expect(records).toHaveLength(1_000);
    for (const record of records) expect(graph.idOf(Number(record.get('record')))).toBe(record.get('id'));
  });

  it('refuses a database that holds nodes and reports how many', async () => {
    const error = await failToImport({ folder: small });

    expect(error).toMatchObject({ code: 'database-not-empty', message: expect.stringContaining('holds 1,100 nodes') });
  });

  itOnce('refuses a second import, and finds the server again when another program takes its port', async () => {
    const { uri } = await target.connection();
    let thief: Server | undefined;
    const onStep = async (step: string): Promise<void> => {
      if (step === 'start') thief = await takePort(Number(new URL(uri).port));
    };
    try {
      const both = [1, 2].map(() => importGraph({ folder: small, target, force: true, onStep }));
      const results = await Promise.allSettled(both);
      const refused = results.filter((result) => result.status === 'rejected');
      expect(refused.map(({ reason }) => reason)).toEqual([expect.objectContaining({ code: 'import-running' })]);
      const [result] = results.flatMap((settled) => (settled.status === 'fulfilled' ? [settled.value] : []));
      expect(result!.uri).not.toBe(uri);
      expect((await target.connection()).uri).toBe(result!.uri);
    } finally {
      thief?.close();
    }
  });

  itOnce('finds a wrong password before it changes anything', async () => {
    const lockedOut: Target = {
      ...target,
      connection: async () => ({ ...(await target.connection()), password: 'wrong-password' }),
    };
    const error = await failToImport({ folder: small, force: true, target: lockedOut });
    expect(error).toMatchObject({ code: 'wrong-password' });
  });

  itOnce('keeps database and server when the importer and the manifest count differently', async () => {
    const folder = await makeExport({ scale: 500 });
    const path = join(folder, 'manifest.json');
    const changed = JSON.parse(await readFile(path, 'utf8'));
    changed.tables[3].properties += 1;
    changed.totals.properties += 1;
    await writeFile(path, JSON.stringify(changed));

    const error = await failToImport({ folder, force: true });

    expect(error).toMatchObject({ code: 'counts-differ', message: expect.stringContaining('properties') });
  });

  // verify-database.test.ts imports such files into the other version.
  itOnce('makes the same graph from files with record numbers and from compressed parts with string ids', async () => {
    const strings = await makeExport({ scale: 1_000, ids: 'string', gzip: true, parts: 2 });
    const fromRecords = await digestDatabase(await open());
    await database?.close();

    await importGraph({ folder: strings, target, force: true });

    expect(await digestDatabase(await open())).toBe(fromRecords);
  });

  itOnce(
    'gets every row of each example model, and its answers are those of the model until a relationship is moved',
    async () => {
      for (const [index, model] of builtInModels.slice(1).entries()) {
        const folder = await makeExport({ model, scale: 2_000 });
        const example = graphOf(await readManifest({ folder }));
        // One import shows that a model other than the CMDB can be imported. A load takes a fifth of the processor time.
        const { digests } = await (index === 0
          ? importGraph({ folder, target, force: true, full: true })
          : loadAlone({ model, scale: 2_000 }));
        expect(digests).toHaveLength(model.nodes.length + model.relationships.length);
        const count = (model.queries?.length ?? 0) + model.relationships.length;
        expect(await compareAnswers(await open(), example)).toHaveLength(count);
        await compareQuestions(database!, example);
        const [query] = example.model.queries ?? [];
        if (query) {
          const queries = [{ ...query, cypher: 'RETURN 1 AS one' }];
          const error = compareAnswers(database!, { ...example, model: { ...example.model, queries } });
          await expect(error).rejects.toMatchObject({
            code: 'rows-differ',
            message: expect.stringContaining('{"one":1}'),
          });
        }
        const [{ type }] = model.relationships as [RelationshipDefinition];
        await database!.query(
          `MATCH (a)-[r:${type}]->(b) WITH a, r, b ORDER BY a.id, b.id LIMIT 1
MATCH (other) WHERE labels(other) = labels(b) AND other <> b WITH a, r, other LIMIT 1
CREATE (a)-[:${type}]->(other) DELETE r`,
        );
        const error: unknown = await compareAnswers(database!, example).catch((thrown: unknown) => thrown);
        const messages = [error, ...(error as BulkgenError).problems].map((each) => (each as BulkgenError).message);
        expect(error).toMatchObject({ code: 'rows-differ', exitCode: 3 });
        expect(messages).toContainEqual(
          expect.stringContaining(`"What is the fingerprint of ${type}?", got \`{"rows":`),
        );
        await database!.close();
      }
    },
  );

  itOnce('leaves a stopped server stopped when it refuses to replace its database', async () => {
    const folder = await makeExport({ scale: 2_000, seed: 'other' });
    await target.stop();
    await expect(importGraph({ folder, target })).rejects.toMatchObject({ code: 'database-not-empty' });
    expect(await target.isRunning()).toBe(false);

    const { checks } = await importGraph({ folder, target, force: true });

    expect(checks.filter(({ expected, found }) => expected !== found)).toEqual([]);
    expect(await countNodes(await open())).toBe(2_200);
  });

  it('reports at once why a database did not start', async () => {
    const logs = join(target.dataFolder, 'transactions', 'neo4j');
    await target.stop();
    await rm(logs, { recursive: true });
    await cp(join(logs, '../system'), logs, { recursive: true }); // the logs of another store

    await target.start();
    const connection = await target.connection();
    await expect(waitOnline(connection)).rejects.toMatchObject({
      code: 'database-offline',
      message: expect.stringMatching(/did not start: .+/),
    });
  });

  itOnce('replaces a database that did not start with force', async () => {
    const { checks } = await importGraph({ folder: small, target, force: true });
    expect(checks.filter(({ expected, found }) => expected !== found)).toEqual([]);
  });

  itOnce('refuses an empty database with constraints or indexes that an import removes, and names them', async () => {
    const opened = await open();
    await opened.query('MATCH (n) DETACH DELETE n');
    await opened.query('CREATE INDEX mine FOR (p:Person) ON (p.name)');

    const error = await importGraph({ folder: small, target }).catch((thrown: unknown) => thrown);

    expect(error).toMatchObject({
      code: 'database-not-empty',
      message: expect.stringMatching(/ holds no nodes, but constraints or indexes that an import removes: `mine`$/),
    });
  });
});
