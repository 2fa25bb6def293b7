import { expect, it } from 'vitest';
import { createGraph } from '../../src/export/create-graph.ts';
import { estimateExport, refuseFullDisk } from '../../src/export/estimate.ts';
import { estimateGraphImport } from '../../src/export/estimate-import.ts';
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
  ['actual', 1e7, 2.1],
  ['actual', 1e8, 3.06],
  ['actual', 2e8, 4.13],
  ['actual', 1e9, 12.63],
  ['actual', 1e10, 108.61],
  ['string', 1e9, 15.68],
  ['string', 3e9, 46.17],
] as const)(
  'with %s ids and %d CIs, comes close to the %d GiB of memory that neo4j-admin suggests',
  async (ids, scale, gibibytes) => {
    const { importMemory } = await estimateExport(planExport(createGraph({ scale }), { ids }), '/tmp');
    expect(Math.abs(importMemory / (gibibytes * 2 ** 30) - 1)).toBeLessThan(0.06);
  },
);

it('expects an import of a small graph to need half a gigabyte of memory', async () => {
  const { importMemory } = await estimateExport(planExport(createGraph({ scale: 100 }), { ids: 'actual' }), '/tmp');
  expect(importMemory).toBeCloseTo(2 ** 29, -6);
});

it('estimates what an import needs as the import itself does', async () => {
  const folder = await makeTemporaryFolder();
  const { manifest } = await exportGraph({ folder, scale: 20_000 });
  const graph = createGraph({ scale: 20_000 });
  const needs = estimateGraphImport(graph, manifest.totals, 'actual');
  const { importMemory, importDisk } = await estimateExport(planExport(graph, { ids: 'actual' }), folder);
  expect(importMemory / needs.memoryBytes).toBeCloseTo(1, 2);
  expect(importDisk / needs.diskBytes).toBeCloseTo(1, 2);
});

it('plans a billion CIs at once, and what does not fit', async () => {
  const plan = planExport(createGraph({ scale: 1e9 }), { ids: 'actual' });
  const estimate = await estimateExport(plan, '/nowhere/at/all');
  expect(estimate.rows).toBeGreaterThan(3e9);
  expect(estimate.bytes).toBeGreaterThan(2.5e11);
  expect(estimate.bytes).toBeLessThan(2.8e11);
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
