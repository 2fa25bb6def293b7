import { expect, it } from 'vitest';
import { IdHashSet } from '../../../src/lint/ids/id-hash-set.ts';
import { IdHash } from '../../../src/lint/ids/id-reader.ts';

const encoder = new TextEncoder();

function hashOf(text: string): [number, number] {
  const hash = new IdHash();
  const bytes = encoder.encode(text);
  hash.read(new DataView(bytes.buffer, bytes.byteOffset, bytes.length), 0, bytes.length);
  return [hash.high, hash.low];
}

it('has each id that was added, and no other', () => {
  const index = new IdHashSet();
  for (let id = 0; id < 50_000; id++) expect(index.add(...hashOf(`srv-${id}`))).toBe(true);

  for (let id = 0; id < 50_000; id += 997) {
    expect(index.add(...hashOf(`srv-${id}`))).toBe(false);
    expect(index.has(...hashOf(`srv-${id}`))).toBe(true);
    expect(index.has(...hashOf(`web-${id}`))).toBe(false);
  }
});
