import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readdir, readFile, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { formatIdentity, identifyProcess } from '../../../src/system/process-identity.ts';
import { endOrphans, recordAdmin } from '../../../src/targets/neo4j/admin-record.ts';
import { makeTemporaryFolder } from '../../setup/temporary-folder.ts';

it('keeps the record of an admin process while its owner lives, until it is removed', async () => {
  const folder = await makeTemporaryFolder();
  // This process, in both parts: were it taken for an orphan, the test would end with it.
  const forget = await recordAdmin(folder, process.pid);
  await endOrphans(folder);
  expect(await readdir(folder)).toEqual([`admin-${process.pid}`]);
  await forget();
  expect(await readdir(folder)).toEqual([]);
});

it('removes records of dead processes and half-written ones, and no other file', async () => {
  const folder = await makeTemporaryFolder();
  await writeFile(join(folder, 'admin-7'), `${process.pid} 1\n${process.pid} 2\n`);
  await writeFile(join(folder, 'admin-8'), '8 47');
  await writeFile(join(folder, 'admin-report.txt'), '');
  await endOrphans(folder);
  expect(await readdir(folder)).toEqual(['admin-report.txt']);
});

it('follows no link in place of a record', async () => {
  const folder = await makeTemporaryFolder();
  const other = join(folder, 'other');
  await writeFile(other, 'kept');
  await symlink(other, join(folder, `admin-${process.pid}`));
  await recordAdmin(folder, process.pid);
  expect(await readFile(other, 'utf8')).toBe('kept');
});

it('ends the process of a dead owner, but with an account no process of another user', async () => {
  const folder = await makeTemporaryFolder();
  const admin = spawn('sleep', ['60'], { detached: true });
  const ended = once(admin, 'exit');
  onTestFinished(() => void admin.kill('SIGKILL'));
  const record = `${formatIdentity((await identifyProcess(admin.pid!))!)}${process.pid} 2\n`;

  await writeFile(join(folder, `admin-${admin.pid}`), record);
  await endOrphans(folder, { uid: process.getuid!() + 1, gid: 0 });
  expect(await identifyProcess(admin.pid!)).toBeDefined();
  expect(await readdir(folder)).toEqual([]);

  await writeFile(join(folder, `admin-${admin.pid}`), record);
  await endOrphans(folder, { uid: process.getuid!(), gid: 0 });
  expect(await ended).toEqual([null, 'SIGTERM']);
});
