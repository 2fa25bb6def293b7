import { expect, it } from 'vitest';
import { translateErrors } from '../../src/neo4j/translate-errors.ts';

const connection = { uri: 'bolt://127.0.0.1:1', username: 'neo4j', database: 'neo4j' };

it.each([
  ['unreachable', 'No Neo4j answers at bolt://127.0.0.1:1', 'Active conn count = 0, Idle conn count = 0.'],
  [
    'query-failed',
    expect.stringContaining(' reported: Connection acquisition'),
    'Active conn count = 50, Idle conn count = 0.',
  ],
])('reports %s for a pool that waited in vain: %s', async (code, message, pool) => {
  const work = () => Promise.reject(new Error(`Connection acquisition timed out in 60000 ms. Pool status: ${pool}`));
  await expect(translateErrors(connection, work)).rejects.toMatchObject({ code, message });
});
