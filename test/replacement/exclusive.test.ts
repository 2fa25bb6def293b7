import { readFile } from 'node:fs/promises';
import { expect, it } from 'vitest';
import { recoverImport } from '../../src/replacement/recover.ts';
import type { Target } from '../../src/targets/target.ts';

it('says what the file system refuses in a sentence of ours', async () => {
  const target: Partial<Target> = {
    dataFolder: '/data',
    runExclusively: () => readFile('/nowhere/lock').then(() => Promise.reject(new Error('unreachable'))),
  };
  await expect(recoverImport({ target: target as Target })).rejects.toMatchObject({
    code: 'write-failed',
    message: expect.stringMatching(/^Could not write to the store in \/data: ENOENT/),
  });
});

it.each(['../x', 'system', ''])('takes %j for no name of a database', async (database) => {
  await expect(recoverImport({ target: {} as Target, database })).rejects.toMatchObject({ code: 'invalid-option' });
});
