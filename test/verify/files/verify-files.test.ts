import { createHash } from 'node:crypto';
import { appendFile, mkdir, readFile, rename, rm, stat, symlink, truncate, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { inspect } from 'node:util';
import { gunzipSync, gzipSync } from 'node:zlib';
import { execa } from 'execa';
import { beforeEach, describe, expect, it } from 'vitest';
import { exportGraph } from '../../../src/export/export-graph.ts';
import { filesOf, type Manifest } from '../../../src/export/manifest.ts';
import { verifyFiles } from '../../../src/verify/files/verify-files.ts';
import { makeTemporaryFolder } from '../../setup/temporary-folder.ts';

/** Changes one byte of a file, keeping its size. */
async function flipByte(path: string, position: number): Promise<void> {
  const bytes = await readFile(path);
  bytes[position]! ^= 1;
  await writeFile(path, bytes);
}

describe('verifyFiles', () => {
  let folder: string;
  let manifest: Manifest;

  beforeEach(async () => {
    folder = await makeTemporaryFolder();
    ({ manifest } = await exportGraph({ folder, scale: 50 }));
  });

  it('returns the manifest of an intact export and reports the bytes it read', async () => {
    const seen: number[] = [];
    const verified = await verifyFiles({ folder, onProgress: ({ completed }) => seen.push(completed) });

    expect(verified).toEqual(manifest);
    expect(seen.at(-1)).toBe(manifest.totals.bytes);
  });

  it('refuses a part that links to a file outside the folder, without showing its content', async () => {
    const { path, bytes } = filesOf(manifest)[1]!;
    const outside = join(await makeTemporaryFolder(), 'secret');
    await writeFile(outside, 'root:x:0:0\n'.padEnd(bytes, 'x'));
    await rm(join(folder, path));
    await symlink(outside, join(folder, path));
    for (const depth of ['sizes', 'rows', 'regenerate'] as const) {
      const error = await verifyFiles({ folder, depth }).catch((thrown: unknown) => thrown);
      expect(error).toMatchObject({ code: 'file-unexpected', message: expect.stringContaining('got a link to') });
      expect(inspect(error)).not.toContain('root:x');
    }
  });

  it('refuses a pipe or a folder in place of a part instead of reading it', async () => {
    const { path } = filesOf(manifest)[1]!;
    for (const replace of [(file: string) => execa('mkfifo', [file]), (file: string) => mkdir(file)]) {
      await rm(join(folder, path));
      await replace(join(folder, path));
      await expect(verifyFiles({ folder })).rejects.toMatchObject({
        code: 'file-unreadable',
        message: `Could not read ${join(folder, path)}: it is a folder or a pipe, not a file`,
      });
      await rm(join(folder, path), { recursive: true });
      await writeFile(join(folder, path), '');
    }
  });

  it('follows a link to another file of the folder, and a link to the folder itself', async () => {
    const { path } = filesOf(manifest)[1]!;
    await rename(join(folder, path), join(folder, `.${path}`));
    await symlink(`.${path}`, join(folder, path));
    const link = join(await makeTemporaryFolder(), 'link');
    await symlink(folder, link);
    await expect(verifyFiles({ folder: link })).resolves.toEqual(manifest);
  });

  it('ignores README.md and dot files', async () => {
    await writeFile(join(folder, 'README.md'), 'mine');
    await writeFile(join(folder, '.keep'), '');

    await expect(verifyFiles({ folder })).resolves.toEqual(manifest);
  });

  it('names each file that is missing, shorter, longer or changed', async () => {
    for (const { path, bytes } of filesOf(manifest)) {
      const file = join(folder, path);
      await rename(file, `${folder}.kept`);
      await expect(verifyFiles({ folder })).rejects.toMatchObject({
        code: 'file-missing',
        message: expect.stringContaining(file),
      });
      await rename(`${folder}.kept`, file);

      const original = await readFile(file);
      await appendFile(file, '\n');
      await expect(verifyFiles({ folder })).rejects.toMatchObject({
        code: 'file-differs',
        message: expect.stringContaining(`Expected ${file} to have ${bytes} bytes, got \`${bytes + 1}\``),
      });
      await writeFile(file, original);
      if (bytes === 0) continue;

      await truncate(file, bytes - 1);
      await expect(verifyFiles({ folder })).rejects.toMatchObject({
        code: 'file-differs',
        message: expect.stringContaining(file),
      });
      await writeFile(file, original);

      await flipByte(file, bytes - 1);
      await expect(verifyFiles({ folder })).rejects.toMatchObject({
        code: 'file-differs',
        message: expect.stringContaining(file),
      });
      await writeFile(file, original);
    }
  });

  it('names the line and column of a changed header', async () => {
    const path = join(folder, 'Server-header.csv');
    await writeFile(path, (await readFile(path, 'utf8')).replace('cpuCores:int', 'cpucores:int'));

    await expect(verifyFiles({ folder })).rejects.toMatchObject({
      code: 'file-differs',
      message: expect.stringMatching(
        /Server-header\.csv, line 1, column \d+ to have `cpuCores:int`, got `cpucores:int`/,
      ),
    });
  });

  describe('with damaged rows', () => {
    const at = (file: string) => join(folder, file);
    const line = (text: string, number: number): string => text.split('\n')[number - 1]!;

    it.each([
      ['changed', (text: string) => text.replace(line(text, 7), `${line(text, 7).slice(0, -1)}#`), 7],
      ['cut off', (text: string) => text.slice(0, text.indexOf(line(text, 9)) + 3), 9],
      ['missing one in the middle', (text: string) => text.replace(`${line(text, 4)}\n`, ''), 4],
      ['followed by an extra row', (text: string) => `${text}50,pod-9999999\n`, 10],
    ])('names the line of rows that are %s', async (_, damage, number) => {
      const text = await readFile(at('Container-000.csv'), 'utf8');
      const count = text.split('\n').length - 1;
      await writeFile(at('Container-000.csv'), damage(text));
      const expected = number > count ? 'not exist but is `' : `be \`${line(text, number)}\` but is \``;
      await expect(verifyFiles({ folder })).rejects.toMatchObject({
        code: 'file-differs',
        message: expect.stringContaining(`; line ${Math.min(number, count + 1)} should ${expected}`),
      });
    });

    it('finds with regenerate a change that a manifest changed with it hides', async () => {
      const { manifest: other } = await exportGraph({ folder, scale: 50, seed: 'other', force: true });
      const path = at('DEPENDS_ON-000.csv');
      const text = (await readFile(path, 'utf8')).split('\n');
      const last = text.length - 2;
      text[last] = text[last]!.replace(/^(\d+),(\d+)/, '$2,$1');
      await writeFile(path, text.join('\n'));
      const sha256 = createHash('sha256').update(text.join('\n')).digest('hex');
      const hash = other.tables.find(({ name }) => name === 'DEPENDS_ON')!.parts[0]!.sha256;
      await writeFile(at('manifest.json'), JSON.stringify(other).replace(hash, sha256));

      await verifyFiles({ folder });
      await expect(verifyFiles({ folder, depth: 'regenerate' })).rejects.toMatchObject({
        code: 'file-differs',
        message: expect.stringContaining(`; line ${last + 1} should be`),
      });
    });

    it('misses changed bytes of the same size at depth sizes', async () => {
      await flipByte(at('Server-000.csv'), (await stat(at('Server-000.csv'))).size - 5);
      await verifyFiles({ folder, depth: 'sizes' });
      await expect(verifyFiles({ folder })).rejects.toMatchObject({ code: 'file-differs' });
    });

    it('reads compressed parts too', async () => {
      await exportGraph({ folder, scale: 50, gzip: true, force: true });
      await verifyFiles({ folder, depth: 'regenerate' });
      const path = at('Server-000.csv.gz');
      const text = gunzipSync(await readFile(path)).toString();
      await writeFile(path, gzipSync(text.replace('srv-0000003', 'srv-0000004')));
      await expect(verifyFiles({ folder })).rejects.toMatchObject({
        message: expect.stringContaining('; line 4 should be'),
      });
      await truncate(path, 40);
      await expect(verifyFiles({ folder })).rejects.toMatchObject({ code: 'file-differs', exitCode: 3 });
    });
  });

  it('names a file that the manifest does not list', async () => {
    await writeFile(join(folder, 'Server-001.csv'), '');
    await expect(verifyFiles({ folder })).rejects.toMatchObject({
      code: 'file-unexpected',
      message: expect.stringContaining('`Server-001.csv`'),
    });
  });

  it('reports a folder without a manifest', async () => {
    await rm(join(folder, 'manifest.json'));
    await expect(verifyFiles({ folder })).rejects.toMatchObject({
      code: 'no-manifest',
      message: expect.stringContaining(folder),
    });
  });

  it('stops reading when its signal fires', async () => {
    const controller = new AbortController();
    const onProgress = (): void => controller.abort();
    await expect(verifyFiles({ folder, signal: controller.signal, onProgress })).rejects.toMatchObject({
      code: 'interrupted',
    });
  });

  it('names an unreadable file', async () => {
    const path = join(folder, 'Server-000.csv');
    await rm(path);
    await mkdir(path);
    const { size } = await stat(path);
    const server = manifest.tables.find(({ name }) => name === 'Server')!;
    const difference = size - server.parts[0]!.bytes;
    const parts = [{ ...server.parts[0]!, bytes: size }];
    const changed = {
      ...manifest,
      totals: { ...manifest.totals, bytes: manifest.totals.bytes + difference },
      tables: manifest.tables.map((table) => (table === server ? { ...table, parts } : table)),
    };
    await writeFile(join(folder, 'manifest.json'), JSON.stringify(changed));

    await expect(verifyFiles({ folder })).rejects.toMatchObject({
      code: 'file-unreadable',
      exitCode: 1,
      message: expect.stringContaining(path),
    });
  });

  it('reports an export that was interrupted while it was moved into place', async () => {
    await mkdir(join(folder, '.bulkgen-export'));
    await writeFile(join(folder, '.bulkgen-export', 'manifest.json'), '{}');

    await expect(verifyFiles({ folder })).rejects.toMatchObject({
      code: 'no-manifest',
      hint: expect.stringContaining('bulkgen export'),
    });
  });
});
