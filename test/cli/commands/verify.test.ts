import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { exportCommand } from '../../../src/cli/commands/export.ts';
import { importCommand } from '../../../src/cli/commands/import.ts';
import { createSnapshotCommand } from '../../../src/cli/commands/snapshot/create.ts';
import { verifyCommand } from '../../../src/cli/commands/verify.ts';
import { makeTemporaryFolder } from '../../setup/temporary-folder.ts';

describe('bulkgen verify', () => {
  it.each([['--quick'], ['--regenerate'], ['--full'], ['--database'], ['--uri', 'bolt://localhost:7687']])(
    'refuses %s with third-party CSV',
    async (...options) => {
      const folder = await makeTemporaryFolder();
      await writeFile(join(folder, 'a.csv'), 'id:ID\n1\n');
      await expect(verifyCommand().parseAsync([folder, ...options], { from: 'user' })).rejects.toMatchObject({
        code: 'invalid-option',
        message: `Expected no ${options[0]}, which is for exports of bulkgen only`,
        hint: expect.stringContaining(`${folder} has CSV files but no manifest`),
      });
    },
  );

  it('reports a missing export where there is no CSV file either', async () => {
    const folder = await makeTemporaryFolder();
    const verifying = verifyCommand().parseAsync([folder, '--quick'], { from: 'user' });
    await expect(verifying).rejects.toMatchObject({ code: 'no-manifest' });
  });
});

it.each([
  ['verify', verifyCommand, ['']],
  ['import', importCommand, ['']],
  ['export', exportCommand, ['--out', '']],
  ['snapshot create', createSnapshotCommand, ['name', '--from=']],
])('bulkgen %s refuses an empty string for a folder', async (_name, command, args) => {
  await expect(command().parseAsync(args, { from: 'user' })).rejects.toMatchObject({
    code: 'invalid-option',
    message: 'Expected the name of a folder, got nothing',
  });
});
