import { appendFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { type ExportOptions, exportGraph } from '../../src/export/export-graph.ts';
import { exportShard } from '../../src/export/shards/export-shard.ts';
import { mergeShards } from '../../src/export/shards/merge-shards.ts';
import type { ConnectionStats, GraphStats } from '../../src/stats/graph-stats.ts';
import { measureGraph } from '../../src/stats/measure-graph.ts';
import { makeTemporaryFolder } from '../setup/temporary-folder.ts';
import { serviceFiles, writeFiles } from './services.ts';

/** Measures the services, with files that are added or changed. */
async function measureServices(files: Readonly<Record<string, string>> = {}): Promise<GraphStats> {
  const folder = await makeTemporaryFolder();
  await writeFiles(folder, { ...serviceFiles, ...files });
  return measureGraph({ folder, csv: {} });
}

async function measureExport(choice: Omit<ExportOptions, 'folder'>): Promise<Omit<GraphStats, 'folder'>> {
  const folder = await makeTemporaryFolder();
  await exportGraph({ folder, workers: 1, ...choice });
  const { folder: _, ...stats } = await measureGraph({ folder });
  return stats;
}

const typeOf = ({ types }: Pick<GraphStats, 'types'>, name: string) => types.find(({ type }) => type === name)!;
const labelOf = ({ labels }: Pick<GraphStats, 'labels'>, name: string) => labels.find(({ label }) => label === name)!;

function connectionOf(stats: Pick<GraphStats, 'types'>, type: string, ends: string): ConnectionStats {
  return typeOf(stats, type).connections.find(({ from, to }) => `${from} → ${to}` === ends)!;
}

describe('the measurement of a graph', () => {
  it('counts nodes, relationships, and the kinds that they connect', async () => {
    const stats = await measureServices();
    expect(stats).toMatchObject({ nodes: 6, relationships: 8, dangling: 0 });
    expect(stats.labels.map(({ label, nodes }) => [label, nodes])).toEqual([
      ['Database', 2],
      ['Service', 4],
    ]);
    expect(typeOf(stats, 'CALLS').connections.map(({ from, to, rows }) => [from, to, rows])).toEqual([
      [['Service'], ['Database', 'Service'], 7],
      [['Service'], ['Service'], 5],
      [['Service'], ['Database'], 2],
    ]);
    expect(typeOf(stats, 'COPIES').connections).toHaveLength(1);
  });

  it('measures fan-out and fan-in, also of nodes without relationships', async () => {
    const { fanOut, fanIn } = connectionOf(await measureServices(), 'CALLS', 'Service → Service');
    expect(fanOut).toMatchObject({ nodes: 4, linked: 3, zero: 0.25, p50: 1, p75: 2, p90: 2, max: 2, mean: 1.25 });
    expect(fanIn).toMatchObject({ nodes: 4, linked: 3, zero: 0.25, p50: 1, p75: 1, p90: 3, max: 3, topShare: 0.6 });
    expect([fanOut.gini, fanIn.gini].map((gini) => gini.toFixed(6))).toEqual(['0.350000', '0.450000']);
  });

  it('counts nodes that are linked to themselves, and pairs that occur again', async () => {
    const stats = await measureServices();
    expect(typeOf(stats, 'CALLS').connections[0]).toMatchObject({ selfLinked: 1, repeatedPairs: 1 });
    expect(connectionOf(stats, 'CALLS', 'Service → Database')).toMatchObject({ selfLinked: 0, repeatedPairs: 0 });
  });

  it('compares the two ends with chance, and lists the pairs of values', async () => {
    const [agreement, ...others] = connectionOf(await measureServices(), 'CALLS', 'Service → Service').agreement;
    expect(others).toEqual([]);
    expect(agreement).toMatchObject({ property: 'environment', rows: 5, same: 0.8 });
    expect(agreement!.expected).toBeCloseTo(0.6 * 0.8 + 0.4 * 0.2, 12);
    expect(agreement!.pairs).toEqual([
      { from: 'prod', to: 'prod', rows: 3 },
      { from: 'dev', to: 'dev', rows: 1 },
      { from: 'dev', to: 'prod', rows: 1 },
    ]);
  });

  it('correlates fan-in with fan-out, and both with integer properties', async () => {
    const { correlations } = connectionOf(await measureServices(), 'CALLS', 'Service → Service');
    const rounded = correlations.map(({ coefficient, ...names }) => ({
      ...names,
      coefficient: coefficient.toFixed(3),
    }));
    expect(rounded).toEqual([
      { degree: 'fan-in', with: 'fan-out', coefficient: '-0.500' },
      { degree: 'fan-in', with: 'replicas', coefficient: '0.000' },
      { degree: 'fan-out', with: 'replicas', coefficient: '-0.833' },
    ]);
  });

  it('lists the values of a property, most frequent first, and counts those that are missing', async () => {
    const [protocol] = typeOf(await measureServices(), 'CALLS').properties;
    expect(protocol).toEqual({
      ...{ name: 'protocol', type: 'string', missing: 1 },
      values: [
        { value: 'http', rows: 3, share: 0.5 },
        { value: 'sql', rows: 2, share: 1 / 3 },
        { value: 'a "b"', rows: 1, share: 1 / 6 },
      ],
    });
  });

  it('lists no values of a property that has more than 32', async () => {
    const rows = (count: number): string =>
      Array.from({ length: count }, (_, place) => `x${place},v${place}\n`).join('');
    const valuesOf = async (count: number) => {
      const stats = await measureServices({ 'x.csv': `id:ID,value\n${rows(count)}` });
      return labelOf(stats, '').properties[1]?.values?.length;
    };
    expect([await valuesOf(32), await valuesOf(33)]).toEqual([32, undefined]);
  });

  it('counts repeated ids and names within each label, and in the whole graph', async () => {
    const stats = await measureServices();
    const repeatedOf = (label: string) =>
      labelOf(stats, label).properties.map(({ name, repeated }) => [name, repeated]);
    expect(repeatedOf('Service')).toEqual([
      ['id', 0],
      ['name', 1],
      ['environment', undefined],
      ['replicas', undefined],
    ]);
    expect(stats.repeated).toEqual([
      { property: 'id', values: 6, repeated: 0 },
      { property: 'name', values: 5, repeated: 2 },
    ]);
  });

  it('leaves out relationships that name a node which does not exist', async () => {
    const calls = `${serviceFiles['calls.csv']}s1,s9,http,CALLS\n`;
    expect(await measureServices({ 'calls.csv': calls })).toMatchObject({ relationships: 8, dangling: 1 });
  });

  it('reads only the types that are named', async () => {
    const folder = await makeTemporaryFolder();
    await writeFiles(folder, serviceFiles);
    const stats = await measureGraph({ folder, csv: {}, types: ['COPIES'] });
    expect(stats.types.map(({ type, rows }) => [type, rows])).toEqual([['COPIES', 1]]);
    await expect(measureGraph({ folder, csv: {}, types: ['COPIE'] })).rejects.toMatchObject({
      code: 'invalid-option',
      hint: 'Did you mean `COPIES`?',
    });
  });

  it('reports the bytes that it reads', async () => {
    const folder = await makeTemporaryFolder();
    await writeFiles(folder, serviceFiles);
    const reports: (readonly [string, boolean, number | undefined])[] = [];
    await measureGraph({
      ...{ folder, csv: {} },
      onProgress: ({ step, done, percentage }) => reports.push([step, done, percentage]),
    });
    expect(reports.at(-1)).toEqual(['measure', true, 100]);
  });

  it('can be stopped', async () => {
    const folder = await makeTemporaryFolder();
    await writeFiles(folder, serviceFiles);
    await expect(measureGraph({ folder, csv: {}, signal: AbortSignal.abort() })).rejects.toMatchObject({
      code: 'interrupted',
    });
  });

  it.each([
    [
      'a quotation mark that is not closed',
      { 'service.csv': 'id:ID,name\ns1,"or\n' },
      /^Expected CSV in line 2 of .*service\.csv/,
    ],
    ['a header with an unknown type', { 'service.csv': 'id:ID,n:integer\ns1,1\n' }, /service\.csv/],
    ['a file without a header', { 'rows.csv': '1,2\n' }, /^Expected a header for .*rows\.csv/],
  ])('refuses %s and names the file', async (_, files, message) => {
    await expect(measureServices(files)).rejects.toMatchObject({
      code: 'files-broken',
      message: expect.stringMatching(message),
      hint: expect.stringContaining('bulkgen verify'),
    });
  });
});

describe('the measurement of an export', () => {
  const choice = { scale: 1_500 };

  it.each<[string, Omit<ExportOptions, 'folder'>]>([
    ['compressed', { gzip: true }],
    ['with readable ids', { ids: 'string' }],
    ['in several parts', { parts: 3 }],
  ])('is the same %s', async (_, form) => {
    expect(await measureExport({ ...choice, ...form })).toEqual(await measureExport(choice));
  });

  it('is the same for merged shards', async () => {
    const folder = await makeTemporaryFolder();
    for (const shard of ['1/2', '2/2']) await exportShard({ folder, ...choice, parts: 2, shard });
    await mergeShards({ folder });
    const { folder: _, ...stats } = await measureGraph({ folder });
    expect(stats).toEqual(await measureExport(choice));
  });

  it('is the same where its files are third-party CSV, but for the model and the order', async () => {
    const folder = await makeTemporaryFolder();
    await exportGraph({ folder, ...choice, ids: 'string' });
    const { types } = await measureGraph({ folder });
    await rm(join(folder, 'manifest.json'));
    const found = await measureGraph({ folder, csv: {} });
    expect(found.model).toBeUndefined();
    for (const type of types) {
      const { fanIn, fanOut, agreement } = type.connections[0]!;
      const [whole] = typeOf(found, type.type).connections;
      expect(whole).toMatchObject({ rows: type.rows, fanIn, fanOut });
      expect(whole!.agreement.toSorted(byProperty)).toEqual(agreement.toSorted(byProperty));
    }
  });

  it('is shown beside published figures only for calls between microservices of the CMDB', async () => {
    const { types } = await measureExport(choice);
    const published = types.flatMap(({ type, connections }) =>
      connections.flatMap((connection) => (connection.published ? [[type, connection.from, connection.to]] : [])),
    );
    expect(published).toEqual([['DEPENDS_ON', ['Microservice'], ['Microservice']]]);
  });

  it('refuses files with fewer rows than the manifest says, and a folder without an export', async () => {
    const folder = await makeTemporaryFolder();
    await expect(measureGraph({ folder })).rejects.toMatchObject({ code: 'no-manifest' });
    await exportGraph({ folder, ...choice });
    await appendFile(join(folder, 'Region-000.csv'), '9,region-9,x,x,x,x,x,x,x,1\n');
    await expect(measureGraph({ folder })).rejects.toMatchObject({ code: 'files-broken' });
  });
});

function byProperty(one: { readonly property: string }, other: { readonly property: string }): number {
  return one.property < other.property ? -1 : 1;
}
