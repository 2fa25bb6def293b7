import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { createGraph, graphOf } from '../../src/export/create-graph.ts';
import { exportGraph } from '../../src/export/export-graph.ts';
import { tablesOf } from '../../src/model/record.ts';
import { describeRow } from '../csv/encode-rows.ts';
import { makeTemporaryFolder } from '../setup/temporary-folder.ts';
import { exampleManifest } from './example-manifest.ts';

describe('createGraph', () => {
  it.each([0, -1, 1.5, Number.NaN, Number.POSITIVE_INFINITY, 2 ** 41])('refuses a scale of %d', async (scale) => {
    const out = join(await makeTemporaryFolder(), 'out');
    await expect(exportGraph({ folder: out, scale })).rejects.toMatchObject({
      code: 'invalid-option',
      message: `Expected --scale to be a whole number from 1 to 2^40, got \`${scale}\``,
    });
    await expect(readdir(out)).rejects.toMatchObject({ code: 'ENOENT' });
  });

  it.each(['2026-02-30', '2026-1-1', 'today', '', '1899-12-31', '3000-01-01'])('refuses the date `%s`', (asOf) => {
    expect(() => createGraph({ asOf })).toThrow(
      expect.objectContaining({
        code: 'invalid-option',
        message: `Expected --as-of to be now or a date YYYY-MM-DD from 1900-01-01 to 2999-12-31, got \`${asOf}\``,
      }),
    );
  });

  it('refuses an empty seed, as a script with an unset variable gives', () => {
    expect(() => createGraph({ seed: '' })).toThrow(
      expect.objectContaining({
        code: 'invalid-option',
        message: 'Expected --seed to have at least one character, got an empty text',
        hint: 'Leave out --seed for the seed `bulkgen`.',
      }),
    );
  });

  it.each(['1900-01-01', '2999-12-31'])('makes dates of four digits around %s', (asOf) => {
    const graph = createGraph({ asOf, scale: 60 });
    for (const table of tablesOf(graph)) {
      for (const cell of Array.from({ length: table.count }, (_, n) => describeRow(graph, table, 'actual', n)).flat()) {
        if (/^[+-]?\d+-\d\d-\d\d/.test(cell)) expect(cell).toMatch(/^[1-3]\d{3}-/);
      }
    }
  });

  it.each([-1, 1.5, Number.NaN, 2 ** 41])('refuses %d events', (events) => {
    expect(() => createGraph({ events })).toThrow(
      expect.objectContaining({
        code: 'invalid-option',
        message: `Expected --events to be a whole number from 0 to 2^40, got \`${events}\``,
      }),
    );
  });

  it('takes any number of events from 0 on', () => {
    expect([0, 1, 20_000_000].map((events) => createGraph({ events }).events!.count)).toEqual([0, 1, 20_000_000]);
  });
});

describe('graphOf', () => {
  it('names what to do with the files of a model that is not built in', () => {
    expect(() => graphOf({ ...exampleManifest, model: { name: 'shop', version: '1.0.0' } })).toThrow(
      expect.objectContaining({
        code: 'invalid-model',
        message: 'The files are of model shop 1.0.0; this bulkgen knows cmdb, social, fraud, supply-chain, classic',
        hint: 'Name the file of the model with --model (`loadModel` in a program), or use the bulkgen that wrote the files.',
      }),
    );
    expect(() => graphOf({ ...exampleManifest, model: { name: 'cmdb', version: '9.0.0' } })).toThrow(
      expect.objectContaining({ hint: expect.stringMatching(/^Run `bulkgen export` again/) }),
    );
  });
});
