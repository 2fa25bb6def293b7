import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { beforeAll, describe, expect, it } from 'vitest';
import { exportGraph } from '../../src/export/export-graph.ts';
import type { GraphStats } from '../../src/stats/graph-stats.ts';
import { measureGraph } from '../../src/stats/measure-graph.ts';
import { formatStatsPage } from '../../src/stats/page/format-page.ts';
import { statsInks } from '../../src/stats/page/inks.ts';
import { afterFile } from '../setup/after-file.ts';
import { serviceFiles, writeFiles } from '../stats/services.ts';
import { type Browser, type BrowserPage, findChromium, startBrowser } from './support/browser.ts';

const chromium = findChromium();

describe.skipIf(chromium === undefined)('the page of the shape of a graph, in a browser', () => {
  let browser: Browser;
  let folder: string;
  let graphs: Readonly<Record<'cmdb' | 'services', GraphStats>>;

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'bulkgen-stats-page-'));
    browser = await startBrowser(chromium!);
    afterFile(async () => {
      await browser[Symbol.asyncDispose]();
      await rm(folder, { recursive: true, force: true });
    });
    const [estate, services] = [join(folder, 'estate'), join(folder, 'services')];
    await exportGraph({ folder: estate, scale: 2_000 });
    await writeFiles(services, serviceFiles);
    graphs = {
      cmdb: await measureGraph({ folder: estate }),
      services: await measureGraph({ folder: services, csv: {} }),
    };
  });

  async function open(stats: GraphStats): Promise<BrowserPage> {
    const file = join(folder, 'stats.html');
    await writeFile(file, await formatStatsPage(stats));
    const page = await browser.open(pathToFileURL(file).href);
    await page.waitFor('document.readyState === "complete" && document.querySelector("main")');
    return page;
  }

  it.each(['cmdb', 'services'] as const)('shows marks in every plot of %s, and asks for nothing', async (name) => {
    const page = await open(graphs[name]);
    const marks = await page.evaluate<readonly (readonly [string, number])[]>(countMarks);
    expect(marks.length).toBeGreaterThan(3);
    expect(marks.filter(([, count]) => count === 0)).toEqual([]);
    expect(await page.evaluate('performance.getEntriesByType("resource").length')).toBe(0);
    expect(page.log).toEqual([]);
  });

  it('has a mark for each point of both curves, and for each published figure', async () => {
    const page = await open(graphs.cmdb);
    const type = graphs.cmdb.types.find((each) => each.type === 'DEPENDS_ON')!;
    const { fanIn, fanOut } = type.connections.find(({ published }) => published)!;
    const marks = await page.evaluate<readonly (readonly [string, number])[]>(countMarks);
    const [, count] = marks.find(([title]) => title === 'DEPENDS_ON, Microservice → Microservice')!;
    expect(count).toBe(fanIn.atLeast.length + fanOut.atLeast.length + 6 + 6);
  });

  it('fits a narrow screen, and has its colours in light and in dark', async () => {
    const page = await open(graphs.cmdb);
    await page.call('Emulation.setDeviceMetricsOverride', {
      ...{ width: 390, height: 800, deviceScaleFactor: 1, mobile: false },
    });
    for (const theme of ['light', 'dark'] as const) {
      await page.call('Emulation.setEmulatedMedia', { features: [{ name: 'prefers-color-scheme', value: theme }] });
      expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(390);
      const colour = `getComputedStyle(document.querySelector('[fill="${statsInks.share.light}"]')).fill`;
      const [r, g, b] = statsInks.share[theme].match(/[\da-f]{2}/g)!.map((digits) => Number.parseInt(digits, 16));
      expect(await page.evaluate(colour)).toBe(`rgb(${r}, ${g}, ${b})`);
    }
  });
});

/** An expression for how many visible marks in a colour of plots each plot has, by title. */
const countMarks = `Array.from(document.querySelectorAll('figure'), (figure) => {
  const colours = ${JSON.stringify(Object.values(statsInks).map(({ light }) => light))};
  const isMark = (mark) => {
    const { width, height } = mark.getBoundingClientRect();
    return width * height > 0 && ['fill', 'stroke'].some((ink) => colours.includes(mark.getAttribute(ink)));
  };
  return [figure.querySelector('h3').textContent, Array.from(figure.querySelectorAll('path[ecmeta_data_index]')).filter(isMark).length];
})`;
