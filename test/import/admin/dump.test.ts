import { createWriteStream } from 'node:fs';
import { setTimeout } from 'node:timers/promises';
import { expect, it } from 'vitest';
import { dumpSteps } from '../../../src/import/admin/dump.ts';
import type { Replacement } from '../../../src/replacement/replacement.ts';
import type { Target } from '../../../src/targets/target.ts';

it('says why its file could not be written, also when that is known before anything was read', async () => {
  const open = () => createWriteStream('/nowhere/dump');
  const runAdmin: Target['runAdmin'] = () =>
    setTimeout(20).then(() => Promise.reject(new Error('Cannot pipe to a destroyed stream')));
  const dump = dumpSteps({ open }).at(-1)!;
  const target: Partial<Target> = { runAdmin };
  const work: Partial<Replacement> = { target: target as Target, database: 'neo4j' };
  await expect(dump.run(work as Replacement, undefined)).rejects.toMatchObject({
    code: 'write-failed',
    message: expect.stringMatching(/^Could not write the dump: ENOENT/),
  });
});
