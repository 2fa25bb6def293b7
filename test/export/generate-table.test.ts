import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { createGraph } from '../../src/export/create-graph.ts';
import { exportGraph } from '../../src/export/export-graph.ts';
import { planExport } from '../../src/export/plan.ts';
import { generateTable } from '../../src/export/rows.ts';
import { verifyFiles } from '../../src/verify/files/verify-files.ts';
import { library } from '../model/library.ts';
import { makeTemporaryFolder } from '../setup/temporary-folder.ts';

async function collect(chunks: AsyncIterable<Uint8Array>): Promise<string> {
  const texts: string[] = [];
  for await (const chunk of chunks) texts.push(Buffer.from(chunk).toString());
  return texts.join('');
}

describe('generateTable', () => {
  const options = { model: library, scale: 20_000, seed: 'test' };

  it('generates the header and the rows that an export of the table writes', async () => {
    const out = await makeTemporaryFolder();
    const { manifest } = await exportGraph({ folder: out, ...options, tables: ['Author'], parts: 3 });
    const files = ['Author-header.csv', 'Author-000.csv', 'Author-001.csv', 'Author-002.csv'];
    const written = await Promise.all(files.map((name) => readFile(join(out, name), 'utf8')));
    const plan = planExport(createGraph(options), { ids: 'actual', tables: ['Author'] });

    expect(await collect(generateTable(plan))).toBe(written.join(''));
    expect(await verifyFiles({ folder: out, model: library })).toEqual(manifest);
  });

  it('refuses several tables', async () => {
    const chunks = generateTable(planExport(createGraph(options), { ids: 'actual' }));
    await expect(chunks.next()).rejects.toMatchObject({
      code: 'invalid-option',
      message: 'Expected one table for stdout, got 3',
    });
  });
});
