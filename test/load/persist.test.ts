import { describe, expect, it } from 'vitest';
import { BulkgenError } from '../../src/errors.ts';
import { persist } from '../../src/load/persist.ts';
import { Patience } from '../../src/load/retry.ts';

function failWith(code: string, times: number): () => Promise<string> {
  let calls = 0;
  return async () => {
    if (calls++ === times) return 'answer';
    throw new BulkgenError('unreachable', 'No Neo4j answers', { cause: Object.assign(new Error('lost'), { code }) });
  };
}

describe('persist', () => {
  const signal = undefined;

  it('repeats a query until the server answers', async () => {
    const query = failWith('ServiceUnavailable', 2);
    expect(await persist(query, { patience: new Patience(60), signal })).toBe('answer');
  });

  it.each([
    ['that later tries would not overcome', 'Neo.ClientError.Security.Forbidden', 60],
    ['after too long a time', 'ServiceUnavailable', -1],
  ])('throws errors %s', async (_, code, seconds) => {
    const failing = persist(failWith(code, 1), { patience: new Patience(seconds), signal });
    await expect(failing).rejects.toMatchObject({ code: 'unreachable' });
  });
});
