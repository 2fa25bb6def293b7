import { readdir, stat, writeFile } from 'node:fs/promises';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { describe, expect, it, onTestFinished } from 'vitest';
import { BulkgenError } from '../../src/errors.ts';
import { withLock } from '../../src/system/lock.ts';
import { formatIdentity, identifySelf } from '../../src/system/process-identity.ts';
import { makeTemporaryFolder } from '../setup/temporary-folder.ts';

describe('withLock', () => {
  it('lets in one at a time and leaves no file', async () => {
    const folder = await makeTemporaryFolder();
    let inside = 0;
    let most = 0;
    const visit = () =>
      withLock(join(folder, 'lock'), async () => {
        most = Math.max(most, ++inside);
        await setTimeout(5);
        inside--;
      });
    await Promise.all([visit(), visit(), visit()]);
    expect(most).toBe(1);
    expect(await readdir(folder)).toEqual([]);
  });

  it('is free again after failed work', async () => {
    const path = join(await makeTemporaryFolder(), 'lock');
    await expect(withLock(path, () => Promise.reject(new Error('work')))).rejects.toThrow('work');
    expect(await withLock(path, async () => 'done')).toBe('done');
  });

  it('takes over from a dead holder whose process id another process has', async () => {
    const folder = await makeTemporaryFolder();
    await writeFile(join(folder, 'lock'), `${formatIdentity({ pid: process.pid, startTime: '1' })}${hostname()}\n`);
    expect(await withLock(join(folder, 'lock'), async () => 'done')).toBe('done');
    expect(await readdir(folder)).toEqual([]);
  });

  it('stops waiting when the signal is aborted', async () => {
    const folder = await makeTemporaryFolder();
    await writeFile(join(folder, 'lock'), `${formatIdentity(await identifySelf())}${hostname()}\n`);
    const waiting = withLock(join(folder, 'lock'), async () => 'done', { signal: AbortSignal.timeout(20) });
    await expect(waiting).rejects.toMatchObject({ code: 'interrupted' });
    expect(await readdir(folder)).toEqual(['lock']);
  });

  it('throws at once what whenHeld returns when it is held', async () => {
    const path = join(await makeTemporaryFolder(), 'lock');
    await withLock(path, async () => {
      const whenHeld = ({ pid }: { readonly pid: number }) => new BulkgenError('import-running', `Held by ${pid}`);
      await expect(withLock(path, async () => 'done', { whenHeld })).rejects.toMatchObject({
        code: 'import-running',
        message: `Held by ${process.pid}`,
      });
    });
  });

  it('is readable for every user, whatever the umask', async () => {
    const path = join(await makeTemporaryFolder(), 'lock');
    const before = process.umask(0o077);
    onTestFinished(() => void process.umask(before));
    expect(await withLock(path, async () => (await stat(path)).mode & 0o777)).toBe(0o644);
  });

  it('takes over a lock file that a power cut left empty', async () => {
    const path = join(await makeTemporaryFolder(), 'lock');
    await writeFile(path, '');
    expect(await withLock(path, async () => 'done')).toBe('done');
  });
});
