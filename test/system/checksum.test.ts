import { createHash } from 'node:crypto';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { compareChecksums, hashChunks, hashFile, parseChecksums } from '../../src/system/checksum.ts';
import { makeTemporaryFolder } from '../setup/temporary-folder.ts';

const [a, b] = ['a'.repeat(64), 'b'.repeat(64)];

it('reads the format of sha256sum', () => {
  expect([...parseChecksums(`${a}  one.jar\n${b}  two words.jar\n`)]).toEqual([
    ['one.jar', a],
    ['two words.jar', b],
  ]);
});

describe('compareChecksums', () => {
  const recorded = new Map([
    ['one.jar', a],
    ['two.jar', b],
  ]);

  it.each([
    ['nothing', [...recorded], undefined],
    ['a missing file', [['one.jar', a]], { name: 'two.jar', kind: 'missing' }],
    ['another file', [...recorded, ['extra.jar', a]], { name: 'extra.jar', kind: 'unexpected' }],
    ['other bytes', [['one.jar', b], ['two.jar', b]], { name: 'one.jar', kind: 'different' }], // biome-ignore format: a row
  ] as const)('finds %s', (_, actual, difference) => {
    expect(compareChecksums(recorded, new Map(actual))).toEqual(difference);
  });
});

it('hashes the bytes of a file', async () => {
  const path = join(await makeTemporaryFolder(), 'abc');
  await writeFile(path, 'abc');
  // The example of FIPS 180-4.
  expect(await hashFile(path)).toBe('ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad');
});

it('hashes chunks and passes each one on', async () => {
  async function* makeChunks() {
    yield Buffer.from('bulk');
    yield Buffer.from('gen');
  }
  const lengths: number[] = [];
  const whole = createHash('sha256').update('bulkgen').digest('hex');
  expect(await hashChunks(makeChunks(), ({ length }) => lengths.push(length))).toBe(whole);
  expect(lengths).toEqual([4, 3]);
});
