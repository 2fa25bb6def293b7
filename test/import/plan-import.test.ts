import { readdir, truncate, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { exportGraph } from '../../src/export/export-graph.ts';
import { planImport } from '../../src/import/plan-import.ts';
import { planEmbedded } from '../../src/targets/embedded/planned.ts';
import { makeTemporaryFolder } from '../setup/temporary-folder.ts';

describe('planImport', () => {
  /** An export, and the embedded server that does not exist yet on a machine without Java. */
  async function makeWork() {
    const folder = await makeTemporaryFolder();
    await exportGraph({ folder, scale: 20 });
    const home = await makeTemporaryFolder();
    const env = { BULKGEN_HOME: home, PATH: '/nowhere' };
    return { folder, home, target: await planEmbedded({ version: '5.26', env }) };
  }

  it('says what it would create first, and changes nothing', async () => {
    const { home, ...work } = await makeWork();
    const { creation, running, counts } = await planImport(work);
    expect(creation).toBe('download the jars of Neo4j 5.26.30 (128.7 MB) with Maven and create the embedded server');
    expect([running, counts?.nodes]).toEqual([false, 20]);
    expect(await readdir(home)).toEqual([]);
  });

  it.each([
    ['a file is cut off', 'file-differs', (folder: string) => truncate(join(folder, 'Server-000.csv'), 10)],
    [
      'a header is changed',
      'file-differs',
      (folder: string) => writeFile(join(folder, 'Server-header.csv'), 'x'.repeat(255)),
    ],
    ['a file is added', 'file-unexpected', (folder: string) => writeFile(join(folder, 'more.csv'), '')],
  ])('finds that the import would fail when %s', async (_damage, code, damage) => {
    const { home: _home, ...work } = await makeWork();
    await damage(work.folder);
    const { problems } = await planImport(work);
    expect(problems.map((problem) => problem.code)).toContain(code);
    expect(problems.find((problem) => problem.code === code)).toMatchObject({ exitCode: 3 });
  });
});
