import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import { exportGraph } from '../../../src/export/export-graph.ts';
import { verifyFiles } from '../../../src/verify/files/verify-files.ts';
import { makeTemporaryFolder } from '../../setup/temporary-folder.ts';

describe('a changed manifest', () => {
  let folder: string;
  let path: string;

  beforeEach(async () => {
    folder = await makeTemporaryFolder();
    path = join(folder, 'manifest.json');
    await exportGraph({ folder, scale: 50 });
  });

  it.each([
    ['"arrayDelimiter": ";"', '"arrayDelimiter": "|"', 'csv'],
    ['"delimiter": ","', '"delimiter": ";"', 'csv'],
    [
      '"labels": [\n        "ConfigurationItem",\n        "Region"\n',
      '"labels": [\n        "ConfigurationItem",\n        "Evil"\n',
      'labels of Region',
    ],
    ['"scale": 50', '"scale": 77', 'rows of'],
    ['"ids": "actual"', '"ids": "string"', 'columns of Region'],
    ['"name": "Server"', '"name": "Host"', 'names of tables'],
    ['"cpuCores:int"', '"cpuCores:long"', 'columns of Server'],
    ['"seed": "bulkgen"', '"seed": "zz"', 'to begin with the rows of seed `zz`'],
    ['"asOf": "2026-01-01"', '"asOf": "2025-01-01"', 'to begin with the rows of'],
  ])('is refused: %s', async (from, to, named) => {
    const text = await readFile(path, 'utf8');
    expect(text).toContain(from);
    await writeFile(path, text.replace(from, to));

    await expect(verifyFiles({ folder })).rejects.toMatchObject({
      exitCode: 3,
      message: expect.stringContaining(named),
    });
  });
});
