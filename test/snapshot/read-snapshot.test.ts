import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { findSnapshot } from '../../src/snapshot/snapshot-store.ts';
import { verifySnapshot } from '../../src/snapshot/verify-snapshot.ts';
import { makeTemporaryFolder } from '../setup/temporary-folder.ts';

it('reports a damaged snapshot for any changed byte', async () => {
  const bytes = await readFile(findSnapshot('demo-small'));
  const path = join(await makeTemporaryFolder(), 'flipped.tar.zst');
  const places = Array.from({ length: Math.ceil(bytes.length / 1_999) }, (_, index) => index * 1_999);
  for (const place of [...places, ...[4, 3, 2, 1].map((back) => bytes.length - back)]) {
    const copy = Buffer.from(bytes);
    copy[place]! ^= 0x10;
    await writeFile(path, copy);
    await expect(verifySnapshot({ snapshot: path }), `byte ${place}`).rejects.toMatchObject({
      code: 'snapshot-damaged',
      message: expect.stringContaining(`The snapshot ${path} is damaged: `),
    });
  }
});

it.each([
  ['lacks its last byte', (bytes: Buffer) => bytes.subarray(0, -1), 'unexpected end of file'],
  [
    'has an extra byte',
    (bytes: Buffer) => Buffer.concat([bytes, Buffer.of(0)]),
    'the file has more bytes after its end',
  ],
  ['is in the file twice', (bytes: Buffer) => Buffer.concat([bytes, bytes]), 'the file has more bytes after its end'],
])('reports a damaged snapshot when it %s', async (_, damage, fault) => {
  const path = join(await makeTemporaryFolder(), 'damaged.tar.zst');
  await writeFile(path, damage(await readFile(findSnapshot('demo-small'))));
  await expect(verifySnapshot({ snapshot: path })).rejects.toMatchObject({
    code: 'snapshot-damaged',
    message: `The snapshot ${path} is damaged: it cannot be read at its end (${fault})`,
  });
});
