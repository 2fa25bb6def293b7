import { expect, it } from 'vitest';
import { createGraph } from '../../src/export/create-graph.ts';
import { estimateExport, refuseFullDisk } from '../../src/export/estimate.ts';
import { exportGraph } from '../../src/export/export-graph.ts';
import { planExport } from '../../src/export/plan.ts';
import { makeTemporaryFolder } from '../setup/temporary-folder.ts';

it.each(['actual', 'string'] as const)(
  'comes within five percent of the bytes of an export with %s ids',
  async (ids) => {
    const out = await makeTemporaryFolder();
    const { manifest } = await exportGraph({ folder: out, scale: 20_000, ids });
    const { bytes, rows, tables } = await estimateExport(planExport(createGraph({ scale: 20_000 }), { ids }), out);
    expect(Math.abs(bytes / manifest.totals.bytes - 1)).toBeLessThan(0.05);
    expect(rows).toBe(manifest.totals.nodes + manifest.totals.relationships);
    expect(tables.map(({ name }) => name)).toEqual(manifest.tables.map(({ name }) => name));
  },
);

it.each([
  [100, 5e8, 8e8],
  [10_000, 7e8, 9e8],
  [500_000, 2.7e9, 3e9],
  [10_000_000, 2.7e9, 3e9],
])('expects an import of %i CIs to need from %d to %d bytes of memory', async (scale, least, most) => {
  const { importMemory } = await estimateExport(planExport(createGraph({ scale }), { ids: 'actual' }), '/tmp');
  expect(importMemory).toBeGreaterThanOrEqual(least);
  expect(importMemory).toBeLessThanOrEqual(most);
});

it('plans a billion CIs at once, and what does not fit', async () => {
  const plan = planExport(createGraph({ scale: 1e9 }), { ids: 'actual' });
  const estimate = await estimateExport(plan, '/nowhere/at/all');
  expect(estimate.rows).toBeGreaterThan(3e9);
  expect(estimate.bytes).toBeGreaterThan(2e11);
  expect(estimate.tables.find(({ name }) => name === 'Server')).toMatchObject({ parts: expect.any(Number) });
  expect(estimate.importSeconds).toBeGreaterThan(1_000);
  expect(estimate.fits).toBe(estimate.diskBytes <= estimate.diskFree);
});

it.runIf(process.platform === 'linux')('says what a small disk has in a unit that shows it', async () => {
  const plan = planExport(createGraph({ scale: 5_000 }), { ids: 'actual' });
  await expect(refuseFullDisk(plan, '/proc')).rejects.toMatchObject({
    code: 'no-space',
    message: expect.stringMatching(/^Expected \d\.\d MB of free space in \/proc, got 0 bytes$/),
  });
});
