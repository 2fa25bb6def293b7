import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { cp, mkdtemp, readFile, rm, stat } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { execa } from 'execa';
import { beforeAll, describe, expect, it } from 'vitest';
import { countNodes } from '../../src/neo4j/count.ts';
import { useDatabase } from '../../src/neo4j/driver.ts';
import { findFreePort, isPortFree } from '../../src/system/port.ts';
import { composeFile } from '../../src/targets/docker/compose/home.ts';
import { openComposeServer } from '../../src/targets/docker/compose/own-server.ts';
import { openDocker } from '../../src/targets/docker/open.ts';
import { useCommandLine } from '../end-to-end/support/command-line.ts';
import { docker, makeQuickImage } from '../end-to-end/support/container.ts';
import { useDocker } from '../end-to-end/support/docker-daemon.ts';
import { makeFakeDocker } from '../end-to-end/support/fake-docker.ts';
import { afterFile } from '../setup/after-file.ts';

const baseImage = useDocker();
const image = baseImage && (await makeQuickImage(baseImage));
const bin = join(import.meta.dirname, '../../src/bin.ts');

/** An environment with a new Compose project, which is removed after the tests of this file. */
function makeProject(): NodeJS.ProcessEnv & { readonly BULKGEN_PROJECT: string } {
  const project = `test-${randomUUID().slice(0, 8)}`;
  const env = { ...process.env, BULKGEN_PROJECT: project, BULKGEN_IMAGE: image, NO_COLOR: '1' };
  for (const name of Object.keys(env)) if (name.startsWith('NEO4J_')) delete (env as NodeJS.ProcessEnv)[name];
  afterFile(() => docker('compose', '--project-name', project, 'down', '--volumes'));
  return env;
}

interface ComposeConfig {
  readonly services: { readonly neo4j: ComposeService };
}

interface ComposeService {
  readonly image: string;
  readonly environment: Readonly<Record<string, string>>;
  readonly ports: readonly { readonly host_ip: string; readonly target: number; readonly published: string }[];
  readonly volumes: readonly { readonly type: string; readonly target: string }[];
  readonly stop_grace_period: string;
}

/** The Neo4j settings in a service's environment, by the names that Neo4j uses. */
function settingsOf({ environment }: ComposeService): Record<string, string> {
  const variables = Object.entries(environment).filter(([name]) => !/^NEO4J_(PLUGINS|AUTH_FILE)$/.test(name));
  return Object.fromEntries(
    variables.map(([name, value]) => [
      name.replace('NEO4J_', '').replaceAll('__', '\0').replaceAll('_', '.').replaceAll('\0', '_'),
      value,
    ]),
  );
}

/** Makes `2G` and `2.00GiB` the same. */
function normalize(value: string): string {
  const [, count, unit] = /^([\d.]+)([kmg])(?:ib)?$/i.exec(value) ?? [];
  if (count === undefined || unit === undefined || /^\d+m$/.test(value)) return value; // minutes
  return `${Number(count) * 1024 ** ('kmg'.indexOf(unit.toLowerCase()) + 1)} bytes`;
}

async function readSettings(uri: string, password: string): Promise<Record<string, string>> {
  return useDatabase({ uri, username: 'neo4j', password, database: 'neo4j' }, async (database) => {
    const { records } = await database.query<{ name: string; value: string }>('SHOW SETTINGS YIELD name, value');
    return Object.fromEntries(records.map((record) => [record.get('name'), record.get('value')]));
  });
}

describe.skipIf(!image)('docker/compose.yaml', () => {
  let folder: string;
  let env: NodeJS.ProcessEnv;

  async function readConfig(options: readonly string[], variables: NodeJS.ProcessEnv): Promise<ComposeService> {
    const args = ['compose', '--file', composeFile, ...options, 'config', '--format', 'json'];
    const { stdout } = await execa('docker', args, { env: variables, extendEnv: false });
    return (JSON.parse(stdout) as ComposeConfig).services.neo4j;
  }

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'bulkgen compose '));
    afterFile(() => rm(folder, { recursive: true, force: true }));
    const project = makeProject();
    env = {
      ...project,
      COMPOSE_PROJECT_NAME: project.BULKGEN_PROJECT,
      BULKGEN_HOME: join(folder, 'home'),
      BULKGEN_BOLT_PORT: `${await findFreePort()}`,
      BULKGEN_HTTP_PORT: `${await findFreePort()}`,
    };
  });

  it('pins the image, publishes only on loopback, and keeps all data in volumes', async () => {
    const bare = Object.fromEntries(Object.entries(process.env).filter(([name]) => !name.startsWith('BULKGEN_')));
    const service = await readConfig([], bare);

    expect(service.image).toMatch(/^neo4j:5\.26\.\d+$/);
    expect(service.ports.map(({ host_ip: address, published, target }) => [address, published, target])).toEqual([
      ['127.0.0.1', '7687', 7687],
      ['127.0.0.1', '7474', 7474],
    ]);
    expect(service.volumes.map(({ type, target }) => [type, target])).toEqual([
      ['volume', '/data'],
      ['volume', '/logs'],
      ['volume', '/import'],
      ['volume', '/plugins'],
    ]);
    expect(service.stop_grace_period).toBe('2m0s');
    expect(settingsOf(service)).toMatchObject({
      'server.memory.heap.initial_size': '4G',
      'server.memory.heap.max_size': '4G',
      'server.memory.pagecache.size': '2G',
      'db.memory.transaction.max': '2G',
    });
  });

  it('omits a setting whose value is empty', async () => {
    const { environment } = await readConfig([], { ...env, BULKGEN_BOLT_QUIET_PERIOD: '' });
    expect(environment['NEO4J_internal_dbms_bolt_netty__server__shutdown__quiet__period']).toBe('');
  });

  it('runs by hand as README.md says, with every setting in effect, and is found by bulkgen', async () => {
    await cp(dirname(composeFile), join(folder, 'docker'), {
      recursive: true,
      filter: (path) => !/\/(secret|stand-in)$/.test(path),
    });
    const readme = await readFile(join(folder, 'docker/README.md'), 'utf8');
    const commands = /^### By hand\n.*?```sh\n(.*?)\n```/ms.exec(readme)![1]!.split('\n');
    expect(commands.filter((command) => command.includes(' up '))).toHaveLength(2);
    for (const command of commands) {
      const { exitCode, stderr } = await execa('sh', ['-c', command], { cwd: folder, env, reject: false });
      expect({ command, exitCode, stderr: exitCode === 0 ? '' : stderr }).toEqual({ command, exitCode: 0, stderr: '' });
      if (command.includes(' up ')) await expectSettings(command);
    }
  });

  async function expectSettings(command: string): Promise<void> {
    const service = await readConfig(command.includes('laptop') ? ['--env-file', 'docker/laptop.env'] : [], env);
    const auth = await readFile(join(folder, 'docker/secret/neo4j_auth'), 'utf8');
    const found = await readSettings(
      `bolt://127.0.0.1:${env['BULKGEN_BOLT_PORT']}`,
      auth.trim().slice('neo4j/'.length),
    );
    for (const [name, value] of Object.entries(settingsOf(service))) {
      // Neo4j does not show internal settings. It knows them, because it started with strict validation.
      if (!name.startsWith('internal.')) expect([name, normalize(found[name]!)]).toEqual([name, normalize(value)]);
    }
    expect(found['server.config.strict_validation.enabled']).toBe('true');
    const { stdout } = await execa(process.execPath, [bin, 'neo4j', 'status', '--target', 'docker', '--json'], { env });
    expect(JSON.parse(stdout)).toMatchObject({
      running: true,
      passwordFile: join(folder, 'docker/secret/neo4j_auth'),
      importUnfinished: false,
    });
  }
});

describe.skipIf(!image)('bulkgen neo4j --target docker', () => {
  let env: NodeJS.ProcessEnv;
  let folder: string;

  const { run, runJson } = useCommandLine(() => ({ folder, env }));

  async function count(): Promise<number> {
    const { uri, username, passwordFile } = await runJson('neo4j', 'status', '--target', 'docker');
    const password = (await readFile(passwordFile, 'utf8')).trim();
    return useDatabase({ uri, username, password, database: 'neo4j' }, (database) => countNodes(database));
  }

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'bulkgen docker '));
    afterFile(() => rm(folder, { recursive: true, force: true }));
    env = {
      ...makeProject(),
      BULKGEN_HOME: join(folder, 'home'),
      BULKGEN_HEAP: '512m',
      BULKGEN_PAGECACHE: '128m',
      BULKGEN_TRANSACTION_MEMORY: '256m',
      NEO4J_PASSWORD: 'of-another-server',
    };
  });

  it.each(['stop', 'status', 'logs', 'remove'])('reports at %s that no server exists yet', async (command) => {
    const { exitCode, stderr } = await run(['neo4j', command, '--target', 'docker']);
    expect({ exitCode, stderr }).toEqual({
      exitCode: 1,
      stderr: expect.stringMatching(/^bulkgen: There is no Neo4j in Docker yet .*bulkgen neo4j start --target docker/),
    });
  });

  it.each([
    ['a version', ['--neo4j-version', '2026'], 2, /Expected --target docker or --neo4j-version, got both/],
    [
      'one port for both',
      ['--bolt-port', '7600', '--http-port', '7600'],
      2,
      /Expected --bolt-port and --http-port to differ/,
    ],
  ])('refuses %s', async (_case, options, code, words) => {
    const { exitCode, stderr } = await run(['neo4j', 'start', '--target', 'docker', ...options]);
    expect({ exitCode, stderr }).toEqual({ exitCode: code, stderr: expect.stringMatching(words) });
  });

  it('refuses a daemon that does not answer', async () => {
    const { exitCode, stderr } = await run(['neo4j', 'start', '--target', 'docker'], {
      env: { ...env, DOCKER_HOST: 'unix:///nowhere.sock' },
    });
    expect({ exitCode, stderr }).toEqual({
      exitCode: 1,
      stderr: expect.stringMatching(/Docker does not answer.*Start Docker/),
    });
  });

  it.each([
    ['without Compose', { compose: 'exit 1' }, {}, /has no Compose plugin\. Install Docker Desktop/],
    ['on another machine', {}, { DOCKER_HOST: 'tcp://far.example:2375' }, /daemon is on another machine, far\.example/],
    [
      'that cannot fetch',
      { image: 'exit 1', pull: 'echo denied >&2; exit 1' },
      {},
      /could not fetch the image.*: denied.*BULKGEN_IMAGE/,
    ],
  ])('refuses a Docker %s', async (_case, answers, variables, words) => {
    const path = await makeFakeDocker(answers);
    const { exitCode, stderr } = await run(['neo4j', 'start', '--target', 'docker'], {
      env: { ...env, PATH: `${path}:${env['PATH']}`, ...variables },
    });
    expect({ exitCode, stderr }).toEqual({ exitCode: 1, stderr: expect.stringMatching(words) });
  });

  it('refuses databases whose password is not in the home', async () => {
    const other = `${env['BULKGEN_PROJECT']}-other`;
    await docker('volume', 'create', `${other}_data`);
    afterFile(() => docker('volume', 'rm', `${other}_data`));
    const { exitCode, stderr } = await run(['neo4j', 'start', '--target', 'docker'], {
      env: { ...env, BULKGEN_PROJECT: other },
    });
    expect({ exitCode, stderr }).toEqual({
      exitCode: 1,
      stderr: expect.stringMatching(/password of the databases in volume/),
    });
  });

  it('starts on other ports when its own are taken, and says how to log in without printing the password', async () => {
    const taken = createServer().on('error', () => {}); // then another program has the port, which works as well
    taken.listen(7687, '127.0.0.1');
    const started = await runJson('neo4j', 'start', '--target', 'docker');
    taken.close();

    expect(started).toMatchObject({
      running: true,
      username: 'neo4j',
      image,
      container: expect.stringContaining('neo4j-1'),
    });
    expect(started.uri).toMatch(/^bolt:\/\/127\.0\.0\.1:\d+$/);
    expect(started.uri).not.toContain(':7687');
    const password = (await readFile(started.passwordFile, 'utf8')).trim();
    expect(JSON.stringify(started)).not.toContain(password);
    expect(await docker('inspect', started.container)).not.toContain(password);
    expect((await stat(started.home)).mode & 0o777).toBe(0o700);
    expect((await readSettings(started.uri, password))['server.bolt.advertised_address']).toBe(started.uri.slice(7));
    await expect
      .poll(() => docker('inspect', '--format', '{{.State.Health.Status}}', started.container), { timeout: 60_000 })
      .toBe('healthy');
  });

  it('imports without further options', async () => {
    await runJson('export', '--scale', '1000');
    const elsewhere = { ...env };
    delete elsewhere['NEO4J_PASSWORD'];
    const { exitCode, stdout, stderr } = await run(['import', '--target', 'docker', '--json', '--quiet'], {
      env: elsewhere,
    });
    expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: '' });
    expect(JSON.parse(String(stdout)).checks).toContainEqual({ name: 'nodes', expected: 1_100, found: 1_100 });
  });

  it('prints its log and follows it until Ctrl-C', async () => {
    const { container, lines } = await runJson('neo4j', 'logs', '--target', 'docker', '--lines', '3');
    expect([container.endsWith('neo4j-1'), lines.length]).toEqual([true, 3]);

    const child = run(['neo4j', 'logs', '--target', 'docker', '--follow', '--lines', '1']);
    const [first] = await once(child.stdout!, 'data');
    expect(String(first)).toMatch(/^\d{4}-.* INFO .*\n$/);
    process.kill(child.pid!, 'SIGINT');
    expect(await child).toMatchObject({ exitCode: 0, stdout: String(first).trimEnd() });
  });

  it('refuses other ports and its removal while it runs', async () => {
    const ports = await run(['neo4j', 'start', '--target', 'docker', '--http-port', `${await findFreePort()}`]);
    expect(ports).toMatchObject({ exitCode: 1, stderr: expect.stringMatching(/is already running with the ports/) });
    const removed = await run(['neo4j', 'remove', '--target', 'docker']);
    expect(removed).toMatchObject({ exitCode: 1, stderr: expect.stringMatching(/is running\. Stop the container/) });
  });

  it('neither replaces nor removes the container while it is paused', async () => {
    const { container } = await runJson('neo4j', 'status', '--target', 'docker');
    const id = await docker('inspect', '--format', '{{.Id}}', container);
    await docker('pause', container);
    for (const command of ['status', 'start']) {
      const { exitCode, stderr } = await run(['neo4j', command, '--target', 'docker']);
      expect({ exitCode, stderr }).toEqual({
        exitCode: 1,
        stderr: expect.stringMatching(/is paused\. .*docker unpause/),
      });
    }
    const removed = await run(['neo4j', 'remove', '--target', 'docker']);
    expect(removed).toMatchObject({ exitCode: 1, stderr: expect.stringMatching(/is running\. Stop the container/) });
    await docker('unpause', container);
    expect(await docker('inspect', '--format', '{{.Id}}', container)).toBe(id);
  });

  it('stops, and reports when it was stopped already', async () => {
    expect(await runJson('neo4j', 'stop', '--target', 'docker')).toEqual({ stopped: true });
    expect(await runJson('neo4j', 'stop', '--target', 'docker')).toEqual({ stopped: false });
    expect(await runJson('neo4j', 'status', '--target', 'docker')).toMatchObject({ running: false });
  });

  it('is neither started nor removed while an import works on it', async () => {
    const target = await openDocker({ container: `${env['BULKGEN_PROJECT']}-neo4j-1`, env });
    await target.runExclusively(async () => {
      for (const command of ['start', 'remove']) {
        const { exitCode, stderr } = await run(['neo4j', command, '--target', 'docker', '--progress', 'none']);
        expect({ exitCode, stderr }).toEqual({
          exitCode: 1,
          stderr: expect.stringMatching(/Another (bulkgen is working|import is running)/),
        });
      }
    });
  });

  it('starts again on another port with its data', async () => {
    const port = await findFreePort();
    const started = await runJson('neo4j', 'start', '--target', 'docker', '--bolt-port', `${port}`);
    expect(started.uri).toBe(`bolt://127.0.0.1:${port}`);
    expect(await count()).toBe(1_100);
  });

  it('keeps other programs from its ports from their choice until its start', async () => {
    await runJson('neo4j', 'stop', '--target', 'docker');
    const server = await openComposeServer({ env });
    const port = Number(new URL((await server.readStatus()).uri).port);
    expect(await isPortFree(port)).toBe(false);
    await (await server.openTarget()).start();
    expect(await count()).toBe(1_100);
  });

  it('restores the previous database after a killed import', async () => {
    await runJson('export', '--scale', '500', '--out', 'smaller');
    const child = run(['import', 'smaller', '--target', 'docker', '--force', '--progress', 'json'], {
      env: { ...env, NEO4J_PASSWORD: undefined },
    });
    let stderr = '';
    child.stderr!.on('data', (chunk) => {
      stderr += chunk;
      if (/"step":"start"/.test(stderr)) child.kill('SIGKILL'); // the stores are swapped by then
    });
    await child;
    expect(await runJson('neo4j', 'status', '--target', 'docker')).toMatchObject({ importUnfinished: true });

    const started = await run(['neo4j', 'start', '--target', 'docker']);
    expect(started).toMatchObject({ exitCode: 0, stderr: expect.stringContaining('from before it is back') });
    expect(await runJson('neo4j', 'status', '--target', 'docker')).toMatchObject({ importUnfinished: false });
    expect(await count()).toBe(1_100);
  });

  it('is removed with its volumes and password', async () => {
    const { home, container } = await runJson('neo4j', 'status', '--target', 'docker');
    expect(await runJson('neo4j', 'remove', '--target', 'docker', '--force')).toEqual({
      removed: `container ${container}`,
    });

    const label = `label=com.docker.compose.project=${env['BULKGEN_PROJECT']}`;
    for (const object of ['volume', 'network', 'container'])
      expect(await docker(object, 'ls', '--quiet', '--filter', label)).toBe('');
    await expect(stat(home)).rejects.toMatchObject({ code: 'ENOENT' });
    expect(await docker('image', 'inspect', image)).toContain('Id');
  });

  it('is created for a demo and removed by it', async () => {
    const { name, answers, checks, container } = await runJson('demo', '--target', 'docker');
    expect({ name, answers: answers.length }).toEqual({ name: 'demo-small', answers: 16 });
    expect(checks).toContainEqual({ name: 'nodes', expected: 1_100, found: 1_100 });
    expect(await runJson('demo', '--target', 'docker', '--clean')).toEqual({ removed: `container ${container}` });
    expect(await docker('ps', '--all', '--quiet', '--filter', `name=${container}`)).toBe('');
  });
});
