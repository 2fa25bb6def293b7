import { chown, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { execa } from 'execa';
import { describe, expect, it } from 'vitest';
import { openDocker } from '../../src/targets/docker/open.ts';
import { createContainer, docker, expectNoTraceInFolder } from '../end-to-end/support/container.ts';
import { describeCare, describeDiskFaults, describeInterruptions } from '../end-to-end/support/describe-faults.ts';
import { useDocker } from '../end-to-end/support/docker-daemon.ts';
import { makeFakeDocker } from '../end-to-end/support/fake-docker.ts';
import { createFaults, type Machine } from '../end-to-end/support/fault-suite.ts';
import { afterFile } from '../setup/after-file.ts';

const image = useDocker();
const password = 'secret-estate';
const user = 7474; // the image runs Neo4j as this user

/** A container with its data on a small file system and its password in a file, so that tests can fill and change them. */
async function makeMachine(): Promise<Machine> {
  const folder = await mkdtemp(join(tmpdir(), 'bulkgen-faults-'));
  const mount = join(folder, 'data');
  await execa('mkdir', [mount]);
  await execa('mount', ['-t', 'tmpfs', '-o', 'size=2g', 'bulkgen-test', mount]);
  afterFile(async () => {
    await execa('umount', ['--lazy', mount]);
    await rm(folder, { recursive: true, force: true });
  });
  await chown(mount, user, user);
  const passwordFile = join(folder, 'password');
  await writeFile(passwordFile, password);
  // Set once here, because a container that is created with a password sets it at each start.
  const admin = ['neo4j-admin', 'dbms', 'set-initial-password', password];
  await docker('run', '--rm', '--network', 'none', '--volume', `${mount}:/data`, image, ...admin);
  const name = await createContainer({ image, auth: '', options: ['--volume', `${mount}:/data`] });
  await docker('start', name);
  const env = { ...process.env, NEO4J_PASSWORD_FILE: passwordFile };
  return {
    kind: 'docker',
    target: await openDocker({ container: name, env }),
    env,
    mount,
    password,
    place: { container: name },
    options: ['--container', name],
    readLogs: async () => (await execa('docker', ['logs', name], { all: true })).all,
    async withAdmin(answer) {
      const fake = await makeFakeDocker({ exec: answer });
      return { ...env, PATH: `${fake}:${process.env['PATH']}` };
    },
    expectNoTrace: () => expectNoTraceInFolder(mount),
  };
}

describe.skipIf(!image)('an import into a container', () => {
  const faults = createFaults(makeMachine);
  faults.useMachine();
  const { machine, expectFault, run, command, expectSentence } = faults;

  // The steps, the journal and the undo are the same code for every target, and the embedded suite interrupts every step. Here is
  // one step of each state of the two containers: the import container is there, the server is stopped, its stores are swapped,
  // it runs on the new store, and it is done. Faults that end an import before src/targets/docker has a part in it are not here.
  const killed = ['import', 'swap', 'start', 'verify', 'settle'];
  describeInterruptions('docker', faults, { killed, interrupted: ['import'], resumed: ['import'], kills: 1 });
  describeDiskFaults('docker', faults);
  describeCare('docker', faults);

  it('ends the import container when neo4j-admin takes too long', async () => {
    const env = await machine().withAdmin('exec sleep 1000');
    const sentence = /`import` took longer than the 3 seconds/;
    await expectFault('neo4j-admin hangs', { env, timeout: 3 }, { graph: 'before', exitCode: 1, sentence });
  });

  it('restores the previous store when Docker cannot start the container after the swap', async () => {
    const flag = join(machine().mount!, '..', 'refused');
    const words =
      'Error response from daemon: driver failed programming external connectivity: port is already allocated';
    const fake = await makeFakeDocker({
      start: `[ -e '${flag}' ] || { touch '${flag}'; echo "${words}" >&2; exit 1; }`,
    });
    await expectFault(
      'start fails after the swap: port taken',
      { env: { ...machine().env, PATH: `${fake}:${process.env['PATH']}` } },
      { graph: 'before', exitCode: 1, sentence: /could not start container .*port is already allocated/ },
    );
  });

  it('restores the previous store when the settings are wrong after the swap, and runs once they are fixed', async () => {
    const { container } = machine().place;
    const settings = `${container}:/var/lib/neo4j/conf/neo4j.conf`;
    const [good, bad] = ['good', 'bad'].map((name) => join(machine().mount!, '..', name));
    const spoil = `docker cp '${settings}' '${good}' && cp '${good}' '${bad}' && echo no.such_setting=1 >> '${bad}' && docker cp '${bad}' '${settings}'`;
    await expectFault(
      'start fails after the swap: bad config',
      { step: 'start', script: `( ${spoil} ) > /dev/null 2>&1` },
      {
        graph: 'before',
        exitCode: 1,
        sentence: /setting.*\. Then bulkgen could not restore the previous store and server: .*setting/,
      },
      async () => {
        await docker('cp', good!, settings);
        expect(await command('recover')).toMatchObject({ exitCode: 0, result: { outcome: 'undone', step: 'start' } });
      },
    );
  });

  it('restores the previous store when Bolt never answers', async () => {
    const { container } = machine().place;
    const isUp = `[ "$(docker inspect --format '{{.State.Running}}' '${container}')" = true ]`;
    const freeze = `until ${isUp}; do sleep 0.1; done; docker pause '${container}'`; // `docker stop` resumes it
    await expectFault(
      'Bolt never comes up',
      { step: 'start', script: `( ${freeze} ) > /dev/null 2>&1 &`, timeout: 25 },
      { graph: 'before', exitCode: 1, sentence: /`start` took longer than the 25 seconds/ },
    );
  });

  it('restores the previous store when the import container is killed while neo4j-admin runs', async () => {
    const script = `( sleep 1; docker kill bulkgen-import-${machine().place.container} ) > /dev/null 2>&1 &`;
    await expectFault('the import container is killed', { step: 'import', script }, { graph: 'before', exitCode: 1 });
  });

  it('reports a container that does not exist', async () => {
    const ending = await run({ container: 'no-such-container' });
    expect(ending.exitCode).toBe(1);
    expectSentence(ending, /There is no container `no-such-container`/);
    faults.note('the container is missing', 'exit 1: the graph from before');
  });

  it('refuses a container that ends and restarts again and again', async () => {
    const name = await createContainer({
      image,
      options: ['--restart', 'always'],
      settings: { 'no.such_setting': '1' },
    });
    await docker('start', name);
    await expect
      .poll(() => openDocker({ container: name }).then(() => 'it was opened', String), {
        timeout: 60_000,
        interval: 100,
      })
      .toContain('again and again');
    await docker('rm', '--force', '--volumes', name);
    faults.note('the container is restarting', 'exit 1: the graph from before');
  });

  // This test is last because it removes the container. Its store is in the volume, where another container finds it.
  it('leaves the previous store in the volume when the container is removed during the import', async () => {
    const { container } = machine().place;
    const ending = await run({ step: 'swap', script: `docker rm --force '${container}'` });
    expect(ending.exitCode).toBe(1);
    const name = await createContainer({
      image,
      auth: '',
      options: ['--volume', `${machine().mount}:/data`],
    });
    await docker('start', name);
    const target = await openDocker({ container: name, env: machine().env });
    const options = ['--container', name];
    faults.moveTo({ target, place: { container: name }, options });
    expect(await command('recover')).toMatchObject({ exitCode: 0, result: { outcome: 'undone' } });
    expect(await faults.findOutcome(true)).toBe('before');
    faults.note('the container is removed meanwhile', 'exit 1: the graph from before');
  });

  it('has the outcomes of the golden file', () => faults.expectTable());
});
