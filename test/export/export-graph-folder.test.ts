import { mkdir, readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { BulkgenError } from '../../src/errors.ts';
import { type ExportOptions, exportGraph } from '../../src/export/export-graph.ts';
import { identity } from '../../src/model/column/identity.ts';
import { defineNode } from '../../src/model/definition.ts';
import type { Model } from '../../src/model/model.ts';
import { author, library } from '../model/library.ts';
import { makeTemporaryFolder } from '../setup/temporary-folder.ts';
import { hashFolder } from './folder-content.ts';

/** A library whose second table breaks off in the middle, when the first is already written. */
const broken: Model = {
  ...library,
  relationships: [],
  nodes: [
    author,
    defineNode({
      label: 'Book',
      id: { prefix: 'book', digits: 1 },
      columns: { id: identity() },
      count: () => 5_000,
      rows: () => (ordinal, cell) => {
        if (ordinal === 3_001) throw new RangeError('no such row'); // the check of the model does not look at this one
        cell.id(ordinal);
      },
    }),
  ],
};

async function exportLibrary() {
  const out = await makeTemporaryFolder();
  await exportGraph({ folder: out, model: library, scale: 9 });
  return { out, hashes: await hashFolder(out) };
}

describe('exportGraph', () => {
  describe('into a folder that is in use', () => {
    it('replaces an earlier export as a whole, and keeps README.md and dot files', async () => {
      const out = await makeTemporaryFolder();
      await exportGraph({ folder: out, scale: 12 });
      await writeFile(join(out, 'README.md'), 'What this is');
      await writeFile(join(out, '.gitkeep'), '');
      await exportGraph({ folder: out, model: library, scale: 9, force: true });
      const { 'README.md': readme, '.gitkeep': keep, ...rest } = await hashFolder(out);
      expect([readme, keep].every((hash) => hash !== undefined)).toBe(true);
      expect(rest).toEqual((await exportLibrary()).hashes);
    });

    it.each<[string, (out: string) => Promise<unknown>]>([
      ['a foreign file', (out) => writeFile(join(out, 'thesis.txt'), 'mine')],
      ['a foreign folder', (out) => mkdir(join(out, 'photos'))],
      ['a manifest of something else', (out) => writeFile(join(out, 'manifest.json'), '{"name": "app"}')],
      [
        'an export and a file more',
        async (out) => {
          await exportGraph({ folder: out, model: library, scale: 9 });
          await writeFile(join(out, 'notes.csv'), 'mine');
        },
      ],
    ])('refuses %s and leaves everything untouched', async (_, fill) => {
      const out = await makeTemporaryFolder();
      await fill(out);
      const before = await hashFolder(out);
      await expect(exportGraph({ folder: out, model: library, scale: 9 })).rejects.toMatchObject({
        code: 'foreign-folder',
        message: expect.stringMatching(/^Expected .* found `(thesis\.txt|photos|manifest\.json|notes\.csv)`$/),
        hint: expect.stringContaining('Nothing was changed'),
      });
      expect(await hashFolder(out)).toEqual(before);
    });
  });

  describe('that fails', () => {
    it.each<[string, Omit<ExportOptions, 'folder'>, unknown]>([
      ['at the first progress', {}, { code: 'interrupted' }],
      ['in a row in the middle', { model: broken }, { message: 'no such row' }],
    ])('%s leaves the earlier export and no trace', async (_, options, error) => {
      const { out, hashes } = await exportLibrary();
      const abort = new AbortController();
      const onProgress = () => abort.abort();
      const { signal } = abort;
      const given = options.model ? options : { signal, onProgress };
      const failing = exportGraph({ folder: out, scale: 1_000, force: true, ...given });
      await expect(failing).rejects.toMatchObject(error as object);
      expect(await hashFolder(out)).toEqual(hashes);
      expect((await readdir(out)).filter((name) => name.startsWith('.'))).toEqual([]);
    });

    it('in an empty folder leaves it empty', async () => {
      const out = await makeTemporaryFolder();
      await expect(exportGraph({ folder: out, model: broken })).rejects.toThrow('no such row');
      expect(await readdir(out)).toEqual([]);
    });

    it('by a signal throws its reason', async () => {
      const reason = new BulkgenError('terminated', 'Terminated');
      const out = await makeTemporaryFolder();
      await expect(exportGraph({ folder: out, signal: AbortSignal.abort(reason) })).rejects.toBe(reason);
    });

    it('by a signal stops in the middle, however much there is to do', async () => {
      const out = await makeTemporaryFolder();
      const abort = new AbortController();
      const onProgress = () => abort.abort();
      const options = { folder: out, scale: 2 ** 24, signal: abort.signal, onProgress };
      await expect(exportGraph(options)).rejects.toMatchObject({ code: 'interrupted' });
      expect(await readdir(out)).toEqual([]);
    });

    it('can be done again at once', async () => {
      const out = await makeTemporaryFolder();
      await expect(exportGraph({ folder: out, model: broken })).rejects.toThrow();
      await exportGraph({ folder: out, model: library, scale: 9 });
      expect(await hashFolder(out)).toEqual((await exportLibrary()).hashes);
    });
  });

  it('removes what a dead export left and then exports', async () => {
    const { out, hashes } = await exportLibrary();
    const dead = join(out, '.bulkgen-export');
    await mkdir(dead);
    await writeFile(join(dead, 'Author-000.csv'), '1,aut-00');
    await writeFile(join(dead, 'owner'), String(2 ** 30));
    await exportGraph({ folder: out, model: library, scale: 9 });
    expect(await hashFolder(out)).toEqual(hashes);
  });
});
