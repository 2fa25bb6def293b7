import { once } from 'node:events';
import { get, request } from 'node:http';
import { connect } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import { LiveHistory } from '../../../src/cli/live/live-history.ts';
import type { LiveUpdate } from '../../../src/cli/live/live-update.ts';
import { type LiveServer, serveLive } from '../../../src/cli/live/serve-live.ts';
import type { Progress } from '../../../src/progress/progress.ts';

const exporting: Progress = {
  step: 'export',
  message: 'Exporting <b>the</b> graph',
  completed: 10,
  total: 40,
  percentage: 25,
  unit: 'rows',
  done: false,
  elapsed: 1,
};

let server: LiveServer | undefined;

afterEach(async () => {
  await server?.end();
  server = undefined;
});

async function serve() {
  const history = new LiveHistory('bulkgen export');
  server = await serveLive(history, 0);
  return { history, server, url: server.url };
}

/** All updates of a page that is open until the command ends, or until `enough`. */
async function readUpdates(url: string, enough = (_updates: readonly LiveUpdate[]): boolean => false) {
  const response = await fetch(`${url}events`);
  expect(response.headers.get('content-type')).toBe('text/event-stream; charset=utf-8');
  let text = '';
  const parse = (): LiveUpdate[] => Array.from(text.matchAll(/^data: (.*)\n\n/gm), ([, data]) => JSON.parse(data!));
  for await (const bytes of response.body!) {
    text += Buffer.from(bytes).toString();
    if (enough(parse())) break;
  }
  return parse();
}

/** The status of a request that says it wants another host. */
async function statusFor(url: string, host: string): Promise<number | undefined> {
  const [response] = await once(get(url, { headers: { host } }), 'response');
  response.resume();
  return response.statusCode;
}

describe('serveLive', () => {
  it('serves one page that loads nothing, and runs no script but its own', async () => {
    const { url } = await serve();
    expect(url).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/[\w-]{22}\/$/);
    const response = await fetch(url);
    const html = await response.text();
    expect(response.status).toBe(200);
    expect(Object.fromEntries(response.headers)).toMatchObject({
      'content-type': 'text/html; charset=utf-8',
      'cache-control': 'no-store',
      'referrer-policy': 'no-referrer',
      'x-content-type-options': 'nosniff',
      'content-security-policy': expect.stringMatching(
        /^default-src 'none'; style-src 'sha256-[^']+'; script-src 'sha256-[^']+'; connect-src 'self'; .*frame-ancestors 'none'$/,
      ),
    });
    expect(html).not.toMatch(/\son\w+=|https?:|src=|<style><|<script><|style="/);
    expect(html).toContain('<table role="table">');
  });

  it('sends everything to each page, also to one that opens late, then the changes and the end', async () => {
    const { history, server, url } = await serve();
    history.add({ ...exporting, step: 'lint', done: true });
    const early = readUpdates(url);
    await readUpdates(url, (updates) => updates.length === 2);
    history.add(exporting);
    history.addNote('a note');
    const late = await readUpdates(url, (updates) => updates.length === 2);
    expect(late).toMatchObject([
      { replaces: true, steps: [{ id: 1 }, { message: 'Exporting <b>the</b> graph', percent: 25 }], notes: ['a note'] },
      { replaces: false, steps: [{ id: 2 }] },
    ]);
    history.setResult('Exported 40 rows');
    history.end('done');
    await server.end();
    const updates = await early;
    expect(updates[0]).toMatchObject({ replaces: true, steps: [{ id: 1 }], state: 'running' });
    expect(updates.slice(1).every(({ replaces }) => !replaces)).toBe(true);
    expect(updates.at(-1)).toMatchObject({ state: 'done', result: 'Exported 40 rows' });
    await expect(fetch(url)).rejects.toThrow('fetch failed');
  });

  it.each(['127.0.0.1', 'localhost', 'LOCALHOST:9000'])('answers a request for the host %s', async (host) => {
    const { url } = await serve();
    expect(await statusFor(url, host)).toBe(200);
  });

  it.each(['evil.example', 'localhost.evil.example:80', '127.0.0.1.evil.example', '[::1]', '0.0.0.0'])(
    'refuses a request for the host `%s`, which may be a page of another site',
    async (host) => {
      const { url } = await serve();
      expect(await statusFor(url, host)).toBe(403);
      expect(await statusFor(`${url}events`, host)).toBe(403);
    },
  );

  it('shows nothing without the secret path', async () => {
    const { url } = await serve();
    const { origin } = new URL(url);
    for (const path of ['/', '/events', '/favicon.ico', '/AAAAAAAAAAAAAAAAAAAAAA/', `${new URL(url).pathname}../`]) {
      const response = await fetch(origin + path);
      expect({ path, status: response.status, text: await response.text() }).toEqual({
        ...{ path, status: 404, text: 'Not found\n' },
      });
    }
  });

  it('takes no request that could change something', async () => {
    const { url } = await serve();
    for (const method of ['POST', 'PUT', 'DELETE', 'OPTIONS']) {
      expect((await fetch(url, { method })).status).toBe(405);
    }
    const [response] = await once(request(url, { method: 'HEAD' }).end(), 'response');
    expect(response.statusCode).toBe(200);
  });

  it('takes 20 pages at once and no more', async () => {
    const { url } = await serve();
    const open = new AbortController();
    const pages = await Promise.all(Array.from({ length: 20 }, () => fetch(`${url}events`, { signal: open.signal })));
    expect(pages.map(({ status }) => status)).toEqual(Array(20).fill(200));
    expect((await fetch(`${url}events`)).status).toBe(503);
    open.abort();
  });

  it('ends although a browser reads nothing of what it gets', async () => {
    const { history, server, url } = await serve();
    history.setResult('x'.repeat(200_000));
    const { port, pathname } = new URL(url);
    const sockets = Array.from({ length: 5 }, () => connect(Number(port), '127.0.0.1'));
    for (const socket of sockets) {
      socket.pause().write(`GET ${pathname}events HTTP/1.1\r\nHost: localhost\r\n\r\n`);
      socket.on('error', () => {}); // the server resets it
    }
    const idle = connect(Number(port), '127.0.0.1').on('error', () => {});
    await once(idle, 'connect');
    history.end('done');
    await server.end();
    await expect(fetch(url)).rejects.toThrow('fetch failed');
    for (const socket of [...sockets, idle]) socket.destroy();
  });
});
