import { once } from 'node:events';
import { appendFile, readdir, readFile, stat, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { execa } from 'execa';
import { beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { removeEmbedded } from '../../src/replacement/remove-server.ts';
import { acceptsConnection, findFreePort } from '../../src/system/port.ts';
import { identifyProcess } from '../../src/system/process-identity.ts';
import { isProvisioned } from '../../src/targets/embedded/installation.ts';
import { findEmbedded, openEmbedded } from '../../src/targets/embedded/open.ts';
import { readStatus } from '../../src/targets/embedded/own-server.ts';
import type { EmbeddedTarget } from '../../src/targets/embedded/target.ts';
import { neo4jVersions } from '../../src/targets/neo4j/version.ts';
import { makeTestHome } from '../setup/test-home.ts';
import { takePort } from './support/take-port.ts';

const source = new URL('../../src/targets/embedded/open.ts', import.meta.url).href;

/** Runs a process that opens the target and then executes this code. */
function runElsewhere(version: string, env: NodeJS.ProcessEnv, code: string) {
  const script = `const { openEmbedded } = await import(${JSON.stringify(source)});
    const target = await openEmbedded({ version: ${JSON.stringify(version)} });\n${code}`;
  return execa(process.execPath, ['--input-type=module', '-e', script], { env, extendEnv: false });
}

async function listenOn(port: number): Promise<void> {
  const server = await takePort(port);
  onTestFinished(() => void server.close());
}

/** Waits until an admin command runs, and returns its process id. */
async function waitForAdmin(target: EmbeddedTarget): Promise<number> {
  for (;;) {
    const name = (await readdir(target.home.run)).find((candidate) => candidate.startsWith('admin-'));
    if (name) return Number(name.slice('admin-'.length));
    await setTimeout(20);
  }
}

/** Arguments of an import that waits for ever, because nothing writes into its pipe. */
async function endlessImport(target: EmbeddedTarget): Promise<readonly string[]> {
  const pipe = join(target.home.run, 'nodes.csv');
  await target.files.remove(pipe);
  await execa('mkfifo', [pipe]);
  const report = `--report-file=${join(target.home.run, 'report')}`;
  return ['database', 'import', 'full', 'neo4j', '--overwrite-destination', report, `--nodes=CI=${pipe}`];
}

/** The address of an HTTP server that answers every request with `{"a": 1}`. */
async function serveJson(): Promise<string> {
  const server = createServer((_request, response) => response.end('{"a": 1}')).listen(0, '127.0.0.1');
  onTestFinished(() => void server.close());
  await once(server, 'listening');
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}/file`;
}

const joinTexts = 'RETURN apoc.text.join(["a", "b"], "-")';

async function ask(httpUri: string, password: string, statement = joinTexts): Promise<Response> {
  return fetch(`${httpUri}/db/neo4j/tx/commit`, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      authorization: `Basic ${Buffer.from(`neo4j:${password}`).toString('base64')}`,
    },
    body: JSON.stringify({ statements: [{ statement }] }),
  });
}

describe.each(neo4jVersions)('the embedded target with Neo4j %s', (version) => {
  /** For behaviour that does not depend on the version. */
  const itOnce = version === neo4jVersions[0] ? it : () => {};
  let env: NodeJS.ProcessEnv;
  let target: EmbeddedTarget;

  beforeAll(async () => {
    env = await makeTestHome();
    expect(await findEmbedded({ version, env })).toBeUndefined();
    target = await openEmbedded({ version, env });
  });

  it('starts, answers queries with APOC, reads over HTTP, reports its state and stops', async () => {
    await target.start();
    await target.start();
    const status = await readStatus(target);
    const { uri, password } = await target.connection();
    expect(status).toMatchObject({ running: true, version, uri, username: 'neo4j', home: target.home.folder });
    expect((await stat(status.passwordFile)).mode & 0o777).toBe(0o600);
    const answer = await ask(status.httpUri, password);
    expect(await answer.text()).toContain('"a-b"');
    const address = await serveJson();
    const readAddress = `LOAD CSV FROM '${address}' AS row CALL apoc.load.json('${address}') YIELD value RETURN row, value`;
    expect(await (await ask(status.httpUri, password, readAddress)).json()).toMatchObject({
      results: [{ data: [{ row: [['{"a": 1}'], { a: 1 }] }] }],
      errors: [],
    });
    expect((await ask(status.httpUri, 'wrong')).status).toBe(401);
    const browser = await fetch(status.httpUri, { headers: { accept: 'text/html' } });
    expect(browser).toMatchObject({ status: 200, url: `${status.httpUri}/browser/` });
    expect(await browser.text()).toContain('<title>Neo4j Browser');
    expect(await readFile(`/proc/${status.pid}/cmdline`, 'utf8')).not.toContain(password);
    await target.stop();
    await target.stop();
    expect(await readStatus(target)).toEqual({ ...status, running: false, pid: undefined });
    expect(await acceptsConnection(Number(uri.split(':').at(-1)))).toBe(false);
  });

  it('runs admin commands and passes their lines on while they run', async () => {
    const nodes = join(target.home.run, 'it’s 1 file.csv');
    await writeFile(nodes, ':ID\n0\n1\n');
    const lines: string[] = [];
    const report = `--report-file=${join(target.home.run, 'report')}`;
    const args = ['database', 'import', 'full', 'neo4j', '--overwrite-destination', '--id-type=actual', report];
    const result = await target.runAdmin([...args, `--nodes=CI=${nodes}`], {
      onLine: (line) => lines.push(line),
    });
    expect(result.exitCode, lines.join('\n')).toBe(0);
    expect(lines.join('\n')).toContain('2 nodes');
    expect(lines.find((line) => line.includes('100% ∆'))).toBeDefined();
    expect(result.lastLines).toEqual(lines.slice(-50));
    expect((await target.runAdmin(['no-such-command'])).exitCode).toBeGreaterThan(0);
  });

  it('ends an admin command and its process group when the signal is aborted', async () => {
    const abort = new AbortController();
    const command = target.runAdmin(await endlessImport(target), { signal: abort.signal });
    const pid = await waitForAdmin(target);
    abort.abort(new Error('enough'));
    await expect(command).rejects.toMatchObject({ code: 'interrupted', cause: new Error('enough') });
    expect(() => process.kill(-pid, 0)).toThrow('ESRCH');
    expect(await readdir(target.home.run)).not.toContain(`admin-${pid}`);
  });

  it('ends the admin command that a killed bulkgen left running', async () => {
    const args = JSON.stringify(await endlessImport(target));
    const other = runElsewhere(version, env, `await target.runAdmin(${args});`);
    const pid = await waitForAdmin(target);
    other.kill('SIGKILL');
    await expect(other).rejects.toMatchObject({ signal: 'SIGKILL' });
    expect(await identifyProcess(pid)).toBeDefined();
    await openEmbedded({ version, env });
    expect(await identifyProcess(pid)).toBeUndefined();
  });

  it('keeps running when the process that started it ends, and is found by the next process', async () => {
    await runElsewhere(version, env, 'await target.start();');
    const found = await findEmbedded({ env });
    expect(found).toMatchObject({ version });
    expect(await found?.isRunning()).toBe(true);
    const { httpUri } = await readStatus(target);
    expect((await ask(httpUri, (await target.connection()).password)).status).toBe(200);
    await expect(removeEmbedded(target, { env })).rejects.toMatchObject({ code: 'neo4j-running' });
    await found?.stop();
    expect(await target.isRunning()).toBe(false);
  });

  itOnce('starts once when two processes start it at the same time', async () => {
    await Promise.all([target.start(), runElsewhere(version, env, 'await target.start();')]);
    expect(await target.isRunning()).toBe(true);
    await target.stop();
  });

  it('does not take another process with the recorded process id for its server', async () => {
    await writeFile(target.home.processFile, `${process.pid} 1\n`);
    expect(await target.isRunning()).toBe(false);
    await target.stop();
    expect((await readStatus(target)).pid).toBeUndefined();
  });

  itOnce('refuses a taken port that was asked for, and replaces one that was not', async () => {
    const port = await findFreePort();
    await listenOn(port);
    const asking = await openEmbedded({ version, env, boltPort: port });
    await expect(asking.start()).rejects.toMatchObject({
      code: 'port-taken',
      message: `Port ${port} is taken by another program`,
    });
    const before = (await target.connection()).uri;
    await listenOn(Number(before.split(':').at(-1)));
    await target.start();
    const { uri } = await target.connection();
    expect(uri).not.toBe(before);
    expect((await readStatus(target)).uri).toBe(uri);
    await expect(asking.start()).rejects.toMatchObject({ code: 'neo4j-running' });
    await target.stop();
  });

  it.each(['uri', 'httpUri'] as const)(
    'moves from a port (%s) that another program takes while it starts',
    async (name) => {
      const before = (await readStatus(target))[name];
      const start = target.start();
      while (!(await target.isRunning())) await setTimeout(5);
      await listenOn(Number(new URL(before).port));
      await start;
      expect((await readStatus(target))[name]).not.toBe(before);
      await setTimeout(1_000);
      expect(await target.isRunning()).toBe(true);
      await target.stop();
    },
  );

  it('reports why it did not start', async () => {
    const settings = await readFile(target.home.settings, 'utf8');
    await appendFile(target.home.settings, 'no.such.setting=1\n');
    onTestFinished(() => writeFile(target.home.settings, settings));
    await expect(target.start()).rejects.toMatchObject({
      code: 'start-failed',
      message: expect.stringContaining('No declared setting with name: no.such.setting'),
      hint: expect.stringContaining(target.home.serverLog),
    });
    expect(await target.isRunning()).toBe(false);
  });

  it('stops the server when its start is aborted', async () => {
    const abort = new AbortController();
    const start = target.start({ signal: abort.signal });
    while (!(await target.isRunning())) await setTimeout(20);
    const { pid } = await readStatus(target);
    abort.abort();
    await expect(start).rejects.toMatchObject({ code: 'interrupted' });
    expect(() => process.kill(pid ?? 0, 0)).toThrow('ESRCH');
    expect(await target.isRunning()).toBe(false);
  });

  it('is removed with its home, also while running when forced, and leaves the jars', async () => {
    await target.start();
    const { pid } = await readStatus(target);
    await removeEmbedded(target, { env, force: true });
    expect(() => process.kill(pid ?? 0, 0)).toThrow('ESRCH');
    expect(await findEmbedded({ version, env })).toBeUndefined();
    expect(await readdir(join(target.home.folder, '..'))).toEqual([]);
    expect(await isProvisioned(join(target.home.folder, '..', '..', 'cache'), version)).toBe(true);
  });
});
