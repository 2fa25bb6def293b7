import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { constants, gzipSync, zstdCompressSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { isDumpFile, readDumpFile, verifyDumpFile } from '../../src/snapshot/dump-file.ts';
import { readRestorable } from '../../src/snapshot/read-restorable.ts';
import { readSnapshotManifest } from '../../src/snapshot/read-snapshot.ts';
import { planRestore, restoreSnapshot } from '../../src/snapshot/restore-snapshot.ts';
import { findSnapshot } from '../../src/snapshot/snapshot-store.ts';
import type { Target } from '../../src/targets/target.ts';
import { makeTemporaryFolder } from '../setup/temporary-folder.ts';

/** A target that throws when it is used: these errors come before. */
const untouched = new Proxy({ runExclusively: undefined } as unknown as Target, {
  get: (_target, name) => {
    throw new Error(`The target was used: ${String(name)}`);
  },
});

const archive = Buffer.alloc(20_480);
archive.write('neostore');
archive.write('ustar', 257);

/** `zstd`, a version, 3 files of 10,000 bytes, as neo4j-admin writes them before the archive. */
const store = Buffer.concat([Buffer.from('zstd'), Buffer.alloc(20)]);
store.writeUInt32BE(1, 4);
store.writeBigUInt64BE(3n, 8);
store.writeBigUInt64BE(10_000n, 16);

const zstd = zstdCompressSync(Buffer.concat([store, archive]), { params: { [constants.ZSTD_c_checksumFlag]: 1 } });
const whole = Buffer.concat([Buffer.from('DZV1'), zstd]);

async function write(bytes: Uint8Array | string, name = 'some.dump'): Promise<string> {
  const path = join(await makeTemporaryFolder(), name);
  await writeFile(path, bytes);
  return path;
}

describe('a dump of neo4j-admin', () => {
  it.each([
    ['zstd', whole, { compression: 'zstd', store: { files: 3, bytes: 10_000 } }],
    ['gzip', Buffer.concat([Buffer.from('DGV1'), gzipSync(archive)]), { compression: 'gzip' }],
    ['zstd, of an older Neo4j', zstd, { compression: 'zstd', store: { files: 3, bytes: 10_000 } }],
    ['gzip, of an older Neo4j', gzipSync(archive), { compression: 'gzip' }],
  ])('is described and verified when it is compressed with %s', async (_, bytes, description) => {
    const path = await write(bytes);
    expect(await readDumpFile(path)).toEqual({ ...description, bytes: bytes.length });
    expect(await verifyDumpFile(path)).toEqual({ ...description, bytes: bytes.length });
    expect(await readRestorable(path)).toMatchObject({ kind: 'dump' });
  });

  it('is recognized by its first bytes, whatever its name is', async () => {
    expect(await isDumpFile(await write(whole, 'backup-of-monday'))).toBe(true);
    expect(await isDumpFile(findSnapshot('demo-small'))).toBe(false);
    expect(await isDumpFile('/missing')).toBe(false);
  });

  it('is a path where a snapshot is named', () => {
    expect(findSnapshot('some.dump')).toBe(join(process.cwd(), 'some.dump'));
  });

  it('has no manifest', async () => {
    const path = await write(whole, "it's.dump");
    await expect(readSnapshotManifest({ snapshot: path })).rejects.toMatchObject({
      code: 'invalid-option',
      hint: `Restore it with \`bulkgen snapshot restore '${path.replace("'", "'\\''")}'\`.`,
    });
  });
});

describe('a file that neo4j-admin could not load', () => {
  const flipped = Buffer.from(whole);
  flipped[whole.length - 2]! ^= 1;
  const tooShort = Buffer.from(store);
  tooShort.writeBigUInt64BE(1_000_000n, 16);

  it.each([
    ['a text', 'hello', 'file-unreadable', 'to be a dump of a Neo4j database, got a file that begins with "hell"'],
    ['empty', '', 'file-unreadable', 'got an empty file'],
    ['a backup', 'BZV2…', 'file-unreadable', 'to be a dump, got a backup of Neo4j Enterprise'],
    ['a part of a dump', 'SMV1…', 'file-unreadable', 'to be a whole dump, got a part of a split one'],
    ['in a newer format', 'DZV9…', 'file-unreadable', 'to be DZV1 or DGV1, got DZV9'],
    ['another zstd file', zstdCompressSync(archive), 'file-unreadable', 'got a zstd file with other content'],
    ['another gzip file', gzipSync('hello'), 'file-unreadable', 'got a gzip file with other content'],
    ['truncated', whole.subarray(0, -20), 'snapshot-damaged', 'is damaged: unexpected end of file'],
    ['truncated after its head', whole.subarray(0, 9), 'snapshot-damaged', 'is damaged: unexpected end of file'],
    ['changed', flipped, 'snapshot-damaged', 'checksum'],
    [
      'shorter than it says',
      Buffer.concat([Buffer.from('DZV1'), zstdCompressSync(tooShort)]),
      'snapshot-damaged',
      'it unpacks to 24 bytes',
    ],
  ])('is refused when it is %s, before the target is used', async (_, bytes, code, message) => {
    const path = await write(bytes);
    await expect(verifyDumpFile(path)).rejects.toMatchObject({ code, message: expect.stringContaining(message) });
    if (code === 'snapshot-damaged') return; // found when the whole file is read
    await expect(restoreSnapshot({ snapshot: path, target: untouched })).rejects.toMatchObject({ code });
    await expect(planRestore({ snapshot: path, target: untouched })).rejects.toMatchObject({ code });
  });

  it('is refused when it is missing or a folder', async () => {
    const folder = await makeTemporaryFolder();
    const missing = join(folder, 'missing.dump');
    await expect(readDumpFile(missing)).rejects.toMatchObject({
      code: 'snapshot-missing',
      message: `There is no dump ${missing}`,
    });
    await expect(readDumpFile(folder)).rejects.toMatchObject({ code: 'snapshot-missing' });
  });
});
