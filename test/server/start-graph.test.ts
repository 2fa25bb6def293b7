import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { startGraph } from '../../src/server/start-graph.ts';
import { makeTemporaryFolder } from '../setup/temporary-folder.ts';

it('names a folder in which it can create nothing, and the ways to another one', async () => {
  const folder = join(await makeTemporaryFolder(), 'file');
  await writeFile(folder, '');
  await expect(startGraph({ snapshot: 'demo-small', folder })).rejects.toMatchObject({
    code: 'write-failed',
    message: expect.stringContaining(`Could not create a temporary folder in ${folder}: `),
    hint: expect.stringMatching(/^Name another folder with `folder` or TMPDIR, or /),
  });
});
