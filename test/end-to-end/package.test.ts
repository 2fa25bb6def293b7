import { mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { execa, type Options } from 'execa';
import { beforeAll, describe, expect, it } from 'vitest';
import { afterFile } from '../setup/after-file.ts';
import { copyCheckout } from './support/copy-checkout.ts';

const root = join(import.meta.dirname, '../..');

// A program of a user, in a folder outside this checkout.
const program = `
import { clearEvents, cmdb, createEvents, exportGraph, graphOf, importGraph, openEmbedded, showSchema, useDatabase,
  verifyDatabase, verifyFiles } from 'bulkgen';

const controller = new AbortController();
const { signal } = controller;
const steps = new Set();
const onProgress = ({ step }) => steps.add(step);

await exportGraph({ folder: 'estate', scale: 1_000, signal, onProgress });
const manifest = await verifyFiles({ folder: 'estate', signal, onProgress });
const target = await openEmbedded({ signal, onProgress });
const { checks } = await importGraph({ folder: 'estate', target, signal, onProgress });
const graph = graphOf(manifest);
const answers = await useDatabase(await target.connection(), async (database) => ({
  schema: (await showSchema(database, cmdb.schema)).filter(({ state }) => state === 'ONLINE').length,
  removed: await clearEvents(database, graph),
  created: await createEvents(database, graph, { signal, onProgress }),
  verified: (await verifyDatabase({ database, manifest })).checks.length === checks.length,
}));
await target.stop();
console.log(JSON.stringify({ ...answers, steps: [...steps] }));
`;

describe('the package, installed elsewhere', () => {
  let folder: string;
  let env: NodeJS.ProcessEnv;

  function run(command: string, args: readonly string[], options: Options = {}) {
    return execa(command, args, { cwd: folder, env, extendEnv: false, reject: false, ...options });
  }

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'bulkgen-installed-'));
    afterFile(() => rm(folder, { recursive: true, force: true }));
    afterFile(() => run('npx', ['--no-install', 'bulkgen', 'neo4j', 'stop']));
    env = { ...process.env, BULKGEN_HOME: join(folder, 'home') }; // empty, so the package itself provisions Neo4j
    for (const name of Object.keys(env)) if (name.startsWith('NEO4J_')) delete env[name];
    const checkout = join(folder, 'checkout');
    await copyCheckout(checkout);
    await symlink(join(root, 'node_modules'), join(checkout, 'node_modules'));
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

  it('provisions its own Neo4j and starts it', async () => {
    const { exitCode, stdout } = await run('npx', ['--no-install', 'bulkgen', 'neo4j', 'start', '--json', '--quiet']);
    expect(exitCode).toBe(0);
    expect(JSON.parse(String(stdout))).toMatchObject({ running: true, home: expect.stringContaining(folder) });
    expect((await run('npx', ['--no-install', 'bulkgen', 'neo4j', 'stop'])).exitCode).toBe(0);
  });

  it('exports, imports and verifies from a program', async () => {
    await writeFile(join(folder, 'program.js'), program);
    const { exitCode, stdout, stderr } = await run(process.execPath, ['program.js']);

    expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: '' });
    expect(JSON.parse(String(stdout))).toEqual({
      schema: 15,
      removed: 100,
      created: 100,
      verified: true,
      steps: expect.arrayContaining([
        'export',
        'verify-files',
        'stop',
        'import',
        'start',
        'events',
        'schema',
        'verify',
      ]),
    });
  });

  it('restores a snapshot that comes with it', async () => {
    const restore = ['--no-install', 'bulkgen', 'snapshot', 'restore', 'demo-small', '--force', '--json', '--quiet'];
    const { exitCode, stdout, stderr } = await run('npx', restore);

    expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: '' });
    expect(JSON.parse(String(stdout))).toMatchObject({ from: 'dump', nodes: 1_000, events: 100 });
  });
});
