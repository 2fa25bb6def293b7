import type { Path } from 'neo4j-driver';
import { beforeAll, describe, expect, it } from 'vitest';
import { listDirt } from '../../src/ask/list-dirt.ts';
import { BulkgenError } from '../../src/errors.ts';
import { graphOf } from '../../src/export/create-graph.ts';
import type { Manifest } from '../../src/export/manifest.ts';
import { readManifest } from '../../src/export/read-manifest.ts';
import { importGraph } from '../../src/import/import-graph.ts';
import { type Duration, durationType } from '../../src/model/column/duration.ts';
import type { Graph } from '../../src/model/graph.ts';
import { createRecordReader } from '../../src/model/record.ts';
import { cmdb } from '../../src/models/cmdb/model.ts';
import type { Database } from '../../src/neo4j/driver.ts';
import { clearEvents, createEvents } from '../../src/neo4j/events.ts';
import { createSchema } from '../../src/neo4j/schema.ts';
import type { Progress } from '../../src/progress/progress.ts';
import { neo4jVersions } from '../../src/targets/neo4j/version.ts';
import type { Target } from '../../src/targets/target.ts';
import { compareAnswers } from '../../src/verify/database/compare-answers.ts';
import {
  type DatabaseVerification,
  type VerifyDatabaseOptions,
  verifyDatabase,
} from '../../src/verify/database/verify-database.ts';
import { specimens } from '../model/specimens.ts';
import { afterFile } from '../setup/after-file.ts';
import { makeTestHome } from '../setup/test-home.ts';
import { classMutations, pathMutations, typeMutations } from './support/cmdb-mutations.ts';
import { compareQuestions } from './support/compare-questions.ts';
import { makeExport, openTarget } from './support/export-and-target.ts';
import { openWithoutApoc } from './support/open-without-apoc.ts';

const newest = neo4jVersions[1];
let database: Database;
let manifest: Manifest;
let graph: Graph;
/** In the order in which they were opened. */
const targets: Target[] = [];

/** Imports an export into a new embedded server. Returns the open database. */
async function importInto(version: string, folder: string): Promise<Database> {
  const target = await openWithoutApoc({ version, env: await makeTestHome() });
  await importGraph({ folder, target });
  targets.push(target);
  const opened = await openTarget(target);
  afterFile(() => opened.close());
  return opened;
}

function verify(depth: VerifyDatabaseOptions['depth'], opened: Database = database): Promise<DatabaseVerification> {
  return verifyDatabase({ database: opened, manifest, depth });
}

/** Changes the database, verifies it, and changes it back. */
async function verifyChanged(depth: VerifyDatabaseOptions['depth'], change: string, undo: string): Promise<unknown> {
  await database.query(change);
  try {
    return await verify(depth).catch((error: unknown) => error);
  } finally {
    await database.query(undo);
  }
}

describe('verifyDatabase', () => {
  beforeAll(async () => {
    const folder = await makeExport({ scale: 1_000 });
    manifest = await readManifest({ folder });
    graph = graphOf(manifest);
    database = await importInto(neo4jVersions[0], folder);
  });

  it('compares samples of every table, and every row at depth full', async () => {
    const steps: Progress[] = [];
    const onProgress = (progress: Progress): unknown => steps.push(progress);
    const sampled = await verify('samples');
    const verification = await verifyDatabase({ database: database, manifest, depth: 'full', onProgress });

    expect(sampled).not.toHaveProperty('digests');
    expect(sampled.samples).toBeGreaterThan(400);
    expect(verification).toMatchObject({ checks: sampled.checks, samples: sampled.samples });
    const rows = manifest.totals.nodes + manifest.totals.relationships + 2 * manifest.events;
    expect(verification.digests!.reduce((sum, table) => sum + table.rows, 0)).toBe(rows);
    expect(new Set(verification.digests!.map(({ digest }) => digest)).size).toBe(verification.digests!.length);
    expect(steps.at(-1)).toMatchObject({ step: 'verify-rows', done: true, completed: rows, total: rows });
  });

  it.each([
    [
      'a property of the first row',
      'MATCH (n:Server {id: "srv-0000000"}) SET n.kept = n.os, n.os = "BeOS"',
      'MATCH (n:Server {id: "srv-0000000"}) SET n.os = n.kept REMOVE n.kept',
      /property `os` of Server `srv-0000000` to be STRING `.+`, got STRING `BeOS`/,
    ],
    [
      'the type of a property of an event',
      'MATCH (n:Event {id: "evt-0000000"}) SET n.timestamp = toString(n.timestamp)',
      'MATCH (n:Event {id: "evt-0000000"}) SET n.timestamp = datetime(n.timestamp)',
      /property `timestamp` of Event `evt-0000000` to be ZONED DATETIME `.+`, got STRING `/,
    ],
    [
      'the labels of a row',
      'MATCH (n:Region {id: "region-0000"}) SET n:Extra',
      'MATCH (n:Region {id: "region-0000"}) REMOVE n:Extra',
      /labels of Region `region-0000` to be `ConfigurationItem:Region`, got `ConfigurationItem:Extra:Region`/,
    ],
    [
      'a property of every relationship of a type',
      'MATCH ()-[r:DEPENDS_ON]->() SET r.timeoutMs = toFloat(r.timeoutMs)',
      'MATCH ()-[r:DEPENDS_ON]->() SET r.timeoutMs = toInteger(r.timeoutMs)',
      /property `timeoutMs` of DEPENDS_ON from `.+` to `.+` to be INTEGER `(\d+)`, got FLOAT `\1\.0`/,
    ],
  ])('detects by samples a change of %s', async (_, ...[change, undo, message]) => {
    expect(await verifyChanged('samples', change, undo)).toMatchObject({
      code: 'rows-differ',
      exitCode: 3,
      message: expect.stringMatching(message),
    });
  });

  // These rows are not samples: of the 50 spread over a table, only the first and the last are certain to be compared.
  it.each([
    [
      'a property',
      'MATCH (n:Server {id: "srv-0000003"}) SET n.kept = n.ip, n.ip = "10.9.9.9"',
      'MATCH (n:Server {id: "srv-0000003"}) SET n.ip = n.kept REMOVE n.kept',
      /property `ip` of Server `srv-0000003` to be STRING `10\.0\.0\.32`, got STRING `10\.9\.9\.9`/,
    ],
    [
      'an integer that became a float',
      'MATCH (n:Server {id: "srv-0000003"}) SET n.cpuCores = toFloat(n.cpuCores)',
      'MATCH (n:Server {id: "srv-0000003"}) SET n.cpuCores = toInteger(n.cpuCores)',
      /property `cpuCores` of Server `srv-0000003` to be INTEGER `(\d+)`, got FLOAT `\1\.0`/,
    ],
    [
      'a date that became its text',
      'MATCH (n:Server {id: "srv-0000003"}) SET n.purchasedOn = toString(n.purchasedOn)',
      'MATCH (n:Server {id: "srv-0000003"}) SET n.purchasedOn = date(n.purchasedOn)',
      /property `purchasedOn` of Server `srv-0000003` to be DATE `(.+)`, got STRING `\1`/,
    ],
    [
      'a property that no column has',
      'MATCH (n:Server {id: "srv-0000003"}) SET n.colour = "red"',
      'MATCH (n:Server {id: "srv-0000003"}) REMOVE n.colour',
      /property `colour` of Server `srv-0000003` to be none, got STRING `red`/,
    ],
    [
      'an extra property of a relationship',
      'MATCH ()-[r:AFFECTS]->() WITH r ORDER BY id(r) SKIP 7 LIMIT 1 SET r.since = 1',
      'MATCH ()-[r:AFFECTS]->() REMOVE r.since',
      /property `since` of AFFECTS from `evt-.+` to `.+` to be none, got INTEGER `1`/,
    ],
    [
      'an extra label',
      'MATCH (n:Server {id: "srv-0000003"}) SET n:Extra',
      'MATCH (n:Server {id: "srv-0000003"}) REMOVE n:Extra',
      /labels of Server `srv-0000003` to be `ConfigurationItem:Server`, got `ConfigurationItem:Extra:Server`/,
    ],
    [
      'a relationship moved to another end',
      `MATCH (a {id: "srv-0000003"})-[r:HOSTED_IN]->(b), (c:Rack) WHERE c <> b WITH a, r, b, c LIMIT 1
       CREATE (a)-[moved:HOSTED_IN]->(c) SET moved = properties(r), moved.from = b.id DELETE r`,
      `MATCH (a)-[r:HOSTED_IN]->() WHERE r.from IS NOT NULL MATCH (b:Rack {id: r.from})
       CREATE (a)-[back:HOSTED_IN]->(b) SET back = properties(r), back.from = NULL DELETE r`,
      /the number of HOSTED_IN from `srv-0000003` to `.+` to be at least 1, got `0`/,
    ],
    [
      'a relationship moved to an event',
      `MATCH (a {id: "srv-0000003"})-[r:HOSTED_IN]->(b), (c:Event {id: "evt-0000000"})
       CREATE (a)-[moved:HOSTED_IN]->(c) SET moved = properties(r), moved.from = b.id DELETE r`,
      `MATCH (a)-[r:HOSTED_IN]->() WHERE r.from IS NOT NULL MATCH (b:Rack {id: r.from})
       CREATE (a)-[back:HOSTED_IN]->(b) SET back = properties(r), back.from = NULL DELETE r`,
      /the number of HOSTED_IN from `srv-0000003` to `.+` to be at least 1, got `0`/,
    ],
    [
      'swapped ids of two rows',
      swapIds('srv-0000003', 'srv-0000005'),
      swapIds('srv-0000003', 'srv-0000005'),
      /property `(name` of Server `srv-000000[35]` to be STRING|rackUnit` of HOSTED_IN from `srv-000000[35]`)/,
    ],
  ])('detects by reading every row %s', async (_, ...[change, undo, message]) => {
    expect(await verifyChanged('full', change, undo)).toMatchObject({
      code: 'rows-differ',
      exitCode: 3,
      message: expect.stringMatching(message),
    });
  });

  it('detects an event in place of another, although all counts are equal', async () => {
    const error = await verifyChanged(
      'full',
      `MATCH (n:Event {id: "evt-0000003"})-[r:AFFECTS]->(ci) CREATE (new:Event) SET new = n {.*, id: "evt-0000999"}
       CREATE (new)-[:AFFECTS]->(ci) DELETE r, n`,
      'MATCH (n:Event {id: "evt-0000999"}) SET n.id = "evt-0000003"',
    );

    expect(error).toMatchObject({
      code: 'rows-differ',
      message: expect.stringContaining('the number of Event `evt-0000003` to be 1, got `0`'),
    });
  });

  it('detects a relationship that exists twice in place of another', async () => {
    const { records } = await database.query<Record<'start' | 'end' | 'kept', unknown>>(
      `MATCH (a)-[r:LOCATED_IN]->(b) WITH a, r, b ORDER BY a.id LIMIT 2
       RETURN a.id AS start, b.id AS end, properties(r) AS kept`,
    );
    const [doubled, deleted] = records.map((record) => record.toObject());
    const both = { doubled, deleted };
    const create = 'CREATE (a)-[r:LOCATED_IN]->(b) SET r =';
    await database.query(
      `MATCH ({id: $deleted.start})-[r:LOCATED_IN]->() DELETE r
       WITH 1 AS done MATCH (a {id: $doubled.start}), (b {id: $doubled.end}) ${create} $doubled.kept`,
      both,
    );
    try {
      await expect(verify('samples')).rejects.toMatchObject({
        code: 'rows-differ',
        message: expect.stringContaining(
          `the number of LOCATED_IN from \`${deleted!.start}\` to \`${deleted!.end}\` to be`,
        ),
      });
    } finally {
      await database.query(
        `MATCH ({id: $doubled.start})-[r:LOCATED_IN]->() WITH r LIMIT 1 DELETE r
         WITH 1 AS done MATCH (a {id: $deleted.start}), (b {id: $deleted.end}) ${create} $deleted.kept`,
        both,
      );
    }
  });

  it('has the answers of `bulkgen ask`', async () => {
    await compareQuestions(database, graph);
  });

  it('detects by the answers a relationship of any type that moved, and changes of what the questions are about', async () => {
    const moved = typeMutations.filter(({ name }) => name.endsWith('with the same number'));
    expect(moved).toHaveLength(graph.relationships.length + 1);
    for (const { name, names, apply } of [...moved, ...pathMutations.slice(0, 8)]) {
      const undo = await apply(database);
      const error: unknown = await compareAnswers(database, graph)
        .catch((thrown: unknown) => thrown)
        .finally(undo);
      expect([name, error]).toMatchObject([name, { code: 'rows-differ', exitCode: 3 }]);
      const { message, problems } = error as BulkgenError;
      expect([message, ...problems.map((problem) => problem.message)]).toContainEqual(expect.stringMatching(names));
    }
    expect(await compareAnswers(database, graph)).toHaveLength(cmdb.queries!.length + graph.relationships.length + 1);
  });

  it.each(
    cmdb.queries!.filter(({ picture }) => picture !== undefined).map((query) => [query.question, query] as const),
  )('draws at least two nodes and at most 100 for the question %s, where its answer is not 0', async (_, query) => {
    const isEmpty = query.answer(graph).every((row) => Object.values(row).every((value) => value === 0));
    const { records } = await database.query<Record<string, Path | null>>(query.picture!);
    const paths = records.flatMap((record) => Object.values(record.toObject())).filter((path) => path !== null);
    const nodes = new Set(
      paths.flatMap(({ start, segments }) => [start, ...segments.map(({ end }) => end)].map((node) => node.elementId)),
    );
    if (isEmpty) return expect(nodes.size).toBe(0);
    expect(nodes.size).toBeLessThanOrEqual(100);
    expect(nodes.size).toBeGreaterThan(1);
  });

  it('names the label of a missing node before wrong totals', async () => {
    const undo = await classMutations.find(({ name }) => name === 'a Rack removed')!.apply(database);
    await expect(verify('samples').finally(undo)).rejects.toMatchObject({
      message: expect.stringContaining('The counts in the database are wrong: nodes of Rack: expected 9, got 8'),
    });
  });

  it('names a missing index', async () => {
    await database.query('DROP INDEX ci_name');
    await expect(verify('samples')).rejects.toMatchObject({
      code: 'counts-differ',
      message: expect.stringContaining('constraints and indexes online: expected 16, got 15 (ci_name is MISSING)'),
      hint: 'Create what is missing with `bulkgen schema create`.',
    });
    await createSchema(database, graph.model.schema);
  });

  it('says how to create missing events', async () => {
    await clearEvents(database, graph);
    await expect(verify('samples')).rejects.toMatchObject({
      code: 'counts-differ',
      hint: 'Create the missing events with `bulkgen events create <folder>`.',
    });
    await createEvents(database, graph);
  });

  it('stops when its signal fires', async () => {
    const controller = new AbortController();
    const { signal } = controller;
    const stop = ({ step }: Progress): void => {
      if (step === 'verify-rows') controller.abort(new BulkgenError('interrupted', 'Interrupted'));
    };
    const verification = verifyDatabase({ database: database, manifest, depth: 'full', signal, onProgress: stop });
    await expect(verification).rejects.toMatchObject({ code: 'interrupted' });
  });

  it('accepts the database after every change was undone', async () => {
    await expect(verify('full')).resolves.toMatchObject({ digests: expect.any(Array) });
  });

  it('verifies every row of a model with a column of every type', async () => {
    const folder = await makeExport({ model: specimens, scale: 200 });
    const target = await openWithoutApoc({ version: newest, env: await makeTestHome() });
    const { digests } = await importGraph({ folder, target, model: specimens, full: true });
    expect(digests!.map(({ rows }) => rows)).toEqual([200, 200, 199, 200]);
    const opened = await openTarget(target);
    afterFile(() => opened.close());
    const { records } = await opened.query<{ age: string }>(
      'MATCH (n:Specimen) RETURN toString(n.age) AS age ORDER BY n.id',
    );
    const read = createRecordReader(graphOf(await readManifest({ folder }), specimens).nodes[0]!);
    const ages = records.map((_, ordinal) => durationType.toText(read(ordinal).properties['age'] as Duration));
    expect(records.map((record) => record.get('age'))).toEqual(ages);
  });

  it('returns the same digests for string ids, compressed files and another version of Neo4j', async () => {
    const strings = await makeExport({ scale: 1_000, ids: 'string', gzip: true, parts: 2 });
    const other = await importInto(newest, strings);

    expect((await verify('full', other)).digests).toEqual((await verify('full')).digests);
  });

  it.each([
    [2, 'bulkgen'],
    [10, 'another seed'],
  ])(
    'finds the dirt of %d percent, seed %s, from the data alone: the CIs that arithmetic names',
    async (dirt, seed) => {
      const folder = await makeExport({ scale: 1_000, dirt, seed });
      const dirty = graphOf(await readManifest({ folder }));
      await importGraph({ folder, target: targets[0]!, force: true, full: true });
      const opened = await openTarget(targets[0]!);
      afterFile(() => opened.close());

      await compareAnswers(opened, dirty);
      const { nodes } = listDirt(dirty, { limit: 'all' });
      for (const { kind, match } of dirty.model.dirt!.queries) {
        const { records } = await opened.query<{ id: string }>(`${match} RETURN node.id AS id`);
        const found = records.map((record) => record.get('id'));
        const listed = nodes.filter((node) => node.kind === kind).map(({ id }) => id);
        expect([kind, ...found.sort()]).toEqual([kind, ...listed.sort()]);
      }
    },
  );
});

function swapIds(one: string, other: string): string {
  return `MATCH (a:Server {id: "${one}"}), (b:Server {id: "${other}"})
    SET a.id = "swap" WITH a, b SET b.id = "${one}" WITH a SET a.id = "${other}"`;
}
