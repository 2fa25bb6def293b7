import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { bindGraph, exportGraph } from '../../src/export/export-graph.ts';
import { generateTable } from '../../src/export/generate-table.ts';
import { planExport } from '../../src/export/plan.ts';
import { verifyFiles } from '../../src/verify/verify-files.ts';
import { bindEstate } from '../models/cmdb/estate.ts';
import { makeTemporaryFolder } from '../setup/temporary-folder.ts';

async function collect(chunks: AsyncIterable<Uint8Array>): Promise<string> {
  const texts: string[] = [];
  for await (const chunk of chunks) texts.push(Buffer.from(chunk).toString());
  return texts.join('');
}

describe('generateTable', () => {
  it('gives the header and the rows that an export writes, of which the table may be all', async () => {
    const out = await makeTemporaryFolder();
    const { manifest } = await exportGraph({ out, scale: 20_000, seed: 'test', tables: ['Server'], parts: 3 });
    const files = ['Server-header.csv', 'Server-000.csv', 'Server-001.csv', 'Server-002.csv'];
    const written = await Promise.all(files.map((name) => readFile(join(out, name), 'utf8')));
    const plan = planExport(bindGraph({ scale: 20_000, seed: 'test' }), { ids: 'actual', tables: ['Server'] });

    expect(await collect(generateTable(plan))).toBe(written.join(''));
    expect(await verifyFiles(out)).toEqual(manifest);
  });

  it('refuses several tables', async () => {
    const chunks = generateTable(planExport(bindEstate(60), { ids: 'actual' }));
    await expect(chunks.next()).rejects.toMatchObject({
      code: 'invalid-option',
      message: 'Expected one table for stdout, got 17 of them',
    });
  });
});
