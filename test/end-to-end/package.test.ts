import { mkdir, mkdtemp, readdir, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { execa, type Options } from 'execa';
import { beforeAll, describe, expect, it } from 'vitest';
import { readExamples } from '../package/api-examples.ts';
import { afterFile } from '../setup/after-file.ts';
import { makeTestHome } from '../setup/test-home.ts';
import { copyInstalled } from './support/copy-checkout.ts';

const root = join(import.meta.dirname, '../..');

describe('the package, installed elsewhere', () => {
  let folder: string;
  let env: NodeJS.ProcessEnv;

  function run(command: string, args: readonly string[], options: Options = {}) {
    return execa(command, args, { cwd: folder, env, extendEnv: false, reject: false, ...options });
  }

  /** The temporary folders of servers that are left. */
  async function listServers(): Promise<readonly string[]> {
    return (await readdir(env['TMPDIR']!)).filter((name) => name.startsWith('.tmp-'));
  }

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'bulkgen-installed-'));
    afterFile(() => rm(folder, { recursive: true, force: true }));
    await mkdir(join(folder, 'temporary'));
    env = { ...(await makeTestHome()), TMPDIR: join(folder, 'temporary') }; // which shows what a program leaves
    for (const name of Object.keys(env)) if (name.startsWith('NEO4J_')) delete env[name];
    const checkout = await copyInstalled(join(folder, 'checkout'));
    const pack = await run('npm', ['pack', '--silent', '--pack-destination', folder], { cwd: checkout, reject: true });
    await writeFile(join(folder, 'package.json'), '{ "private": true, "type": "module" }\n');
    await run(
      'npm',
      ['install', '--prefer-offline', '--no-audit', '--no-fund', String(pack.stdout).trim().split('\n').at(-1)!],
      {
        reject: true,
      },
    );
  });

  it('provisions its own Neo4j, and restores a snapshot that comes with it', async () => {
    const restore = ['--no-install', 'bulkgen', 'snapshot', 'restore', 'demo-small', '--force', '--json', '--quiet'];
    const own = { ...env, BULKGEN_HOME: join(folder, 'home') }; // empty
    const { exitCode, stdout, stderr } = await run('npx', restore, { env: own });

    expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: '' });
    expect(JSON.parse(String(stdout))).toMatchObject({ from: 'dump', nodes: 1_000, events: 100 });
    const { stdout: status } = await run('npx', ['--no-install', 'bulkgen', 'neo4j', 'status', '--json'], { env: own });
    expect(JSON.parse(String(status))).toMatchObject({ running: true, home: expect.stringContaining(folder) });
    expect((await run('npx', ['--no-install', 'bulkgen', 'neo4j', 'stop'], { env: own })).exitCode).toBe(0);
  });

  it('runs the examples of the API that need a server, and removes it when the program ends', async () => {
    await writeFile(join(folder, 'server.ts'), await readExamples('server'));
    const { exitCode, stdout, stderr } = await run(process.execPath, ['server.ts']);

    expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: '' });
    expect(String(stdout)).toMatch(/^ONLINE$/m);
    expect(await listServers()).toEqual([]);
  });

  it('starts graphs for node:test and for vitest at the same time, and removes them', async () => {
    for (const kind of ['node-test', 'vitest-setup', 'vitest-test'] as const) {
      await writeFile(join(folder, `${kind}.ts`), await readExamples(kind));
    }
    for (const name of ['vitest', '@vitest']) {
      await symlink(join(root, 'node_modules', name), join(folder, 'node_modules', name));
    }
    const setup = "{ test: { globalSetup: './vitest-setup.ts', include: ['vitest-test.ts'] } }";
    await writeFile(join(folder, 'vitest.config.js'), `export default ${setup};\n`);
    const suites = await Promise.all([
      run(process.execPath, ['--test', 'node-test.ts']),
      run(process.execPath, ['node_modules/vitest/vitest.mjs', 'run', '--config', 'vitest.config.js']),
    ]);

    expect(suites.map(({ exitCode }) => exitCode)).toEqual([0, 0]);
    expect(await listServers()).toEqual([]);
  });

  it('removes the server of a graph that could not be started', async () => {
    const program = `import { startGraph } from 'bulkgen';
const error = await startGraph({ snapshot: 'demo-none' }).catch((thrown) => thrown);
console.log(error.code);`;
    const { stdout } = await run(process.execPath, ['--input-type=module', '--eval', program]);
    expect(stdout).toBe('snapshot-missing');
    expect(await listServers()).toEqual([]);
  });
});
