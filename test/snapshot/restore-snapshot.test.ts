import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { type ArchiveMember, readArchive, writeArchive } from '../../src/snapshot/archive.ts';
import { planRestore } from '../../src/snapshot/restore-snapshot.ts';
import { findSnapshot } from '../../src/snapshot/snapshot-store.ts';
import type { Target } from '../../src/targets/target.ts';
import { makeTemporaryFolder } from '../setup/temporary-folder.ts';

/** A target that throws when it is used: these errors come before. */
const untouched = new Proxy({ runExclusively: undefined } as unknown as Target, {
  get: (_target, name) => {
    throw new Error(`The target was used: ${String(name)}`);
  },
});

/** Packs a snapshot again, with a changed byte in the middle of its dump. */
async function changeDump(from: string, to: string): Promise<void> {
  const members: ArchiveMember[] = [];
  for await (const { path, bytes, body } of readArchive(from)) {
    const chunks: Uint8Array[] = [];
    for await (const chunk of body) chunks.push(chunk);
    const content = Buffer.concat(chunks);
    if (path === 'neo4j.dump') content[bytes >> 1]! ^= 1;
    members.push({
      path,
      bytes,
      async *read() {
        yield content;
      },
    });
  }
  await writeArchive(to, members, undefined);
}

it.each([
  ['has a member that was changed', changeDump, 'neo4j.dump is not what was packed'],
  [
    'was truncated',
    async (from: string, to: string) => writeFile(to, (await readFile(from)).subarray(0, -1)),
    'it cannot be read at its end (unexpected end of file)',
  ],
])('refuses to plan the restore of a snapshot that %s, without using the target', async (_, damage, fault) => {
  const path = join(await makeTemporaryFolder(), 'damaged.tar.zst');
  await damage(findSnapshot('demo-small'), path);
  await expect(planRestore({ snapshot: path, target: untouched })).rejects.toMatchObject({
    code: 'snapshot-damaged',
    message: `The snapshot ${path} is damaged: ${fault}`,
  });
});
