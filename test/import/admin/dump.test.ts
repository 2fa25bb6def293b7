import { once } from 'node:events';
import { createWriteStream } from 'node:fs';
import { expect, it } from 'vitest';
import { dumpSteps } from '../../../src/import/admin/dump.ts';
import type { Replacement } from '../../../src/replacement/replacement.ts';
import type { Target } from '../../../src/targets/target.ts';

it('says why the dump could not be written, also when the file fails before neo4j-admin writes to it', async () => {
  const open = () => createWriteStream('/nowhere/dump');
  const runAdmin: Target['runAdmin'] = async (_args, options) => {
    await once(options!.output!, 'close').catch(() => {});
    throw new Error('Cannot pipe to a destroyed stream');
  };
  const dump = dumpSteps({ open, place: '/nowhere' }).at(-1)!;
  const target: Partial<Target> = { runAdmin };
  const work: Partial<Replacement> = { target: target as Target, database: 'neo4j' };
  await expect(dump.run(work as Replacement, undefined)).rejects.toMatchObject({
    code: 'write-failed',
    message: expect.stringMatching(/^Could not write the dump to \/nowhere: ENOENT/),
  });
});
