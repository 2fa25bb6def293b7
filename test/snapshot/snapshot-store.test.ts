import { mkdir, readdir, stat, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { execa } from 'execa';
import { describe, expect, it } from 'vitest';
import { BulkgenError } from '../../src/errors.ts';
import { exportGraph } from '../../src/export/export-graph.ts';
import { createSnapshot } from '../../src/snapshot/create-snapshot.ts';
import { listSnapshots } from '../../src/snapshot/list-snapshots.ts';
import { readRestorable } from '../../src/snapshot/read-restorable.ts';
import { readSnapshotManifest } from '../../src/snapshot/read-snapshot.ts';
import { removeSnapshot } from '../../src/snapshot/remove-snapshot.ts';
import { findSnapshot, placeSnapshot, suppliedSnapshots } from '../../src/snapshot/snapshot-store.ts';
import { makeTemporaryFolder } from '../setup/temporary-folder.ts';

async function makeRecipe(folder: string, name: string): Promise<string> {
  const csv = join(folder, 'csv');
  await exportGraph({ folder: csv, scale: 20 });
  const path = join(folder, `${name}.tar.zst`);
  await createSnapshot({ snapshot: path, content: { kind: 'export', folder: csv, holds: 'recipe' } });
  return path;
}

describe('snapshots', () => {
  it.each(['', '.', '..', 'a/../b c', '-rf', 'ä', 'a'.repeat(65)])('cannot be named `%s`', (name) => {
    if (name.includes('/')) return expect(placeSnapshot(name)).not.toContain('..');
    return expect(() => placeSnapshot(name)).toThrow(expect.objectContaining({ code: 'invalid-option' }));
  });

  it('are found by path, by name in the folder of this user, or among those that come with bulkgen', async () => {
    const env = { BULKGEN_HOME: await makeTemporaryFolder() };
    const own = join(env.BULKGEN_HOME, 'snapshots');
    expect(findSnapshot('mine', env)).toBe(join(own, 'mine.tar.zst'));
    expect(findSnapshot('/x/mine.tar.zst', env)).toBe('/x/mine.tar.zst');
    expect(findSnapshot('demo-small', env)).toBe(join(suppliedSnapshots, 'demo-small.tar.zst'));
    await mkdir(own);
    await writeFile(join(own, 'demo-small.tar.zst'), '');
    expect(findSnapshot('demo-small', env)).toBe(join(own, 'demo-small.tar.zst'));
  });

  it('are suggested for a name with a typing error', async () => {
    const hint = 'Name a file, or a snapshot that `bulkgen snapshot list` shows.';
    await expect(readSnapshotManifest({ snapshot: 'demo-smal' })).rejects.toMatchObject({
      code: 'snapshot-missing',
      hint: `Did you mean \`demo-small\`? ${hint}`,
    });
    await expect(readSnapshotManifest({ snapshot: 'something' })).rejects.toMatchObject({ hint });
    await expect(readSnapshotManifest({ snapshot: '/x/demo-smal.tar.zst' })).rejects.toMatchObject({ hint });
  });

  it('are readable for this user only, with the folder that bulkgen creates for them', async () => {
    const folder = await makeTemporaryFolder();
    const csv = join(folder, 'csv');
    await exportGraph({ folder: csv, scale: 20 });
    const path = join(folder, 'data/snapshots/a.tar.zst');
    const before = process.umask(0o000);
    try {
      await createSnapshot({ snapshot: path, content: { kind: 'export', folder: csv, holds: 'recipe' } });
    } finally {
      process.umask(before);
    }
    const modes = [path, join(folder, 'data/snapshots'), join(folder, 'data')].map(
      async (place) => (await stat(place)).mode & 0o777,
    );
    expect(await Promise.all(modes)).toEqual([0o600, 0o700, 0o700]);
  });

  it('are listed with their content, or with the fault when they cannot be read', async () => {
    const folder = await makeTemporaryFolder();
    await makeRecipe(folder, 'b');
    await writeFile(join(folder, 'a.tar.zst'), 'not an archive');
    await writeFile(join(folder, 'other.txt'), '');
    await symlink(join(folder, 'none'), join(folder, 'c.tar.zst'));
    expect(await listSnapshots({ folder })).toMatchObject([
      { name: 'a', fault: expect.stringContaining('a.tar.zst is damaged') },
      { name: 'b', manifest: { name: 'b', export: { scale: 20 } } },
      { name: 'c', fault: expect.stringMatching(/^There is no snapshot .*c\.tar\.zst$/) },
    ]);
    await expect(listSnapshots({ folder: join(folder, 'none') })).rejects.toMatchObject({ code: 'snapshot-missing' });
  });

  it('are listed, and cannot be removed, when they come with bulkgen', async () => {
    const env = { BULKGEN_HOME: await makeTemporaryFolder() };
    const names = (await listSnapshots({ env })).map(({ name }) => name);
    expect(names).toEqual(['demo-enterprise', 'demo-large', 'demo-medium', 'demo-small']);
    await expect(removeSnapshot({ snapshot: 'demo-small', env })).rejects.toMatchObject({
      code: 'snapshot-missing',
      message: 'demo-small comes with bulkgen and cannot be removed',
    });
  });

  it('must be files, and no other file can be removed as one', async () => {
    const folder = await makeTemporaryFolder();
    const pipe = join(folder, 'pipe.tar.zst');
    await execa('mkfifo', [pipe]);
    for (const path of [pipe, folder]) {
      for (const read of [() => readSnapshotManifest({ snapshot: path }), () => readRestorable(path)]) {
        await expect(read()).rejects.toMatchObject({
          code: 'snapshot-missing',
          message: `The snapshot ${path} is not a file`,
        });
      }
    }
    const other = join(folder, 'notes.txt');
    await writeFile(other, 'x');
    await expect(removeSnapshot({ snapshot: other })).rejects.toMatchObject({ code: 'invalid-option' });
    expect(await readdir(folder)).toContain('notes.txt');
  });

  it('are created, and removed, by their name among those of this user or by their file', async () => {
    const folder = await makeTemporaryFolder();
    const csv = join(folder, 'csv');
    await exportGraph({ folder: csv, scale: 20 });
    const content = { kind: 'export', folder: csv, holds: 'recipe' } as const;
    const env = { BULKGEN_HOME: join(folder, 'home') };
    const own = await createSnapshot({ snapshot: 'mine', content, env });
    expect(own).toMatchObject({ path: join(folder, 'home/snapshots/mine.tar.zst'), manifest: { name: 'mine' } });
    const file = join(folder, 'shop.tar.zst');
    expect(await createSnapshot({ snapshot: file, content })).toMatchObject({ manifest: { name: 'shop' } });
    expect(await removeSnapshot({ snapshot: 'mine', env })).toBe(own.path);
    await expect(removeSnapshot({ snapshot: 'mine', env })).rejects.toThrow(`There is no snapshot ${own.path}`);
    expect(await removeSnapshot({ snapshot: file })).toBe(file);
    expect(await readdir(folder)).toEqual(['csv', 'home']);
  });

  it('are not created under a name that could not be found again', async () => {
    const content = { kind: 'export', folder: 'csv', holds: 'recipe' } as const;
    for (const [snapshot, message] of [
      ['./shop', expect.stringMatching(/^Expected the name of a snapshot to end with \.tar\.zst, got `.*shop`$/)],
      ['./-x.tar.zst', 'Expected a name of letters, digits, dots, dashes and underscores, got `-x`'],
    ] as const) {
      await expect(createSnapshot({ snapshot, content })).rejects.toMatchObject({ code: 'invalid-option', message });
    }
  });

  it('are replaced only with `force`', async () => {
    const folder = await makeTemporaryFolder();
    const path = await makeRecipe(folder, 'a');
    const content = { kind: 'export', folder: join(folder, 'csv'), holds: 'recipe' } as const;
    await expect(createSnapshot({ snapshot: path, content })).rejects.toMatchObject({ code: 'snapshot-exists' });
    await createSnapshot({ snapshot: path, name: 'b', content, force: true });
    expect((await readSnapshotManifest({ snapshot: path })).name).toBe('b');
  });

  it('are reported missing when they do not exist', async () => {
    const path = join(await makeTemporaryFolder(), 'a.tar.zst');
    await expect(readSnapshotManifest({ snapshot: path })).rejects.toMatchObject({ code: 'snapshot-missing' });
    await expect(removeSnapshot({ snapshot: path })).rejects.toMatchObject({ code: 'snapshot-missing' });
  });

  it('leave no file when their creation is interrupted', async () => {
    const folder = await makeTemporaryFolder();
    await makeRecipe(folder, 'a');
    const content = { kind: 'export', folder: join(folder, 'csv'), holds: 'recipe' } as const;
    const controller = new AbortController();
    const path = join(folder, 'b.tar.zst');
    const onProgress = ({ step }: { readonly step: string }): void => {
      if (step === 'pack') controller.abort(new BulkgenError('interrupted', 'Interrupted'));
    };
    const { signal } = controller;
    await expect(createSnapshot({ snapshot: path, content, signal, onProgress })).rejects.toMatchObject({
      code: 'interrupted',
    });
    expect(await readdir(folder)).toEqual(['a.tar.zst', 'csv']);
  });

  it('are not created from an export with a changed file', async () => {
    const folder = await makeTemporaryFolder();
    await makeRecipe(folder, 'a');
    await writeFile(join(folder, 'csv', 'Server-000.csv'), 'x');
    const content = { kind: 'export', folder: join(folder, 'csv'), holds: 'recipe' } as const;
    await expect(createSnapshot({ snapshot: join(folder, 'b.tar.zst'), content })).rejects.toMatchObject({
      code: 'file-differs',
    });
  });
});
