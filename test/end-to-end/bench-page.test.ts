import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { beforeAll, describe, expect, it } from 'vitest';
import { formatPage } from '../../src/bench/page/format-page.ts';
import { methodInks } from '../../src/bench/page/inks.ts';
import type { BenchReport, FigureName } from '../../src/bench/report.ts';
import { createReport } from '../bench/create-report.ts';
import { afterFile } from '../setup/after-file.ts';
import { type Browser, type BrowserPage, findChromium, startBrowser } from './support/browser.ts';

const chromium = findChromium();
const hostile = `</script></style><svg onload="document.title='x'">"'&`;
const complete = createReport();
const measured = JSON.parse(
  await readFile(new URL('../bench/example-report.json', import.meta.url), 'utf8'),
) as BenchReport;

const reports: Readonly<Record<string, BenchReport>> = {
  'all methods at three scales': complete,
  'a bench that ran': measured,
  'one method at one scale': createReport({
    ...{ scales: complete.scales.slice(0, 1), methods: ['unwind'], states: ['cold'], rounds: 1 },
  }),
  'an interrupted bench': { ...complete, complete: false, results: complete.results.slice(0, 5), kpis: [] },
  'hostile texts': {
    ...createReport({ scales: [{ name: hostile, nodes: 10, relationships: 30 }] }),
    ...{ warnings: [hostile], seed: hostile },
    failures: [{ scale: hostile, method: 'apoc', state: 'cold', round: 1, message: hostile }],
  },
};

describe.skipIf(chromium === undefined)('the page of a bench, in a browser', () => {
  let browser: Browser;
  let folder: string;

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'bulkgen-page-'));
    browser = await startBrowser(chromium!);
    afterFile(async () => {
      await browser[Symbol.asyncDispose]();
      await rm(folder, { recursive: true, force: true });
    });
  });

  async function open(report: BenchReport): Promise<BrowserPage> {
    const file = join(folder, 'bench.html');
    await writeFile(file, await formatPage(report));
    const page = await browser.open(pathToFileURL(file).href);
    await page.waitFor('document.readyState === "complete" && document.querySelector("main")');
    return page;
  }

  it.each(Object.entries(reports))('shows a mark for each result of %s, and asks for nothing', async (_, report) => {
    const page = await open(report);
    expect(await page.evaluate(countMarks)).toEqual(expectMarks(report));
    expect(await page.evaluate('performance.getEntriesByType("resource").length')).toBe(0);
    expect(await page.evaluate('document.title')).toMatch(/^bulkgen bench, 2026-/);
    const text = await page.evaluate<string>('document.body.textContent');
    for (const expected of [...report.warnings, ...report.kpis.map(({ name }) => name)])
      expect(text).toContain(expected);
    for (const { message } of report.failures) expect(text).toContain(message);
    expect(page.log).toEqual([]);
  });

  it('fits a narrow screen, and has its colours in light and in dark', async () => {
    const page = await open(complete);
    await page.call('Emulation.setDeviceMetricsOverride', {
      ...{ width: 390, height: 800, deviceScaleFactor: 1, mobile: false },
    });
    for (const [theme, back] of [
      ['light', 'rgb(255, 255, 255)'],
      ['dark', 'rgb(20, 24, 29)'],
    ] as const) {
      await page.call('Emulation.setEmulatedMedia', { features: [{ name: 'prefers-color-scheme', value: theme }] });
      expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(390);
      expect(await page.evaluate('getComputedStyle(document.body).backgroundColor')).toBe(back);
      const colour = `getComputedStyle(document.querySelector('[fill="${methodInks.unwind.light}"]')).fill`;
      const [r, g, b] = methodInks.unwind[theme].match(/[\da-f]{2}/g)!.map((digits) => Number.parseInt(digits, 16));
      expect(await page.evaluate(colour)).toBe(`rgb(${r}, ${g}, ${b})`);
    }
  });
});

/** An expression for how many visible marks in the colour of a method each plot has, by title. */
const countMarks = `Array.from(document.querySelectorAll('figure'), (figure) => {
  const colours = ${JSON.stringify(Object.values(methodInks).map(({ light }) => light))};
  const isMark = (mark) => {
    const { width, height } = mark.getBoundingClientRect();
    return width * height > 0 && ['fill', 'stroke'].some((ink) => colours.includes(mark.getAttribute(ink)));
  };
  const marks = Array.from(figure.querySelectorAll('path[ecmeta_data_index]'));
  return [figure.querySelector('h3').textContent, marks.filter(isMark).length];
})`;

const plots: readonly (readonly [title: string, figures: readonly FigureName[]])[] = [
  ['Rows a second', ['rowsPerSecond']],
  ['Processor time a row', ['clientCpuPerRow', 'serverCpuPerRow']],
  ['Memory', ['clientMemory', 'serverMemory']],
  ['Speed-up over create', ['speedUp']],
];

/** A mark for each figure that a plot shows. A plot without a figure is left out. */
function expectMarks({ results, scales }: BenchReport): readonly (readonly [string, number])[] {
  const times = (['cold', 'warm'] as const).map((state): [string, number] => [
    `Whole time, ${state} server`,
    results.filter((result) => result.state === state).length,
  ]);
  const bars = scales.flatMap(({ name }) =>
    plots.map(([title, figures]): [string, number] => {
      const own = results.filter(({ scale }) => scale === name);
      return [`${title}, ${name}`, own.flatMap((result) => figures.filter((figure) => result.figures[figure])).length];
    }),
  );
  return [...times, ...bars].filter(([, count]) => count > 0);
}
