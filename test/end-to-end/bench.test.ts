import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeAll, expect, it } from 'vitest';
import type { BenchReport } from '../../src/bench/report.ts';
import { makeTestHome } from '../setup/test-home.ts';
import { useCommandLine } from './support/command-line.ts';

let env: NodeJS.ProcessEnv;
const { run } = useCommandLine(() => ({ folder: env['BULKGEN_HOME']!, env }));

beforeAll(async () => {
  env = await makeTestHome();
});

it('measures methods cold and warm, with the same rows by all, and leaves nothing behind', async () => {
  const home = env['BULKGEN_HOME']!;
  const methods = ['--methods', 'maps,unwind', '--scales', '60', '--full'];
  const { stdout, stderr, exitCode } = await run([
    'bench',
    ...methods,
    '--json',
    'bench.json',
    '--markdown',
    '--check',
  ]);
  expect({ stderr, exitCode }).toMatchObject({ exitCode: 0 });
  expect(String(stderr)).toMatch(/^Measuring maps, unwind at 60 in 1 round\. .* minute/);
  expect(stdout).toMatch(/^## 60: 60 nodes, 114 relationships$/m);

  const report = JSON.parse(await readFile(join(home, 'bench.json'), 'utf8')) as BenchReport;
  expect(report).toMatchObject({
    format: 1,
    complete: true,
    failures: [],
    scales: [{ nodes: 60, relationships: 114 }],
  });
  expect(report.runs.map(({ method, state }) => `${method} ${state}`)).toEqual([
    ...['maps cold', 'maps warm', 'unwind cold', 'unwind warm'],
  ]);
  expect(new Set(report.runs.map(({ digest }) => digest))).toEqual(new Set([expect.stringMatching(/^[0-9a-f]{64}$/)]));
  for (const { figures } of report.runs) {
    expect(figures.queries).toBe(33);
    expect(figures.nodeSeconds! + figures.relationshipSeconds! + figures.schemaSeconds!).toBeLessThan(figures.seconds);
    expect(figures.clientMemory).toBeGreaterThan(20e6);
    expect('serverCpuPerRow' in figures).toBe(process.platform === 'linux');
  }
  expect(report.results).toHaveLength(4);
  expect(await readdir(home)).toEqual(expect.not.arrayContaining(['bench', 'neo4j']));
});
