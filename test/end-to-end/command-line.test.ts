import { once } from 'node:events';
import { appendFile, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { type AddressInfo, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { execa } from 'execa';
import { beforeAll, describe, expect, it } from 'vitest';
import { afterFile } from '../setup/after-file.ts';
import { makeTestHome } from '../setup/test-home.ts';
import { useCommandLine } from './support/command-line.ts';

const bin = join(import.meta.dirname, '../../src/bin.ts');

describe('the command line', () => {
  let env: NodeJS.ProcessEnv;
  let folder: string;

  const { run, runJson } = useCommandLine(() => ({ folder, env }));

  beforeAll(async () => {
    env = { ...(await makeTestHome()), NO_COLOR: '1' };
    for (const name of Object.keys(env)) if (name.startsWith('NEO4J_')) delete env[name];
    folder = await mkdtemp(join(tmpdir(), 'bulkgen command '));
    afterFile(() => rm(folder, { recursive: true, force: true }));
  });

  it('loads only commander for its help', async () => {
    const hooks = `import { registerHooks } from 'node:module';
      registerHooks({ resolve(name, context, next) {
        const found = next(name, context);
        const [, loaded] = /node_modules\\/(.+?)\\//.exec(found.url) ?? [];
        if (loaded) process.stderr.write(loaded + ' ');
        return found;
      } });`;
    const args = ['--import', `data:text/javascript,${encodeURIComponent(hooks)}`, bin, 'export', '--help'];
    const { stdout, stderr } = await execa(process.execPath, args, { env });
    expect(stdout).toContain('--scale');
    expect([...new Set(stderr.trim().split(' '))]).toEqual(['commander']);
  });

  it('reports that there is no server yet', async () => {
    const { exitCode, stderr } = await run(['neo4j', 'status']);
    expect({ exitCode, stderr }).toEqual({
      exitCode: 1,
      stderr: expect.stringMatching(/^bulkgen: There is no embedded Neo4j on this machine yet\. .*bulkgen neo4j start/),
    });
  });

  it('exports, imports and verifies', async () => {
    const exported = await runJson('export', '--scale', 'small');
    expect(await run(['export', '--scale', 'medium', '--dry-run'])).toMatchObject({
      ...{ exitCode: 1, stdout: expect.stringMatching(/\nNothing was written$/) },
      stderr: expect.stringContaining('import holds an export of 1,000 CIs'),
    });
    const plan = await run(['import', '--dry-run', '--target', 'embedded']);
    expect(plan).toMatchObject({
      exitCode: 0,
      stdout: expect.stringMatching(/^Would first .* create the embedded server\n/),
    });
    expect(await run(['neo4j', 'status'])).toMatchObject({ exitCode: 1 }); // nothing was created
    expect(exported).toMatchObject({
      folder: 'import',
      scale: 1_000,
      nodes: 1_000,
      seed: 'bulkgen',
      asOf: '2026-01-01',
    });

    const imported = await runJson('import');
    expect(imported).toMatchObject({ nodes: 1_000, relationships: exported.relationships, events: 100 });
    for (const { expected, found } of imported.checks) expect(found).toBe(expected);

    const verified = await runJson('verify', '--database');
    expect(verified.checks).toEqual(imported.checks);
    const { digests } = await runJson('verify', '--database', '--full');
    expect(digests).toHaveLength(35);
    expect(digests[0]).toMatchObject({ kind: 'node', name: 'Region', digest: expect.stringMatching(/^[0-9a-f]{64}$/) });
  });

  it('refuses --full without a database', async () => {
    const { exitCode, stderr } = await run(['verify', '--full']);
    expect({ exitCode, stderr }).toEqual({
      exitCode: 2,
      stderr: expect.stringMatching(/^bulkgen: Expected --database or --uri with --full, .*\. Write `bulkgen verify/),
    });
  });

  it('writes one table to stdout until the reader closes it', async () => {
    const args = [bin, 'export', '--scale', '2m', '--tables', 'Server', '--ids', 'string', '--stdout'];
    const { stdout, pipedFrom } = await execa(process.execPath, args, { cwd: folder, env }).pipe`head -2`;
    expect(pipedFrom[0]).toMatchObject({ stderr: '', exitCode: 0 });
    expect(stdout).toMatch(/^id:ID\(ConfigurationItem\),.*\nsrv-0000000,.*;Server$/);
  });

  it('prints how to log in without the password', async () => {
    const status = await runJson('neo4j', 'status');
    expect(status).toMatchObject({
      running: true,
      username: 'neo4j',
      uri: expect.stringMatching(/^bolt:..127\.0\.0\.1:/),
    });
    const password = await readFile(status.passwordFile, 'utf8');
    expect(JSON.stringify(status)).not.toContain(password.trim());
  });

  it('shows, drops and creates the schema, clears and creates events', async () => {
    expect((await runJson('schema', 'show')).schema).toHaveLength(16);
    expect(await runJson('schema', 'drop')).toEqual({ dropped: 16 });
    expect((await runJson('schema', 'create')).schema).toHaveLength(16);
    expect(await runJson('events', 'clear')).toEqual({ removed: 100 });
    expect(await runJson('events', 'create', '--events', '250')).toEqual({ events: 250 });
    expect(await runJson('events', 'clear')).toEqual({ removed: 250 });
    expect(await runJson('events', 'create')).toEqual({ events: 100 });
  });

  it('connects to a server with the settings of the environment', async () => {
    const { uri, passwordFile } = await runJson('neo4j', 'status');
    const password = (await readFile(passwordFile, 'utf8')).trim();
    const elsewhere = { ...env, BULKGEN_HOME: folder, NEO4J_URI: uri };

    const right = await run(['schema', 'show'], { env: { ...elsewhere, NEO4J_PASSWORD: password } });
    expect(right.exitCode).toBe(0);
    const byFile = await run(['schema', 'show', '--password-file', passwordFile], {
      env: { ...elsewhere, NEO4J_PASSWORD: 'x' },
    });
    expect(byFile.exitCode).toBe(0);
    const refused = await run(['schema', 'show'], { env: { ...elsewhere, NEO4J_PASSWORD: 'wrong' } });
    expect(refused).toMatchObject({ exitCode: 1, stderr: expect.stringContaining('refused the password') });
    const none = await run(['schema', 'show'], { env: elsewhere });
    expect(none).toMatchObject({
      exitCode: 1,
      stderr: expect.stringContaining('Expected a password for user `neo4j`'),
    });
  });

  it('refuses to replace the graph without --force, and prints the error as JSON with --json', async () => {
    const refused = await run(['import', '--json', '--quiet']);
    expect(refused.exitCode).toBe(1);
    expect(JSON.parse(String(refused.stdout)).error).toMatchObject({
      code: 'database-not-empty',
      message: expect.stringContaining('holds 1,100 nodes'),
      hint: expect.stringContaining('--force'),
    });
  });

  it('ends with exit code 3 for a damaged file before it stops the server', async () => {
    await run(['export', '--scale', '50', '--out', 'damaged']);
    const path = join(folder, 'damaged', 'Server-000.csv');
    const { pid } = await runJson('neo4j', 'status');
    await rm(path);

    const { exitCode, stderr } = await run(['import', 'damaged', '--force', '--progress', 'none']);

    const refused = { exitCode: 3, stderr: expect.stringContaining('damaged/Server-000.csv') };
    expect({ exitCode, stderr }).toMatchObject(refused);
    expect(await run(['import', 'damaged', '--force', '--dry-run'])).toMatchObject(refused);
    expect(await runJson('neo4j', 'status')).toMatchObject({ running: true, pid });
  });

  it.each([
    ['SIGINT', 'import', 130, 'Interrupted'],
    ['SIGTERM', 'import', 143, 'Terminated'],
    ['SIGINT', 'verify-rows', 130, 'Interrupted'],
  ] as const)('restores everything on %s in step %s', async (signal, step, code, word) => {
    const before = await runJson('verify', '--database');
    await run(['export', '--scale', '20000', '--out', 'larger']);
    const child = run(['import', 'larger', '--force', '--full', '--progress', 'json']);
    const begun = new RegExp(`"step":"${step}".*"completed":[1-9]`);
    let stderr = '';
    let sent = false;
    child.stderr!.on('data', (chunk) => {
      stderr += chunk;
      if (sent || !begun.test(stderr)) return;
      sent = true;
      // execa would kill the process after five seconds. The second signal must not skip the clean-up.
      process.kill(child.pid!, signal);
      setTimeout(() => {
        try {
          process.kill(child.pid!, signal);
        } catch {
          // The process had ended by then.
        }
      }, 50);
    });
    await once(child.stderr!, 'close');
    const { exitCode } = await child;

    expect(exitCode).toBe(code);
    const lines = stderr
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line));
    expect(lines.at(-1).error).toMatchObject({
      message: `${word} before the work was done`,
      hint: 'Nothing was changed: the database from before is in place.',
    });
    expect(await runJson('verify', '--database')).toEqual(before);
  });

  it('ends immediately on Ctrl-C while a server does not answer', async () => {
    const silent = createServer().listen(0, '127.0.0.1');
    await once(silent, 'listening');
    const { port } = silent.address() as AddressInfo;
    const child = run(['schema', 'show', '--uri', `bolt://127.0.0.1:${port}`], {
      env: { ...env, NEO4J_PASSWORD: 'x' },
    });
    await once(silent, 'connection');
    process.kill(child.pid!, 'SIGINT');

    expect(await child).toMatchObject({ exitCode: 130, stderr: expect.stringContaining('Interrupted') });
    silent.close();
  });

  it('ends without an error when the reader of its log is gone', async () => {
    const { path } = await runJson('neo4j', 'logs');
    const line = `"${process.execPath}" "${bin}" neo4j logs --follow | head -1`;
    const child = execa('sh', ['-c', line], { env, extendEnv: false });
    await once(child.stdout, 'data');
    // bulkgen notices the closed pipe when it writes the next lines.
    const writing = setInterval(() => appendFile(path, 'one more\n'), 100);
    const { exitCode, stdout, stderr } = await child.finally(() => clearInterval(writing));

    expect({ exitCode, lines: stdout.split('\n').length, stderr }).toEqual({ exitCode: 0, lines: 1, stderr: '' });
  });

  it('reports a result that cannot be written', async () => {
    const line = `"${process.execPath}" "${bin}" neo4j status > /dev/full`;
    const { exitCode, stderr } = await execa('sh', ['-c', line], { env, extendEnv: false, reject: false });
    expect({ exitCode, stderr }).toEqual({
      exitCode: 1,
      stderr: expect.stringMatching(/^bulkgen: Could not write to stdout: .+$/),
    });
  });

  it('reports a killed import, and brings back the database from before it', async () => {
    const before = await runJson('verify', '--database');
    const child = run(['import', 'larger', '--force', '--progress', 'json']);
    let stderr = '';
    child.stderr!.on('data', (chunk) => {
      stderr += chunk;
      if (/"step":"events"/.test(stderr)) child.kill('SIGKILL'); // the stores are swapped by then
    });
    await child;
    expect(await runJson('neo4j', 'status')).toMatchObject({ importUnfinished: true });

    const started = await run(['neo4j', 'start']);
    expect(started).toMatchObject({
      exitCode: 0,
      stderr: expect.stringContaining('the database from before it is back'),
    });
    expect(await run(['neo4j', 'start', '--with', 'load-procedure'])).toMatchObject({
      exitCode: 1,
      stderr: expect.stringContaining('already running without the load procedure. Stop it with `bulkgen neo4j stop`'),
    });
    expect(await run(['load', '--seed', 'other', '--method', 'procedure'])).toMatchObject({
      exitCode: 1,
      stderr: expect.stringMatching(/ to have the load procedure of this bulkgen, got none\. .*--with load-procedure/),
    });

    expect(await runJson('neo4j', 'status')).toMatchObject({ importUnfinished: false });
    expect(await runJson('verify', '--database')).toEqual(before);
  });

  it('prints the log of the server, stops it and removes it, but data that bulkgen did not make only with --force', async () => {
    const refused = {
      exitCode: 1,
      stderr: expect.stringMatching(
        / holds 1,100 nodes and was changed after bulkgen filled it\. Save it with .*--force/,
      ),
    };
    expect((await runJson('neo4j', 'logs', '--lines', '3')).lines).toHaveLength(3);
    expect(await run(['demo', '--clean'])).toMatchObject(refused); // the events were cleared and created again
    expect(await runJson('neo4j', 'stop')).toEqual({ stopped: true });
    expect(await runJson('neo4j', 'stop')).toEqual({ stopped: false });
    expect(await run(['neo4j', 'remove'])).toMatchObject(refused);
    const { home, running } = await runJson('neo4j', 'status');
    expect(running).toBe(false);
    await writeFile(join(home, 'import', 'people.csv'), 'id:ID');
    expect(await run(['neo4j', 'remove'])).toMatchObject({
      exitCode: 1,
      stderr: expect.stringMatching(/ found .+\/import\/people\.csv\. Move .*--force/),
    });
    expect(await runJson('neo4j', 'remove', '--force')).toEqual({ removed: home });
    expect((await run(['neo4j', 'status'])).exitCode).toBe(1);
  });
});
