import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { execa } from 'execa';
import { beforeAll, describe, expect, it } from 'vitest';
import { LiveHistory } from '../../src/cli/live/live-history.ts';
import type { LiveUpdate } from '../../src/cli/live/live-update.ts';
import { serveLive } from '../../src/cli/live/serve-live.ts';
import type { Progress } from '../../src/progress/progress.ts';
import { afterFile } from '../setup/after-file.ts';
import { type Browser, type BrowserPage, findChromium, startBrowser } from './support/browser.ts';

const bin = join(import.meta.dirname, '../../src/bin.ts');

describe('a command with --live', () => {
  let folder: string;

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'bulkgen-live-'));
    afterFile(() => rm(folder, { recursive: true, force: true }));
  });

  /** Starts an export and reads the address of its page from the first line of stderr. */
  async function startExport(out: string, ...options: readonly string[]) {
    const args = [bin, 'export', '--scale', '1m', '--workers', '1', '--out', join(folder, out), '--live', ...options];
    const running = execa(process.execPath, args, { reject: false });
    const [line] = await once(createInterface({ input: running.stderr }), 'line');
    return { running, line: String(line) };
  }

  it('prints its address on stderr, and ends while a page is open', async () => {
    const { running, line } = await startExport('done', '--json', '--quiet');
    expect(line).toMatch(/^Live progress: http:\/\/127\.0\.0\.1:\d+\/[\w-]{22}\/$/);
    const response = await fetch(`${line.slice('Live progress: '.length)}events`);
    const [updates, { exitCode, stdout, stderr }] = await Promise.all([readUpdates(response), running]);
    expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: line });
    expect(JSON.parse(stdout)).toMatchObject({ scale: 1_000_000 });
    expect(updates.some(({ steps }) => steps.some(({ state }) => state === 'running'))).toBe(true);
    expect(updates.at(-1)).toMatchObject({
      title: 'bulkgen export',
      state: 'done',
      result: expect.stringMatching(/^Exported 1,000,000 CIs and /),
    });
  });

  it('says on its page that it was interrupted, and prints its address as JSON for programs', async () => {
    const { running, line } = await startExport('interrupted', '--progress', 'json');
    const { live } = JSON.parse(line);
    const updates = readUpdates(await fetch(`${live.url}events`), () => running.kill('SIGINT'));
    expect((await running).exitCode).toBe(130);
    expect((await updates).at(-1)).toMatchObject({
      state: 'interrupted',
      notes: ['SIGINT: stopping …'],
      steps: [{ state: 'stopped', message: 'Exporting the graph' }],
      error: expect.stringMatching(/^Interrupted before the work was done\. Nothing was changed: /),
    });
  });
});

/** All updates until the command ends. Calls `onStep` when the first step runs. */
async function readUpdates(response: Response, onStep = (): unknown => undefined): Promise<readonly LiveUpdate[]> {
  let text = '';
  let isRunning = false;
  const parse = (): LiveUpdate[] => Array.from(text.matchAll(/^data: (.*)\n\n/gm), ([, data]) => JSON.parse(data!));
  for await (const bytes of response.body!) {
    text += Buffer.from(bytes).toString();
    if (isRunning || !parse().some(({ steps }) => steps.length > 0)) continue;
    isRunning = true;
    onStep();
  }
  return parse();
}

const loading: Progress = {
  step: 'load-nodes',
  message: 'Loading <img src=x onerror="document.title=1">',
  table: 'Server',
  completed: 0,
  total: 1_000,
  unit: 'rows',
  done: false,
  elapsed: 0,
  position: { number: 5, of: 9 },
  load: { lanes: 2, batchSize: 5_000, retries: { 'Neo.TransientError.General.X': 3 }, halvings: 0 },
};

/** `loading` after some of its ten seconds. */
function after(seconds: number): Progress {
  return { ...loading, elapsed: seconds, completed: seconds * 100, percentage: seconds * 10, recentRate: 100, eta: 3 };
}

const chromium = findChromium();

describe.skipIf(chromium === undefined)('the page', () => {
  let browser: Browser;

  beforeAll(async () => {
    browser = await startBrowser(chromium!);
    afterFile(async () => browser[Symbol.asyncDispose]());
  });

  async function open() {
    const history = new LiveHistory('bulkgen load');
    const server = await serveLive(history, 0);
    const page = await browser.open(server.url);
    await page.waitFor('document.querySelector("#clock")?.textContent');
    return { history, server, page };
  }

  const textOf = (page: BrowserPage, selector: string): Promise<string> =>
    page.evaluate(`document.querySelector(${JSON.stringify(selector)}).textContent.trim()`);

  it('shows a running step with its place, bar, count, rate, time left and curve', async () => {
    const { history, server, page } = await open();
    for (let second = 0; second <= 7; second++) history.add(after(second));
    history.addNote('a <b>note</b>');
    await page.waitFor('document.querySelector("#steps .percent")?.textContent === "70 %"');
    const cells = ['.place', '.message', '.count', '.rate-text', '.left', '.load li:nth-child(2)', 'svg title'];
    expect(await Promise.all(cells.map((cell) => textOf(page, `#steps ${cell}`)))).toEqual([
      ...['[5/9]', loading.message, '700 of 1,000 rows', '100/s', '3 s'],
      ...['3 retries (3 × Neo.TransientError.General.X)', 'Rate over time: now 100/s, at most 100/s'],
    ]);
    expect(await page.evaluate('document.querySelector("#steps progress").value')).toBe(70);
    expect(await page.evaluate('document.querySelector("#steps polyline").points.length')).toBe(7);
    expect(await textOf(page, '#announcement')).toBe(`[5/9] ${loading.message}`);
    expect(await textOf(page, '#note-list')).toBe('a <b>note</b>');
    expect(await page.evaluate('document.title')).toBe('[5/9] 70 % · bulkgen load');
    expect(await page.evaluate('document.images.length')).toBe(0);
    expect(page.log).toEqual([]); // nothing was refused by the policy of the page
    await server.end();
  });

  it('fits a narrow screen, in light and in dark', async () => {
    const { history, server, page } = await open();
    for (let second = 0; second <= 7; second++) history.add(after(second));
    history.setResult('x'.repeat(500));
    await page.waitFor('document.querySelector("#result").textContent');
    await page.call('Emulation.setDeviceMetricsOverride', {
      ...{ width: 400, height: 700, deviceScaleFactor: 1, mobile: false },
    });
    const backgrounds: string[] = [];
    for (const value of ['light', 'dark']) {
      await page.call('Emulation.setEmulatedMedia', { features: [{ name: 'prefers-color-scheme', value }] });
      expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(400);
      backgrounds.push(await page.evaluate('getComputedStyle(document.body).backgroundColor'));
    }
    expect(backgrounds).toEqual(['rgb(255, 255, 255)', 'rgb(20, 24, 29)']);
    await server.end();
  });

  it('shows the same on a second page that opens late, and says on both that the command has ended', async () => {
    const { history, server, page } = await open();
    history.add({ ...after(10), done: true });
    const late = await browser.open(server.url);
    await late.waitFor('document.querySelector("#steps tr")?.dataset.state === "done"');
    history.setResult('table  rows\nServer 1,000');
    history.end('failed', 'Could not load: the server stopped.');
    await server.end();
    for (const each of [page, late]) {
      await each.waitFor('document.querySelector("#state").dataset.state === "failed"');
      expect(await textOf(each, '#state')).toMatch(/^Failed after .* The command has ended, and this page no longer/);
      expect(await textOf(each, '#error')).toBe('Could not load: the server stopped.');
      expect(await textOf(each, '#result')).toBe('table  rows\nServer 1,000');
      expect(await each.evaluate('events.readyState')).toBe(2); // closed: it asks no more
      expect(each.log).toEqual([]);
    }
  });

  it('says that bulkgen does not answer when it was killed', async () => {
    const { server, page } = await open();
    await server.end(); // without the end of the command
    await page.waitFor('document.querySelector("#state").dataset.state === "lost"');
    expect(await textOf(page, '#state')).toBe('No answer from bulkgen. Trying again …');
  });
});
