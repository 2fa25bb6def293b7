import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { setTimeout } from 'node:timers/promises';
import { expect, it } from 'vitest';
import { exportGraph } from '../../src/export/export-graph.ts';
import { Stream } from '../../src/random/stream.ts';
import { verifyFiles } from '../../src/verify/files/verify-files.ts';
import { hashFolder } from '../export/folder-content.ts';
import { afterFile } from '../setup/after-file.ts';

const root = join(import.meta.dirname, '../..');
const options = { scale: 60_000, parts: 6, gzip: false } as const;

/** Exports in a separate process and kills it after so many milliseconds. Returns whether the export was done before. */
async function exportAndKill(out: string, milliseconds: number): Promise<boolean> {
  const args = [
    '--scale',
    `${options.scale}`,
    '--parts',
    `${options.parts}`,
    '--workers',
    '2',
    '--out',
    out,
    '--quiet',
  ];
  const child = spawn(process.execPath, [join(root, 'src/bin.ts'), 'export', ...args], { stdio: 'ignore' });
  const ended = once(child, 'exit');
  await Promise.race([ended, setTimeout(milliseconds)]);
  child.kill('SIGKILL');
  const [code] = await ended;
  return code === 0;
}

it('resumes an export that was killed, and ends with the same bytes', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'bulkgen-resume-'));
  afterFile(() => rm(folder, { recursive: true, force: true }));
  const [whole, out] = [join(folder, 'whole'), join(folder, 'killed')];
  const startedAt = performance.now();
  await exportAndKill(whole, 60_000);
  const milliseconds = Math.round(performance.now() - startedAt);
  const seed = String(Date.now());
  console.log(`moments drawn with seed ${seed}`);
  const moments = new Stream(seed);

  let kept = 0;
  for (let round = 0; round < 20; round++) {
    const done = await exportAndKill(out, Math.round(milliseconds / 3) + moments.below(milliseconds, round));
    if (done) await rm(out, { recursive: true });
    const files = await readdir(join(out, '.bulkgen-export')).catch(() => []);
    if (files.filter((name) => name.endsWith('.csv')).length > 2) kept++;
  }
  await exportGraph({ ...options, folder: out });

  expect(await hashFolder(out)).toEqual(await hashFolder(whole));
  expect((await readdir(out)).filter((name) => name.startsWith('.'))).toEqual([]);
  expect(kept).toBeGreaterThan(0);
});

it('lets one of two exports that start at the same instant win, and refuses the other clearly', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'bulkgen-same-instant-'));
  afterFile(() => rm(folder, { recursive: true, force: true }));
  const exportTo = async (out: string, seed: string): Promise<string> => {
    const args = [join(root, 'src/bin.ts'), 'export', '--scale', '60', '--seed', seed, '--out', out, '--quiet'];
    const child = spawn(process.execPath, args, { stdio: ['ignore', 'ignore', 'pipe'] });
    const [errors] = await Promise.all([text(child.stderr), once(child, 'close')]);
    return child.exitCode === 0 ? 'exported' : errors;
  };
  for (let round = 0; round < 8; round++) {
    const out = join(folder, `${round}`);
    const seeds = round % 2 === 0 ? ['a', 'a'] : ['a', 'b'];
    const answers = await Promise.all(seeds.map((seed) => exportTo(out, seed)));

    expect(answers).toContain('exported');
    const refused = answers.filter((answer) => answer !== 'exported');
    for (const answer of refused)
      expect(answer).toMatch(/^bulkgen: (Another export is writing to|\S+ holds an export of 60 CIs)/);
    expect((await verifyFiles({ folder: out })).seed).toBe(seeds[answers.indexOf('exported')]);
    expect((await readdir(out)).filter((name) => name.startsWith('.'))).toEqual([]);
  }
});
