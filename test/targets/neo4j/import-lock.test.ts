import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { formatIdentity } from '../../../src/system/process-identity.ts';
import { withImportLock } from '../../../src/targets/neo4j/import-lock.ts';
import { makeTemporaryFolder } from '../../setup/temporary-folder.ts';

it('refuses a second import and names the process of the first', async () => {
  const path = join(await makeTemporaryFolder(), 'lock');
  const second = withImportLock(path, () => withImportLock(path, async () => 'done'));
  await expect(second).rejects.toMatchObject({
    code: 'import-running',
    message: expect.stringContaining(`process ${process.pid})`),
  });
});

it('respects a lock of another machine, whose processes it cannot see, and names the machine', async () => {
  const path = join(await makeTemporaryFolder(), 'lock');
  await writeFile(path, `${formatIdentity({ pid: 1, startTime: '1' })}elsewhere\n`);
  await expect(withImportLock(path, async () => 'done')).rejects.toMatchObject({
    code: 'import-running',
    message: expect.stringContaining('process 1 on elsewhere'),
    hint: expect.stringContaining(path),
  });
});
