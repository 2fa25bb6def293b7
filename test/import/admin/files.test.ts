import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { readAdditional } from '../../../src/import/admin/files.ts';
import { makeTemporaryFolder } from '../../setup/temporary-folder.ts';

it('takes the settings of --additional-config, but not its folders', async () => {
  const path = join(await makeTemporaryFolder(), 'more.conf');
  const lines = ['# a comment', 'server.directories.data=/elsewhere', '', 'db.temporal.timezone=+01:00', ' a.b = c'];
  await writeFile(path, lines.join('\r\n'));
  expect(await readAdditional(path)).toBe('db.temporal.timezone=+01:00\n a.b = c\n');
  await expect(readAdditional('/nowhere')).rejects.toMatchObject({
    code: 'file-unreadable',
    message: 'Could not read /nowhere: ENOENT: no such file or directory',
  });
});
