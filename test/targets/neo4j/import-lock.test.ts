import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { writeFile } from 'node:fs/promises';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { formatIdentity, identifyProcess } from '../../../src/system/process-identity.ts';
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

it('names the command that works on the server', async () => {
  const path = join(await makeTemporaryFolder(), 'lock');
  const words = ['/opt/bulkgen/dist/bin.js', 'neo4j', 'remove', '--password-file', 'secret'];
  const other = spawn(process.execPath, ['-e', 'setTimeout(() => {}, 60_000)', ...words]);
  onTestFinished(() => void other.kill());
  await once(other, 'spawn');
  await writeFile(path, `${formatIdentity((await identifyProcess(other.pid!))!)}${hostname()}\n`);
  await expect(withImportLock(path, async () => 'done')).rejects.toMatchObject({
    message: `Another bulkgen is working on this server (process ${other.pid}, \`bulkgen neo4j remove\`)`,
    hint: expect.stringContaining('Ctrl-C'),
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
