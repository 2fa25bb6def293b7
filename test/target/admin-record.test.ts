import { readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { endOrphans, recordAdmin } from '../../src/target/admin-record.ts';
import { makeTemporaryFolder } from '../temporary-folder.ts';

it('keeps the record of an admin process whose owner lives until it is told to forget', async () => {
  const folder = await makeTemporaryFolder();
  // This process, in both parts: were it taken for an orphan, the test would end with it.
  const forget = await recordAdmin(folder, process.pid);
  await endOrphans(folder);
  expect(await readdir(folder)).toEqual([`admin-${process.pid}`]);
  await forget();
  expect(await readdir(folder)).toEqual([]);
});

it('forgets records of the dead and half written ones, and touches no other file', async () => {
  const folder = await makeTemporaryFolder();
  await writeFile(join(folder, 'admin-7'), `${process.pid} 1\n${process.pid} 2\n`);
  await writeFile(join(folder, 'admin-8'), '8 47');
  await writeFile(join(folder, 'admin-report.txt'), '');
  await endOrphans(folder);
  expect(await readdir(folder)).toEqual(['admin-report.txt']);
});
