import { describe, expect, it } from 'vitest';
import { evaluateServer, examineServer } from '../../src/doctor/examine-server.ts';
import type { Database } from '../../src/neo4j/driver.ts';
import type { ServerFacts } from '../../src/neo4j/server-facts.ts';

const facts: ServerFacts = {
  version: '5.26.30',
  edition: 'community',
  isAura: false,
  settings: {
    'server.memory.heap.max_size': '2.00GiB',
    'server.memory.pagecache.size': '1.00GiB',
    'db.memory.transaction.max': '0B',
    'db.memory.transaction.total.max': '0B',
    'dbms.memory.transaction.total.max': '1.40GiB',
    'db.transaction.timeout': '0s',
    'server.bolt.thread_pool_max_size': '400',
    'dbms.security.allow_csv_import_from_file_urls': 'true',
  },
  heap: 2 * 2 ** 30,
  memory: 8 * 2 ** 30,
  processors: 4,
  apoc: '5.26.5',
  writeRefusal: null,
  nodes: 0,
  relationships: 0,
};
const withSettings = (settings: Readonly<Record<string, string>>): ServerFacts => ({
  ...facts,
  settings: { ...facts.settings, ...settings },
});
/** What a user without rights sees of a server. */
const hidden = { settings: null, heap: null, memory: null, processors: null, apoc: null };

const problemsOf = (server: ServerFacts, scale?: number) =>
  evaluateServer(server, scale).findings.flatMap((check) => (check.status === 'ok' ? [] : [check]));

describe('the report on a server', () => {
  it('has nothing to change on a server with enough of everything', () => {
    const report = evaluateServer(facts, 100_000);
    expect(report).toMatchObject({ canLoad: true, advice: { settings: [], environment: [] } });
    expect(report.findings.map(({ message }) => message)).toEqual([
      'Neo4j 5.26.30, community, on 4 processors and 8 GiB of memory',
      'This user can write; the database has 0 nodes and 0 relationships',
      '2 GiB of heap',
      '1 GiB of page cache',
      'Enough memory for transactions',
      'Up to 400 threads for Bolt',
      'APOC 5.26.5; LOAD CSV reads files of the server',
    ]);
  });

  it.each([
    [{ 'db.memory.transaction.max': '10.00MiB' }, 'db.memory.transaction.max=64m'],
    [{ 'dbms.memory.transaction.total.max': '100.00MiB' }, 'dbms.memory.transaction.total.max=256m'],
    [{ 'db.transaction.timeout': '30s' }, 'db.transaction.timeout=1m'],
    [{ 'db.transaction.timeout': '500ms' }, 'db.transaction.timeout=1m'],
    [{ 'server.bolt.thread_pool_max_size': '5' }, 'server.bolt.thread_pool_max_size=40'],
  ])('wants another value in place of %j', (settings, line) => {
    expect(problemsOf(withSettings(settings))).toHaveLength(1);
    expect(evaluateServer(withSettings(settings))).toMatchObject({ canLoad: true, advice: { settings: [line] } });
  });

  it('writes the settings as variables of the official image', () => {
    const { advice } = evaluateServer(withSettings({ 'server.bolt.thread_pool_max_size': '5' }));
    expect(advice.environment).toEqual(['NEO4J_server_bolt_thread__pool__max__size: 40']);
  });

  it('wants a page cache for what the database has and gets, but at most half the memory', () => {
    expect(evaluateServer(facts, 500_000).advice.settings).toEqual([]);
    expect(evaluateServer(facts, 2_000_000).advice.settings).toEqual(['server.memory.pagecache.size=3g']);
    expect(evaluateServer({ ...facts, nodes: 2_000_000 }).advice.settings).toEqual(['server.memory.pagecache.size=3g']);
    expect(evaluateServer(facts, 100_000_000).advice.settings).toEqual(['server.memory.pagecache.size=4g']);
  });

  it('wants a larger heap, and more memory where that does not fit', () => {
    const small = { ...facts, heap: 512 * 2 ** 20 };
    expect(evaluateServer(small).advice.settings).toContain('server.memory.heap.max_size=1g');
    expect(problemsOf({ ...small, memory: 2 * 2 ** 30 })[0]?.cure).toMatch(/^Give the server more memory/);
    expect(problemsOf({ ...facts, memory: 3 * 2 ** 30 })).toMatchObject([
      { area: 'memory', message: 'The heap and the page cache may take 3 GiB of 3 GiB' },
    ]);
  });

  it('says so when the user may not see the settings', () => {
    expect(problemsOf({ ...facts, ...hidden }, 500_000)).toMatchObject([
      { area: 'settings', status: 'warning', message: 'This user may not see the settings' },
    ]);
  });

  it.each([
    [{ writeRefusal: 'No write operations are allowed.' }, 'This user cannot write: No write operations are allowed'],
    [{ version: '5.20.0' }, 'Neo4j 5.20.0, community, on 4 processors and 8 GiB of memory, is too old for a load'],
  ])('finds that a load cannot work with %j', (change, message) => {
    const report = evaluateServer({ ...facts, ...change });
    expect(report.canLoad).toBe(false);
    expect(report.findings).toContainEqual(expect.objectContaining({ status: 'missing', message }));
  });

  it('knows the limits of AuraDB Free, and that a user cannot change settings there', () => {
    const aura = { ...facts, ...hidden, version: '5.27-aura', edition: 'enterprise', isAura: true };
    expect(problemsOf(aura, 100_000)).toEqual([]);
    expect(problemsOf({ ...aura, relationships: 200_000 }, 100_000)).toMatchObject([
      { area: 'limits', message: expect.stringMatching(/^100,000 nodes and 495,000 relationships do not fit/) },
    ]);
    expect(problemsOf(aura, 500_000)).toMatchObject([{ area: 'limits', status: 'warning' }]);
    const limited = { ...aura, settings: { 'db.memory.transaction.max': '10.00MiB' } };
    expect(problemsOf(limited)).toMatchObject([
      { cure: expect.stringMatching(/^Choose an instance with more memory/) },
    ]);
    expect(evaluateServer(limited).advice.settings).toEqual([]);
  });
});

it.each([0, 1.5, -1, Number.NaN])('refuses the scale %s', async (scale) => {
  const database = {} as Database;
  await expect(examineServer({ database, scale })).rejects.toMatchObject({ code: 'invalid-option' });
});
