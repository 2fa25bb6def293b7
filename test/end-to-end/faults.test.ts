import { appendFile, readdir, readFile, writeFile } from 'node:fs/promises';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { execa } from 'execa';
import { describe, expect, it } from 'vitest';
import { makeTestHome } from '../setup/test-home.ts';
import {
  describeCare,
  describeDiskFaults,
  describeImportFaults,
  describeInterruptions,
  listSteps,
} from './support/describe-faults.ts';
import { makeFakeJava } from './support/fake-java.ts';
import { createFaults, type Machine } from './support/fault-suite.ts';
import { putInMemory } from './support/memory-disk.ts';
import { openWithoutApoc } from './support/open-without-apoc.ts';

async function makeMachine(): Promise<Machine> {
  const env = await makeTestHome();
  const target = await openWithoutApoc({ env });
  const { home } = target;
  const mount = process.getuid?.() === 0 ? home.data : undefined;
  if (mount) await putInMemory(mount, '2g');
  await target.start();
  return {
    kind: 'embedded',
    ...{ target, env, mount },
    place: { version: target.version },
    options: ['--target', 'embedded'],
    password: (await target.connection()).password,
    async readLogs() {
      const names = await readdir(home.logs);
      return (await Promise.all(names.map((name) => readFile(join(home.logs, name), 'utf8')))).join('');
    },
    withAdmin: async (answer) => ({ ...env, JAVA_HOME: await makeFakeJava('neo4j-admin', answer) }),
    async expectNoTrace() {
      expect(await readdir(home.data)).not.toContain('.bulkgen');
      expect((await readdir(home.run)).filter((name) => /lock|admin-/.test(name))).toEqual([]);
      const { stdout } = await execa('ps', ['-eo', 'args']);
      expect(stdout.split('\n').filter((line) => line.includes('AdminTool') && line.includes(home.folder))).toEqual([]);
    },
  };
}

const faults = createFaults(makeMachine);

describe('an import into an embedded server', () => {
  faults.useMachine();
  const { machine, expectFault, command } = faults;
  const home = () => (machine().target as Awaited<ReturnType<typeof openWithoutApoc>>).home;

  const killed = listSteps();
  const interrupted = killed.filter((step) => step !== 'events' && step !== 'schema'); // which are undone as `verify` is
  const resumed = ['import', 'settle']; // the others are undone as with `bulkgen recover`
  describeInterruptions('embedded', faults, { killed, interrupted, resumed, kills: 1 });
  describeDiskFaults('embedded', faults);
  describeImportFaults('embedded', faults);
  describeCare('embedded', faults);

  it('restores the previous store when it cannot start after the swap, and runs once its settings are fixed', async () => {
    const settings = await readFile(home().settings, 'utf8');
    await expectFault(
      'start fails after the swap: bad config',
      { step: 'start', script: `echo no.such_setting=1 >> '${home().settings}'` },
      {
        graph: 'before',
        exitCode: 1,
        sentence: /setting.*\. Then bulkgen could not restore the previous store and server: .*setting/,
      },
      async () => {
        await writeFile(home().settings, settings);
        expect(await command('recover')).toMatchObject({ exitCode: 0, result: { outcome: 'undone', step: 'start' } });
      },
    );
  });

  it('restores the previous store when Bolt never comes up', async () => {
    const flag = join(home().folder, 'hung');
    const java = await makeFakeJava('server', `[ -e '${flag}' ] || { touch '${flag}'; exec sleep 1000; }`);
    await expectFault(
      'Bolt never comes up',
      { env: { ...machine().env, JAVA_HOME: java }, timeout: 15 },
      { graph: 'before', exitCode: 1, sentence: /`start` took longer than the 15 seconds/ },
    );
  });

  it('restores the previous store when the password is wrong after the import', async () => {
    const password = await readFile(home().password, 'utf8');
    await expectFault(
      'password wrong after the import',
      { step: 'start', script: `echo wrong-password > '${home().password}'` },
      { graph: 'before', exitCode: 1, sentence: /refused the password of user `neo4j`/ },
      () => writeFile(home().password, password),
    );
  });

  it('survives an importer that keeps running after a kill -9 of bulkgen, which the recovery ends', async () => {
    const env = await machine().withAdmin('exec sleep 1000');
    const killed = `( sleep 2; kill -9 "$0" ) > /dev/null 2>&1 &`;
    await expectFault(
      'kill -9 while neo4j-admin is at work',
      { env, step: 'import', script: killed },
      { graph: 'before' },
      async () => {
        expect(await command('recover')).toMatchObject({ exitCode: 0, result: { outcome: 'undone' } });
      },
    );
  });

  it('ignores the lock of a process that died, and comes up at another port when its port is taken after the swap', async () => {
    const lock = home().importLock;
    await appendFile(lock, `${process.pid} 1\n${hostname()}\n`); // this process, with another start time
    const port = new URL((await machine().target.connection()).uri).port;
    const listen = `require('net').createServer().listen(${port}, '127.0.0.1'); setTimeout(process.exit, 20000)`;
    await expectFault(
      'port taken after the swap',
      { step: 'start', script: `'${process.execPath}' -e "${listen}" > /dev/null 2>&1 & sleep 1` },
      { graph: 'new', exitCode: 0 },
    );
    expect(new URL((await machine().target.connection()).uri).port).not.toBe(port);
    faults.note('a lock that a dead process left', 'exit 0: the new graph');
  });

  it('has the outcomes of the golden file', () => faults.expectTable());
});
