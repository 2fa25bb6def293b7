import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { chown, mkdir, readdir, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { formatIdentity, identifyProcess } from '../../src/system/process-identity.ts';
import { withTemporaryFolder } from '../../src/system/temporary-folder.ts';
import { makeTemporaryFolder } from '../setup/temporary-folder.ts';

describe('withTemporaryFolder', () => {
  it('gives a private folder and removes it with its content, also after a failure', async () => {
    const parent = join(await makeTemporaryFolder(), 'made');
    const work = withTemporaryFolder(parent, async (folder) => {
      expect((await stat(folder)).mode & 0o777).toBe(0o700);
      await writeFile(join(folder, 'file'), 'x');
      throw new Error('work');
    });
    await expect(work).rejects.toThrow('work');
    expect(await readdir(parent)).toEqual([]);
  });

  it('removes folders of dead processes, and no others', async () => {
    const parent = await makeTemporaryFolder();
    await withTemporaryFolder(parent, async (folder) => {
      // A start time in hexadecimal that is not this process's.
      await mkdir(join(parent, `.tmp-${process.pid}-31-abandoned`));
      await mkdir(join(parent, '5.26.30'));
      await withTemporaryFolder(parent, async () => {});
      expect(await readdir(parent)).toEqual([folder.slice(parent.length + 1), '5.26.30']);
    });
  });

  it('ends a server that a dead process started in its folder', async () => {
    const parent = await makeTemporaryFolder();
    const run = join(parent, `.tmp-${process.pid}-31-abandoned`, 'homes', '5.26.30', 'run');
    await mkdir(run, { recursive: true });
    const server = spawn('sleep', ['60']);
    const ended = once(server, 'exit');
    await writeFile(join(run, 'server.process'), formatIdentity((await identifyProcess(server.pid!))!));
    await withTemporaryFolder(parent, async () => {});
    expect(await ended).toEqual([null, 'SIGKILL']);
    expect(await readdir(parent)).toEqual([]);
  });

  it.runIf(process.getuid?.() === 0)('leaves folders of other users in a shared folder', async () => {
    const parent = await makeTemporaryFolder();
    const other = join(parent, `.tmp-${process.pid}-31-abandoned`);
    await mkdir(other);
    await chown(other, 7474, 7474);
    await withTemporaryFolder(parent, async () => {});
    expect(await readdir(parent)).toHaveLength(1);
  });
});
