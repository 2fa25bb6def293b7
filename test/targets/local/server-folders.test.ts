import { mkdir, symlink } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { describeInstallation } from '../../../src/targets/local/installation.ts';
import { readServerFolders, type ServerFolders } from '../../../src/targets/local/server-folders.ts';
import { layOut } from './layout.ts';

async function read(settings: string, home?: string): Promise<ServerFolders> {
  return readServerFolders({ ...(await describeInstallation(home ?? (await layOut()), {})), settings });
}

describe('the folders of a server', () => {
  it('are in its home when the settings name none', async () => {
    const home = await layOut();
    const [data, logs, run] = [join(home, 'data'), join(home, 'logs'), join(home, 'run')];
    const [transactions, plugins] = [join(data, 'transactions'), join(home, 'plugins')];
    expect(await read('', home)).toEqual({ data, transactions, plugins, logs, run, work: join(run, 'bulkgen') });
  });

  it('are those of the settings, from its home or from the root', async () => {
    const home = await layOut();
    const settings = 'server.directories.data=../stores\nserver.directories.run = /run/neo4j\n';
    expect(await read(settings, home)).toMatchObject({ data: join(dirname(home), 'stores'), run: '/run/neo4j' });
  });

  it('may have the transaction logs outside the data', async () => {
    const settings = 'server.directories.transaction.logs.root=/logs\n';
    expect(await read(settings)).toMatchObject({ transactions: '/logs' });
  });

  it.runIf(process.platform === 'linux')('are refused when the databases are on another file system', async () => {
    const home = await layOut();
    await mkdir(join(home, 'data'), { recursive: true });
    await symlink('/proc', join(home, 'data', 'databases'));
    await expect(read('', home)).rejects.toMatchObject({
      code: 'target-unusable',
      message: expect.stringMatching(/data\/databases to be on the same file system as .*data$/),
    });
  });
});
