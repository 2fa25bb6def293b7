// What bulkgen relies on in the official Neo4j image, tested with the stand-in. BULKGEN_TEST_IMAGE tests the official image.
import { randomBytes } from 'node:crypto';
import { chmod, chown, mkdtemp, readdir, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { execa } from 'execa';
import { beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { waitOnline } from '../../src/neo4j/wait-online.ts';
import { useDocker } from '../end-to-end/support/docker-daemon.ts';
import { afterFile } from '../setup/after-file.ts';

const image = useDocker();
const password = 'a long password';

async function docker(...args: readonly string[]): Promise<string> {
  return (await execa('docker', args, { stdin: 'ignore' })).stdout;
}

interface Run {
  readonly options?: readonly string[];
  readonly command?: readonly string[];
}

/** Runs a container without a network until it ends, and returns its exit code and output. */
async function run({ options = [], command = [] }: Run): Promise<{ exitCode: number | undefined; output: string }> {
  const args = ['run', '--rm', '--network=none', '--hostname=localhost', ...options, image, ...command];
  const { exitCode, all } = await execa('docker', args, { stdin: 'ignore', all: true, reject: false });
  return { exitCode, output: all };
}

/** A folder for a container with this owner and mode. It is removed when the test ends. */
async function makeFolder(owner: number, mode: number): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'bulkgen-mounted-'));
  onTestFinished(() => rm(folder, { recursive: true }));
  await chown(folder, owner, owner);
  await chmod(folder, mode);
  return folder;
}

async function ownersOf(folder: string): Promise<readonly number[]> {
  const names = await readdir(folder, { recursive: true });
  const all = await Promise.all([folder, ...names.map((name) => join(folder, name))].map((path) => stat(path)));
  return [...new Set(all.map(({ uid }) => uid))];
}

describe.skipIf(!image)('the image of Neo4j', () => {
  it('has the layout, volumes, ports and entrypoint of the official one', async () => {
    const { Config } = JSON.parse(await docker('image', 'inspect', '--format', '{{json .}}', image)) as {
      Config: Record<string, unknown>;
    };
    expect(Config).toMatchObject({
      Entrypoint: ['tini', '-g', '--', '/startup/docker-entrypoint.sh'],
      Cmd: ['neo4j'],
      WorkingDir: '/var/lib/neo4j',
      Volumes: { '/data': {}, '/logs': {} },
      ExposedPorts: { '7473/tcp': {}, '7474/tcp': {}, '7687/tcp': {} },
      Env: expect.arrayContaining(['NEO4J_HOME=/var/lib/neo4j', 'NEO4J_EDITION=community']),
    });
    const { output } = await run({ command: ['sh', '-c', 'readlink data logs; ls; ls /import'] });
    expect(output).toMatch(/^\/data\n\/logs\n/m);
    expect(output.split('\n')).toEqual(expect.arrayContaining(['bin', 'conf', 'labs', 'lib', 'plugins']));
    expect(output).toContain("cannot access '/import'");
  });

  it('runs any command as user neo4j', async () => {
    const command = ['sh', '-c', 'id -u; id -g; neo4j-admin --version'];
    const { exitCode, output } = await run({ command });
    expect(exitCode).toBe(0);
    expect(output.replaceAll(/^Picked up JAVA_TOOL_OPTIONS: .*\n/gm, '')).toMatch(/^7474\n7474\n5\.26\.\d+$/);
  });

  it('gives a data folder to neo4j when neo4j cannot write everything in it, and otherwise leaves the owner', async () => {
    const writable = await makeFolder(1234, 0o777);
    const unwritable = await makeFolder(1234, 0o755);
    const inside = await makeFolder(1234, 0o777);
    await writeFile(join(inside, 'file'), '', { mode: 0o644 });
    for (const folder of [writable, unwritable, inside]) {
      expect(await run({ options: ['--volume', `${folder}:/data`], command: ['true'] })).toMatchObject({ exitCode: 0 });
    }
    expect(await ownersOf(writable)).toEqual([1234]);
    expect(await ownersOf(unwritable)).toEqual([7474]);
    expect(await ownersOf(inside)).toEqual([7474]);
  });

  it('changes no owner when it is started as a user, and gives advice when that user cannot write', async () => {
    const own = await makeFolder(1234, 0o755);
    const command = ['sh', '-c', 'id -u; touch /data/file'];
    const options = ['--user', '1234:1234', '--volume'];
    expect(await run({ options: [...options, `${own}:/data`], command })).toEqual({ exitCode: 0, output: '1234' });
    expect(await ownersOf(own)).toEqual([1234]);
    const unwritable = await makeFolder(0, 0o755);
    const refused = await run({ options: [...options, `${unwritable}:/data`], command });
    expect(refused).toEqual({ exitCode: 1, output: expect.stringContaining('/data is not accessible for user') });
    expect(await ownersOf(unwritable)).toEqual([0]);
  });

  it('refuses an import folder that neo4j cannot read and changes nothing in it', async () => {
    const folder = await makeFolder(1234, 0o700);
    const refused = await run({ options: ['--volume', `${folder}:/import`], command: ['true'] });
    expect(refused).toEqual({ exitCode: 1, output: expect.stringContaining('/import is not accessible for user') });
    expect(await ownersOf(folder)).toEqual([1234]);
  });

  it('does not start with a setting that Neo4j does not know', async () => {
    const { exitCode, output } = await run({ options: ['--env', 'NEO4J_URI=bolt://localhost'] });
    expect(exitCode).toBe(1);
    expect(output).toContain('Unrecognized setting. No declared setting with name: URI');
  });

  it.each([
    ['neo4j/short', 'at least 8 characters'],
    ['neo4j/neo4j', "It cannot be 'neo4j'"],
    ['other/long-enough', 'it must be neo4j'],
    ['nonsense', 'Invalid value for NEO4J_AUTH'],
  ])('does not start with NEO4J_AUTH=%s', async (auth, words) => {
    const { exitCode, output } = await run({ options: ['--env', `NEO4J_AUTH=${auth}`] });
    expect(exitCode).not.toBe(0);
    expect(output).toContain(words);
  });

  it('runs the import in a second JVM, a child of the launcher', async () => {
    const folder = await makeFolder(7474, 0o755);
    await writeFile(join(folder, 'nodes.csv'), `:ID\n${Array.from({ length: 100_000 }, (_, row) => row).join('\n')}\n`);
    const command = ['neo4j-admin', 'database', 'import', 'full', 'neo4j', '--nodes=CI=/import/nodes.csv'];
    const args = ['--detach', '--network=none', '--volume', `${folder}:/import:ro`, image, ...command];
    const container = await docker('run', ...args);
    onTestFinished(async () => void (await docker('rm', '--force', '--volumes', container)));
    const processes = () => docker('top', container, '-eo', 'pid,args').catch((error: unknown) => String(error));
    await expect.poll(processes, { timeout: 60_000, interval: 50 }).toMatch(/Neo4jAdminCommand .*java .*AdminTool/s);
    expect(await docker('wait', container)).toBe('0');
    expect(await docker('logs', container)).toMatch(/100000 nodes/);
  });
});

describe.skipIf(!image)('a server in a container', () => {
  let name: string;
  let secret: string;

  beforeAll(async () => {
    name = `test-neo4j-${randomBytes(4).toString('hex')}`;
    await docker('network', 'create', name);
    afterFile(() => docker('network', 'rm', name));
    await docker('volume', 'create', name);
    afterFile(() => docker('volume', 'rm', name));
    const folder = await mkdtemp(join(tmpdir(), 'bulkgen-secret-'));
    afterFile(() => rm(folder, { recursive: true }));
    secret = join(folder, 'auth');
    await writeFile(secret, `neo4j/${password}`, { mode: 0o644 });
    await start(['--volume', `${secret}:/auth:ro`, '--env', 'NEO4J_AUTH_FILE=/auth']);
  });

  /** Starts the server on this file's volume, in place of the previous one. */
  async function start(options: readonly string[]): Promise<void> {
    const settings = {
      NEO4J_PLUGINS: '["apoc"]',
      NEO4J_server_memory_heap_max__size: '512m',
      NEO4J_internal_dbms_bolt_netty__server__shutdown__quiet__period: '0',
    };
    const java = ['--env', 'JAVA_TOOL_OPTIONS'];
    const environment = Object.entries(settings).flatMap(([key, value]) => ['--env', `${key}=${value}`]);
    const places = ['--network', name, '--publish', '127.0.0.1::7687', '--volume', `${name}:/data`];
    afterFile(() => execa('docker', ['rm', '--force', '--volumes', name]));
    await docker('run', '--detach', '--name', name, ...places, ...java, ...environment, ...options, image);
  }

  async function ask(cypher: string): Promise<Record<string, unknown>> {
    const address = (await docker('port', name, '7687/tcp')).split('\n')[0];
    const connection = { uri: `bolt://${address}`, username: 'neo4j', password, database: 'neo4j' };
    const database = await waitOnline(connection);
    try {
      const { records } = await database.query<Record<string, unknown>>(cypher);
      return records[0]!.toObject();
    } finally {
      await database.close();
    }
  }

  it('takes its password from a file, its settings from variables and APOC from the image', async () => {
    const cypher = `SHOW SETTINGS YIELD name, value
      WHERE name IN ['server.memory.heap.max_size', 'server.memory.pagecache.size', 'server.default_listen_address']
      RETURN apoc.map.fromPairs(collect([name, value])) AS settings`;
    expect(await ask(cypher)).toEqual({
      settings: {
        'server.memory.heap.max_size': '512.00MiB',
        'server.memory.pagecache.size': '512.00MiB',
        'server.default_listen_address': '0.0.0.0',
      },
    });
  });

  it('runs as neo4j without a launcher, so that a stop reaches it and takes only seconds', async () => {
    const processes = (await docker('top', name, '-eo', 'pid,uid,args')).split('\n').slice(1);
    expect(processes).toEqual([
      expect.stringMatching(/^\d+\s+0\s+tini /),
      expect.stringMatching(/^\d+\s+7474\s+\S*java .*CommunityEntryPoint/),
    ]);
    await docker('stop', '-t', '60', name);
    expect(await docker('inspect', '--format', '{{.State.ExitCode}}', name)).toBe('0');
    expect(await docker('logs', name)).toMatch(/Stopped\.$/);
  });

  it('keeps its first password when it is started with another', async () => {
    await docker('rm', '--force', name);
    await start(['--env', 'NEO4J_AUTH=neo4j/another-password']);
    expect(await ask('RETURN "in" AS logged')).toEqual({ logged: 'in' });
  });
});
