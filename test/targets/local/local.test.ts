import { mkdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { openLocal } from '../../../src/targets/local/open.ts';
import { makeTemporaryFolder } from '../../setup/temporary-folder.ts';
import { layOut, makeEnvironment } from './layout.ts';

describe('the local target', () => {
  it('is opened without a change and knows its address and login', async () => {
    const env = await makeEnvironment();
    const home = await layOut({ settings: 'server.bolt.listen_address=:7688\n' });
    await mkdir(join(home, 'data', 'databases', 'system'), { recursive: true });
    const target = await openLocal({ env: { ...env, NEO4J_HOME: home, NEO4J_PASSWORD: 'secret' } });
    expect(target).toMatchObject({
      kind: 'local',
      version: '5.26.30',
      description: `local: Neo4j 5.26.30 in ${home}`,
      dataFolder: join(home, 'data'),
      keepsRunning: false,
      isOwn: false,
    });
    expect(await target.isRunning()).toBe(false);
    expect(await target.connection()).toEqual({
      uri: 'bolt://127.0.0.1:7688',
      username: 'neo4j',
      password: 'secret',
      database: 'neo4j',
    });
    expect(await target.files.exists(join(home, 'run', 'bulkgen'))).toBe(false);
  });

  it('uses the given URI, needs no login when login is off, and asks for a password once', async () => {
    const env = await makeEnvironment();
    const open = await layOut({ settings: 'dbms.security.auth_enabled=false\n' });
    const free = await openLocal({ home: open, env, uri: 'neo4j://db.example:7687' });
    expect(await free.connection()).toEqual({
      uri: 'neo4j://db.example:7687',
      username: 'neo4j',
      password: '',
      database: 'neo4j',
    });

    const home = await layOut();
    await mkdir(join(home, 'data', 'databases', 'system'), { recursive: true });
    let questions = 0;
    const askPassword = async (): Promise<string> => `answer ${++questions}`;
    const asking = await openLocal({ home, env, given: { askPassword } });
    for (const _ of [1, 2]) expect(await asking.connection()).toMatchObject({ password: 'answer 1' });
    const silent = await openLocal({ home, env });
    await expect(silent.connection()).rejects.toMatchObject({ code: 'no-password' });
  });

  it.each([
    ['no folder was named', {}, 'neo4j-missing', /Expected --neo4j-home or NEO4J_HOME, got neither/],
    [
      'the server does not speak Bolt',
      { settings: 'server.bolt.enabled=false\n' },
      'target-unusable',
      /to have Bolt enabled/,
    ],
    ['it has no password yet', { settings: '' }, 'target-unusable', /to have a password/],
  ])('is refused when %s', async (_what, { settings }: { settings?: string }, code, message) => {
    const home = settings === undefined ? undefined : await layOut({ settings });
    await expect(openLocal({ home, env: await makeEnvironment() })).rejects.toMatchObject({
      code,
      message: expect.stringMatching(message),
    });
  });

  it('is refused when its script cannot be run', async () => {
    const home = await layOut();
    await rm(join(home, 'bin', 'neo4j'));
    await writeFile(join(home, 'bin', 'neo4j'), '', { mode: 0o644 });
    await expect(openLocal({ home, env: await makeEnvironment() })).rejects.toMatchObject({
      code: 'target-unusable',
      message: expect.stringMatching(/bin\/neo4j to be executable for this user/),
    });
  });

  it('maps an existing folder only', async () => {
    const env = await makeEnvironment();
    const target = await openLocal({ home: await layOut({ settings: 'dbms.security.auth_enabled=false\n' }), env });
    const folder = await makeTemporaryFolder();
    await writeFile(join(folder, 'nodes.csv'), '');
    expect(await target.mapFolder(folder)).toBe(folder);
    await expect(target.mapFolder(join(folder, 'none'))).rejects.toMatchObject({ code: 'file-missing' });
  });
});
