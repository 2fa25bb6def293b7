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

const failed = 'Failed to connect to server. Please ensure that your database is listening. Caused by:';
const untrusted = `${failed} Server certificate is not trusted. If you trust the database … Socket responded with: SELF_SIGNED`;

it.each([
  [
    'bolt+s://h',
    new Error(untrusted),
    /^Could not trust the certificate .* bolt\+s:..h: SELF_SIGNED$/,
    'Use bolt+ssc://',
  ],
  [
    'neo4j+s://h',
    new Error('Could not perform discovery. No routing servers available.', { cause: new Error(untrusted) }),
    /^Could not trust the certificate of Neo4j at neo4j\+s:..h: SELF_SIGNED$/,
    'Use neo4j+ssc:// to accept',
  ],
  [
    'bolt+ssc://h:1',
    new Error(`${failed} Client network socket disconnected before secure TLS connection was established`),
    /^Could not encrypt the connection to Neo4j at bolt\+ssc:..h:1: /,
    'Use bolt://h:1 if',
  ],
  [
    'bolt+s://h',
    new Error(`${failed} 40:error:0A00010B:SSL routines:wrong version`),
    /^Could not encrypt /,
    'Use bolt://h if',
  ],
  [
    'bolt+s://h',
    new Error(`${failed} connect ECONNREFUSED 127.0.0.1:1`),
    /^No Neo4j answers at bolt\+s:..h$/,
    'Start the server',
  ],
])('says why %s is unreachable: %o', async (uri, cause, message, hint) => {
  const work = () => Promise.reject(Object.assign(cause, { code: 'ServiceUnavailable' }));
  await expect(translateErrors({ ...connection, uri }, work)).rejects.toMatchObject({
    code: 'unreachable',
    message: expect.stringMatching(message),
    hint: expect.stringContaining(hint),
  });
});

it('names the database that is not online', async () => {
  const code = 'Neo.TransientError.Database.DatabaseUnavailable';
  const work = () => Promise.reject(Object.assign(new Error('The database is not currently available'), { code }));
  await expect(translateErrors(connection, work)).rejects.toMatchObject({
    code: 'database-offline',
    message: 'Database `neo4j` at bolt://127.0.0.1:1 is not online',
  });
});
