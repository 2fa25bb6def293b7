import { once } from 'node:events';
import { chmod, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { type AddressInfo, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { afterFile } from '../setup/after-file.ts';
import { makeTemporaryFolder } from '../setup/temporary-folder.ts';
import { makeTestHome } from '../setup/test-home.ts';
import { useCommandLine } from './support/command-line.ts';

describe('Ctrl-C', () => {
  let env: NodeJS.ProcessEnv;
  let folder: string;

  const { run, runJson } = useCommandLine(() => ({ folder, env }));

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'bulkgen interruption '));
    afterFile(() => rm(folder, { recursive: true, force: true }));
    env = { ...(await makeTestHome()), NO_COLOR: '1' };
    for (const name of Object.keys(env)) if (name.startsWith('NEO4J_')) delete env[name];
    await run(['export', '--scale', '20']);
  });

  /** Interrupts the command when the step begins. Returns the error that the command reports. */
  async function interrupt(step: string, args: readonly string[], given: NodeJS.ProcessEnv = env) {
    const child = run([...args, '--progress', 'json'], { env: given });
    let seen = '';
    let isSent = false;
    child.stderr!.on('data', (chunk) => {
      seen += chunk;
      if (isSent || !seen.includes(`"step":"${step}"`)) return;
      isSent = true;
      child.kill('SIGINT');
    });
    const { exitCode, stderr } = await child;
    expect({ exitCode, isSent, stderr }).toMatchObject({ exitCode: 130, isSent: true });
    return JSON.parse(`${stderr}`.trim().split('\n').at(-1)!).error;
  }

  it.each(['neo4j start', 'import --target embedded', 'demo --target embedded'])(
    'during the download by `%s` says that no server was started',
    async (command) => {
      const tools = join(await makeTemporaryFolder(), 'bin');
      await mkdir(tools);
      await writeFile(join(tools, 'mvn'), '#!/bin/sh\nexec sleep 600\n');
      await chmod(join(tools, 'mvn'), 0o755);
      const path = `${tools}${delimiter}${env['PATH']}`;
      const unprepared = { ...env, BULKGEN_HOME: await makeTemporaryFolder(), PATH: path };
      expect(await interrupt('provision-download', command.split(' '), unprepared)).toMatchObject({
        message: 'Interrupted before the work was done',
        hint: 'No server was started, and no database was changed. The next run uses what is downloaded already.',
      });
    },
  );

  it('during the restore of `demo` says that the database is the one from before', async () => {
    const { hint } = await interrupt('import', ['demo', '--target', 'embedded']);
    expect(hint).toBe('Nothing was changed: the database from before is in place.');
  });

  it.each(['load --scale 20', 'load --scale 20 --clear --force', 'verify --database', 'schema show'])(
    'ends `%s` while a server accepts connections but never answers',
    async (command) => {
      const silent = createServer();
      silent.listen(0, '127.0.0.1');
      await once(silent, 'listening');
      const { port } = silent.address() as AddressInfo;
      const child = run([...command.split(' '), '--uri', `bolt://127.0.0.1:${port}`], {
        env: { ...env, NEO4J_PASSWORD: 'x' },
      });
      await once(silent, 'connection');
      child.kill('SIGINT');
      expect(await child).toMatchObject({ exitCode: 130 });
      silent.close();
    },
  );

  it('during the start of the server says that it is stopped', async () => {
    const { hint } = await interrupt('start', ['neo4j', 'start']);
    expect(hint).toMatch(/^Neo4j 5\.26\.\d+ is stopped\.$/);
    expect(await runJson('neo4j', 'status')).toMatchObject({ running: false });
  });

  it('during the creation of a snapshot says which snapshot exists', async () => {
    const create = ['snapshot', 'create', 'mine', '--scale', '30000', '--recipe', '--out', 'mine.tar.zst'];
    expect(await interrupt('export', create)).toMatchObject({ hint: 'Nothing was changed: no snapshot was created.' });
    await run(['snapshot', 'create', 'mine', '--from', 'import', '--recipe', '--out', 'mine.tar.zst']);
    const { hint } = await interrupt('export', [...create, '--force']);
    expect(hint).toMatch(/^Nothing was changed: \/.*\/mine\.tar\.zst is the snapshot from before\.$/);
    expect(await run(['snapshot', 'verify', 'mine.tar.zst'])).toMatchObject({ exitCode: 0 });
  });
});
