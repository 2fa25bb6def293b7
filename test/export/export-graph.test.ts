import { createHash } from 'node:crypto';
import { mkdtemp, readdir, readFile, rm, stat, truncate } from 'node:fs/promises';
import { hostname, tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeAll, describe, expect, it } from 'vitest';
import { readRows } from '../../src/csv/read.ts';
import { createGraph } from '../../src/export/create-graph.ts';
import { type ExportOptions, exportGraph } from '../../src/export/export-graph.ts';
import { filesOf } from '../../src/export/manifest.ts';
import { readManifest } from '../../src/export/read-manifest.ts';
import { createRecordReader, tablesOf } from '../../src/model/record.ts';
import type { Progress } from '../../src/progress/progress.ts';
import { describeRow } from '../csv/encode-rows.ts';
import { library } from '../model/library.ts';
import { makeTemporaryFolder } from '../setup/temporary-folder.ts';
import { hashFolder } from './folder-content.ts';

/** The files of `exportTo()`, made once for all who compare with them. */
let plain: Readonly<Record<string, string>>;
beforeAll(async () => {
  const out = await mkdtemp(join(tmpdir(), 'bulkgen-plain-'));
  await exportGraph({ folder: out, scale: 60 });
  plain = await hashFolder(out);
  await rm(out, { recursive: true });
});

async function exportTo(options: Omit<ExportOptions, 'folder'> = {}) {
  const out = await makeTemporaryFolder();
  const result = await exportGraph({ folder: out, scale: 60, ...options });
  return { out, ...result, hashes: await hashFolder(out) };
}

describe('exportGraph', () => {
  it('writes the files that its manifest lists, with their sizes, hashes and rows, and nothing else', async () => {
    const { out, folder, manifest, seconds, hashes } = await exportTo({ scale: 1_000 });
    expect(folder).toBe(out);
    expect(seconds).toBeGreaterThan(0);
    expect(await readManifest({ folder: out })).toEqual(manifest);
    const listed = filesOf(manifest);
    expect(Object.keys(hashes)).toEqual([...listed.map(({ path }) => path), 'manifest.json'].sort());
    for (const { path, bytes, sha256 } of listed) {
      const content = await readFile(join(out, path));
      expect([path, content.length, createHash('sha256').update(content).digest('hex')]).toEqual([path, bytes, sha256]);
    }
    expect((await readdir(out)).filter((name) => name.startsWith('.'))).toEqual([]);
  });

  it.each(['actual', 'string'] as const)('writes every row and header with %s ids as the model says', async (ids) => {
    const { out, manifest } = await exportTo({ ids });
    const graph = createGraph({ scale: 60 });
    for (const [place, table] of tablesOf(graph).entries()) {
      const { header, parts, columns, rows } = manifest.tables[place]!;
      expect(await readAll(join(out, header.path))).toEqual([columns]);
      const found = (await Promise.all(parts.map(({ path }) => readAll(join(out, path))))).flat();
      expect(found).toHaveLength(rows);
      expect(found).toEqual(found.map((_, ordinal) => describeRow(graph, table, ids, ordinal)));
    }
  });

  it('records model, seed, scale, date, ids, events and totals', async () => {
    const { manifest } = await exportTo({ seed: 'x', asOf: '2024-02-29', ids: 'string', events: 3 });
    expect(manifest).toMatchObject({
      format: 1,
      model: { name: 'cmdb', version: expect.stringMatching(/^\d+\.\d+\.\d+$/) },
      seed: 'x',
      scale: 60,
      asOf: '2024-02-29',
      ids: 'string',
      events: 3,
      csv: { delimiter: ',', arrayDelimiter: ';', quote: '"', encoding: 'UTF-8' },
      totals: { nodes: 60 },
    });
    expect(manifest.tables.map(({ labels }) => labels.join(':')).filter((labels) => /S/.test(labels))).toContain(
      'ConfigurationItem:Server',
    );
    expect(manifest.tables.find(({ name }) => name === 'RUNS_ON')).toMatchObject({
      kind: 'relationship',
      labels: ['RUNS_ON'],
    });
  });

  it('counts the properties that are not null', async () => {
    const { manifest } = await exportTo({ scale: 1_000 });
    const graph = createGraph({ scale: 1_000 });
    let all = 0;
    for (const [place, table] of tablesOf(graph).entries()) {
      const read = createRecordReader(table);
      let properties = 0;
      for (let ordinal = 0; ordinal < table.count; ordinal++) {
        properties += Object.values(read(ordinal).properties).filter((value) => value !== null).length;
      }
      expect(manifest.tables[place]!.properties).toBe(properties);
      all += properties;
    }
    expect(manifest.totals.properties).toBe(all);
    const { nodes, relationships } = manifest.totals;
    expect([nodes, relationships]).toEqual([1_000, graph.relationships.reduce((sum, { count }) => sum + count, 0)]);
  });

  it('has small, seed `bulkgen`, 2026-01-01 and actual ids as its defaults', async () => {
    const out = await makeTemporaryFolder();
    const { manifest } = await exportGraph({ folder: out });
    expect(manifest).toMatchObject({ scale: 1_000, seed: 'bulkgen', asOf: '2026-01-01', ids: 'actual', events: 100 });
    const given = await exportTo({ scale: 1_000, seed: 'bulkgen', asOf: '2026-01-01', ids: 'actual', events: 100 });
    expect(given.hashes).toEqual(await hashFolder(out));
  });

  it.each([1, 2, 5, 12])('works at scale %i, empty tables included', async (scale) => {
    const { out, manifest } = await exportTo({ scale });
    expect(manifest.totals.nodes).toBe(scale);
    for (const { parts } of manifest.tables) {
      for (const { path, bytes } of parts) expect((await stat(join(out, path))).size).toBe(bytes);
    }
  });

  it('exports another model', async () => {
    const { manifest, out } = await exportTo({ model: library, scale: 9 });
    expect(manifest).toMatchObject({
      model: { name: 'library', version: '0.1.0' },
      events: 18,
      totals: { nodes: 12, relationships: 9, properties: 9 * 2 + 4 + 3 * 4 + 9 },
    });
    expect(await readFile(join(out, 'WROTE-000.csv'), 'utf8')).toMatch(/^0,9,0.25\n1,9,0.5\n2,9,0.75\n3,10,0.25\n/);
  });

  describe('given the same seed', () => {
    it('writes the same bytes again', async () => {
      expect((await exportTo()).hashes).toEqual(plain);
    });

    it.each([
      ['another seed', { seed: 'x' }],
      ['another date', { asOf: '2025-06-30' }],
    ])('writes other bytes for %s, in tables of the same size', async (_, change) => {
      const [first, second] = [await exportTo(), await exportTo(change)];
      expect(Object.keys(second.hashes)).toEqual(Object.keys(first.hashes));
      expect(second.hashes['manifest.json']).not.toBe(first.hashes['manifest.json']);
      expect(second.hashes['Server-000.csv']).not.toBe(first.hashes['Server-000.csv']);
      expect(second.manifest.totals.nodes).toBe(first.manifest.totals.nodes);
    });

    it('writes the same tables whatever the number of events', async () => {
      const [first, second] = [await exportTo(), await exportTo({ events: 0 })];
      expect({ ...second.hashes, 'manifest.json': '' }).toEqual({ ...first.hashes, 'manifest.json': '' });
      expect(second.manifest).toEqual({ ...first.manifest, events: 0 });
    });

    it('puts no path, host or clock into the manifest', async () => {
      const { out, hashes } = await exportTo();
      const text = await readFile(join(out, 'manifest.json'), 'utf8');
      const now = new Date();
      for (const word of [out, '/tmp', process.cwd(), hostname(), now.toISOString().slice(0, 10)]) {
        expect(text).not.toContain(`"${word}`);
      }
      for (const { path } of filesOf(JSON.parse(text))) expect(path).toMatch(/^[\w-]+\.csv$/);
      expect(hashes['manifest.json']).toBe(createHash('sha256').update(text).digest('hex'));
    });
  });

  describe('on a machine of another place', () => {
    const before = { ...process.env };
    afterEach(() => {
      for (const name of ['TZ', 'LANG', 'LC_ALL']) {
        if (before[name] === undefined) delete process.env[name];
        else process.env[name] = before[name];
      }
    });

    it.each([
      ['Pacific/Kiritimati', 'de_DE.UTF-8'],
      ['America/St_Johns', 'tr_TR.UTF-8'],
      ['UTC', 'C'],
    ])('%s, %s, writes the same bytes', async (zone, language) => {
      const first = await exportTo({ ids: 'string' });
      process.env['TZ'] = zone;
      process.env['LANG'] = process.env['LC_ALL'] = language;
      expect((await exportTo({ ids: 'string' })).hashes).toEqual(first.hashes);
    });
  });

  it('reports progress from 0 to all rows', async () => {
    const heard: Progress[] = [];
    const { manifest } = await exportTo({ onProgress: (progress) => heard.push(progress) });
    const total = manifest.totals.nodes + manifest.totals.relationships;
    expect(heard[0]).toMatchObject({ step: 'export', completed: 0, total, unit: 'rows', done: false });
    expect(heard.at(-1)).toMatchObject({ step: 'export', completed: total, percentage: 100, done: true });
  });

  it('is not disturbed by a listener that throws', async () => {
    const onProgress = () => {
      throw new Error('broken bar');
    };
    expect((await exportTo({ onProgress })).hashes).toEqual(plain);
  });

  it('reports a folder that holds this export as up to date, and writes it again when a file differs or with force', async () => {
    const out = await makeTemporaryFolder();
    const exportAgain = () => exportGraph({ folder: out, scale: 60 });
    expect((await exportAgain()).upToDate).toBe(false);
    const again = await exportAgain();
    expect(again.upToDate).toBe(true);
    expect(again.manifest).toEqual(await readManifest({ folder: out }));
    expect((await exportGraph({ folder: out, scale: 60, force: true })).upToDate).toBe(false);

    await truncate(join(out, 'Server-000.csv'), 10);
    expect((await exportAgain()).upToDate).toBe(false);
    expect(await hashFolder(out)).toEqual(plain);
  });

  it.each([
    ['seed', { seed: 'x' }],
    ['scale', { scale: 61 }],
    ['as-of date', { asOf: '2026-01-02' }],
    ['form of ids', { ids: 'string' }],
    ['seed and scale', { scale: 61, seed: 'x' }],
    ['events', { events: 1 }],
    ['set of files', { parts: 2 }],
    ['set of files', { gzip: true }],
    ['set of files', { tables: ['Server'] }],
  ] as const)('replaces an export of another %s only with force', async (difference, other) => {
    const out = await makeTemporaryFolder();
    const options = { folder: out, scale: 60, ...other };
    await exportGraph({ folder: out, scale: 60 });
    await expect(exportGraph(options)).rejects.toMatchObject({
      code: 'export-exists',
      message: `${out} holds an export of 60 CIs (seed bulkgen, as of 2026-01-01, ids actual), which has another ${difference}`,
      hint: expect.stringContaining('--force. Nothing was changed.'),
    });
    expect(await hashFolder(out)).toEqual(plain);
    expect((await exportGraph({ ...options, force: true })).upToDate).toBe(false);
    expect((await exportGraph(options)).upToDate).toBe(true);
  });

  it('writes nothing where its files will not fit', async () => {
    const out = await makeTemporaryFolder();
    await expect(exportGraph({ folder: out, scale: 2 ** 40 })).rejects.toMatchObject({
      code: 'no-space',
      message: expect.stringMatching(/^Expected \d+\.\d TB of free space in .*, got \d+\.\d [GT]B$/),
    });
    expect(await readdir(out)).toEqual([]);
  });
});

async function readAll(path: string): Promise<(readonly string[])[]> {
  const rows: (readonly string[])[] = [];
  for await (const row of readRows(path)) rows.push(row);
  return rows;
}
