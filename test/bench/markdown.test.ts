import { readFile } from 'node:fs/promises';
import { expect, it } from 'vitest';
import { formatMarkdown } from '../../src/bench/markdown.ts';
import type { BenchReport } from '../../src/bench/report.ts';
import { formatFigure } from '../../src/bench/table.ts';

async function readExample(): Promise<BenchReport> {
  return JSON.parse(await readFile(new URL('./example-report.json', import.meta.url), 'utf8')) as BenchReport;
}

it('writes a table of each scale that was measured, and one of the goals', async () => {
  const report = await readExample();
  const markdown = formatMarkdown({
    ...report,
    scales: [...report.scales, { name: 'enterprise', nodes: 500_000, relationships: 1_472_362 }],
  });
  expect(markdown.match(/^## .*/gm)).toHaveLength(report.scales.length + 1);
  const tables = markdown.split(/\n(?!\|)/).filter((block) => block.startsWith('|'));
  for (const table of tables) {
    const widths = table
      .trim()
      .split('\n')
      .map((line) => line.split('|').length);
    expect(new Set(widths).size).toBe(1);
  }
  expect(markdown).toContain('Warning: Other programs were running');
});

it.each([
  [0.214, 's', '0.21 s'],
  [9.996, 's', '10.0 s'],
  [1_234.5, 's', '1,235 s'],
  [24_312.4, '/s', '24,312/s'],
  [4.26, 'µs', '4.26 µs'],
  [174.4e6, 'bytes', '174.4 MB'],
  [408, '', '408'],
  [12.46, '×', '12.5 ×'],
] as const)('writes %d %s as %s', (value, unit, text) => {
  expect(formatFigure(value, unit)).toBe(text);
});
