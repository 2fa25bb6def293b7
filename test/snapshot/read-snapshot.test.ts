import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { findSnapshot } from '../../src/snapshot/snapshot-store.ts';
import { verifySnapshot } from '../../src/snapshot/verify-snapshot.ts';
import { makeTemporaryFolder } from '../temporary-folder.ts';

it('calls a snapshot damaged whatever byte of it is another, in one sentence of our own', async () => {
  const bytes = await readFile(findSnapshot('demo-small'));
  const path = join(await makeTemporaryFolder(), 'flipped.tar.zst');
  // The last four are a checksum of the whole, which Node does not always compare.
  for (let place = 0; place < bytes.length - 4; place += 1_999) {
    const copy = Buffer.from(bytes);
    copy[place]! ^= 0x10;
    await writeFile(path, copy);
    await expect(verifySnapshot(path), `byte ${place}`).rejects.toMatchObject({
      ...{ code: 'snapshot-damaged', message: expect.stringContaining(`The snapshot ${path} is damaged: `) },
    });
  }
});
