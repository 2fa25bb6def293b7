import { readFile } from 'node:fs/promises';
import { expect, it } from 'vitest';
import { recoverImport } from '../../src/replacement/recover.ts';
import type { Target } from '../../src/targets/target.ts';

const target = {
  dataFolder: '/data',
  runExclusively: () => readFile('/nowhere/lock').then(() => Promise.reject(new Error('unreachable'))),
} as Partial<Target> as Target;

it('reports what the file system refuses as an error of bulkgen', async () => {
  await expect(recoverImport({ target })).rejects.toMatchObject({
    code: 'write-failed',
    message: expect.stringMatching(/^Could not write to the store in \/data: ENOENT/),
  });
});

it.each(['../x', 'system', ''])('refuses %j as the name of a database', async (database) => {
  await expect(recoverImport({ target, database })).rejects.toMatchObject({ code: 'invalid-option' });
});
