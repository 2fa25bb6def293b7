import { describe, expect, it } from 'vitest';
import { readStoppedTransaction, transactionOf } from '../../src/replacement/last-transaction.ts';
import type { Target } from '../../src/targets/target.ts';

/** A bookmark as Neo4j writes it, with these bytes for the number of the transaction. */
function bookmark(...number: number[]): string {
  return `FB:${Buffer.from([0x91, 0xcc, 0x10, ...Buffer.alloc(16, 7), ...number, 0x90]).toString('base64')}`;
}

it.each([
  ['FB:kcwQ7HkCz66ASQeD6xkbOYzisQ+Q', 15n], // of a Neo4j 5.26.30 whose `neo4j-admin database info` said 15
  ['FB:kcwQi40aTTIXTBu5s5Qmzu4C+QWQ', 5n], // of a Neo4j 2026.08.1
  [bookmark(0x7f), 127n],
  [bookmark(0xc9, 0x03, 0xe8), 1000n],
  [bookmark(0xca, 0, 1, 0, 0), 65_536n],
  [bookmark(0xcb, 0, 0, 0, 1, 0, 0, 0, 0), 4_294_967_296n],
])('reads the transaction of the bookmark %s', (text, expected) => {
  expect(transactionOf(text)).toBe(expected);
});

it.each([
  '',
  'neo4j:bookmark:v1:tx15',
  'FB:',
  'FB:AAAA',
  bookmark(),
  bookmark(0xc9, 3),
  bookmark(1, 2),
  `${bookmark(1)} ${bookmark(2)}`,
])('reads no transaction from the bookmark %j', (text) => {
  expect(transactionOf(text)).toBeUndefined();
});

describe('the last transaction of a stopped database', () => {
  const read = (exitCode: number, ...lastLines: string[]) => {
    const target: Partial<Target> = { runAdmin: async () => ({ exitCode, lastLines }) as never };
    return readStoppedTransaction(target as Target, 'neo4j', undefined);
  };
  const answer = { inUse: 'false', lastCommittedTransaction: '15', recoveryRequired: 'false' };

  it('is read from neo4j-admin', async () => {
    expect(await read(0, 'WARNING: something', JSON.stringify(answer))).toBe(15n);
  });

  it.each([
    ['needs recovery', 0, JSON.stringify({ ...answer, recoveryRequired: 'true' })],
    ['is in use', 0, JSON.stringify({ ...answer, inUse: 'true' })],
    ['has no number', 0, JSON.stringify({ ...answer, lastCommittedTransaction: null })],
    ['is not described', 0, 'no JSON'],
    ['cannot be read', 1, JSON.stringify(answer)],
  ])('is unknown when the store %s', async (_state, exitCode, line) => {
    expect(await read(exitCode, line)).toBeUndefined();
  });
});
