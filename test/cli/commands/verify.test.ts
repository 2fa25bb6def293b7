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
        message: `Option ${options[0]} applies only to an export of bulkgen`,
        hint: expect.stringContaining(`${folder} has CSV files but no manifest`),
      });
    },
  );

  it('reports a missing export where there is no CSV file either', async () => {
    const folder = await makeTemporaryFolder();
    const verifying = verifyCommand().parseAsync([folder, '--quick'], { from: 'user' });
    await expect(verifying).rejects.toMatchObject({ code: 'no-manifest' });
  });

  it('suggests naming a snapshot where a database has no folder of an export, as after a demo', async () => {
    const verifying = verifyCommand().parseAsync(['--database'], { from: 'user' });
    await expect(verifying).rejects.toMatchObject({
      code: 'no-manifest',
      hint: expect.stringContaining('If a snapshot was restored, name it: `bulkgen verify demo-small --database`.'),
    });
  });

  it.each([
    ['demo-small --database --quick', 'Option --quick applies only to the files of an export'],
    ['demo-small --database --format sarif', 'Option --format applies only to third-party CSV'],
    ['demo-small --database --strict', 'Option --strict applies only to third-party CSV'],
    ['demo-smal --database', 'Expected a manifest.json of bulkgen in demo-smal, but the folder does not exist'],
  ])('refuses %s', async (line, message) => {
    await expect(verifyCommand().parseAsync(line.split(' '), { from: 'user' })).rejects.toMatchObject({ message });
  });
});

it.each([
  ['verify', verifyCommand, [''], '[dir]'],
  ['import', importCommand, [''], '[dir]'],
  ['export', exportCommand, ['--out', ''], '--out'],
  ['snapshot create', createSnapshotCommand, ['name', '--from='], '--from'],
])('bulkgen %s refuses an empty string for a folder', async (_name, command, args, option) => {
  await expect(command().parseAsync(args, { from: 'user' })).rejects.toMatchObject({
    code: 'invalid-option',
    message: `Expected ${option} to be the name of a folder, got nothing`,
  });
});
