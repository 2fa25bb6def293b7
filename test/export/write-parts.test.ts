import { createHash } from 'node:crypto';
import { mkdir, mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createGraph } from '../../src/export/create-graph.ts';
import { type ExportOptions, exportGraph } from '../../src/export/export-graph.ts';
import { filesOf, type Manifest } from '../../src/export/manifest.ts';
import { type PartPlace, planExport } from '../../src/export/plan.ts';
import { describePlan, type PlanSettings } from '../../src/export/plan-settings.ts';
import { readContent } from '../../src/export/read-content.ts';
import { type JobRunner, startThread } from '../../src/threads/thread.ts';
import { makeTemporaryFolder } from '../setup/temporary-folder.ts';

const scale = 3_000;

/** One hash of each table's rows, whatever the number of its files. */
async function hashTables(folder: string, { tables }: Manifest): Promise<Readonly<Record<string, string>>> {
  const hashes: Record<string, string> = {};
  for (const { name, header, parts } of tables) {
    const hash = createHash('sha256');
    for (const { path } of [header, ...parts]) {
      for await (const piece of readContent(join(folder, path))) hash.update(piece);
    }
    hashes[name] = hash.digest('hex');
  }
  return hashes;
}

describe('an export', () => {
  let folder: string;
  let plain: Readonly<Record<string, string>>;

  async function exportTables(options: Omit<ExportOptions, 'folder'>) {
    const out = await mkdtemp(join(folder, 'out-'));
    const { manifest } = await exportGraph({ folder: out, scale, ...options });
    return { manifest, out, hashes: await hashTables(out, manifest) };
  }

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'bulkgen-parts-'));
    plain = (await exportTables({ workers: 1, parts: 1 })).hashes;
  });
  afterAll(() => rm(folder, { recursive: true }));

  it.each([
    { workers: 2, parts: 1 },
    { workers: 1, parts: 5 },
    { workers: 2, parts: 5, gzip: true },
    { workers: 7, parts: 2, gzip: true },
    { workers: 'auto', parts: 'auto' },
  ] as const)('has the same rows with %o', async (options) => {
    expect((await exportTables(options)).hashes).toEqual(plain);
  });

  it('has the same manifest with any number of workers, compressed or not but for the names', async () => {
    const { manifest } = await exportTables({ workers: 1, parts: 2 });
    expect((await exportTables({ workers: 3, parts: 2 })).manifest).toEqual(manifest);
    const { manifest: packed } = await exportTables({ workers: 3, parts: 2, gzip: true });
    expect(JSON.parse(JSON.stringify(packed).replaceAll('.csv.gz', '.csv'))).toEqual(manifest);
    expect(filesOf(packed).filter(({ path }) => path.endsWith('.gz'))).toHaveLength(2 * packed.tables.length);
  });

  it.each([0, -1, 1.5, 257])('refuses %d workers', async (workers) => {
    await expect(exportTables({ workers })).rejects.toMatchObject({ code: 'invalid-option' });
  });

  it('leaves nothing when it is interrupted in its workers', async () => {
    const out = await mkdtemp(join(folder, 'out-'));
    const controller = new AbortController();
    const reason = new Error('enough');
    const done = exportGraph({
      folder: out,
      scale: 200_000,
      workers: 2,
      signal: controller.signal,
      onProgress: ({ completed }) => completed > 0 && controller.abort(reason),
    });
    await expect(done).rejects.toMatchObject({ code: 'interrupted', cause: reason });
    expect(await readdir(out)).toEqual([]);
  });
});

describe('a writer', () => {
  const plan = planExport(createGraph({ scale: 60 }), { ids: 'actual' });
  const place = { table: 3, part: 0 };

  async function startWriter(
    settings: PlanSettings,
  ): Promise<{ folder: string; writer: JobRunner<PartPlace, unknown> }> {
    const folder = await makeTemporaryFolder();
    const exporting = new URL('../../src/export/write-parts.ts', import.meta.url).href;
    const writer = startThread<PartPlace, unknown>(exporting, 'write-worker', {
      settings: { plan: settings, folder },
      onAdvance: () => {},
    });
    return { folder, writer };
  }

  it('hands on why a part could not be written', async () => {
    const { folder, writer } = await startWriter(describePlan(plan)!);
    await mkdir(join(folder, plan.tables[3]!.parts[0]!.path));
    await expect(writer.run(place)).rejects.toMatchObject({
      code: 'write-failed',
      message: expect.stringContaining('EEXIST'),
    });
    await writer.end();
  });

  it('that ends before its part is written is an error', async () => {
    const settings = describePlan(plan)!;
    const { writer } = await startWriter({ ...settings, graph: { ...settings.graph, model: 'no-such-model' } });
    await expect(writer.run(place)).rejects.toMatchObject({ code: 'worker-failed' });
    await writer.end();
  });
});
