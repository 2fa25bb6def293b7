import { expect, it } from 'vitest';
import { waitUntil } from '../../src/system/wait-until.ts';

it('returns the first truthy answer', async () => {
  let checks = 0;
  expect(await waitUntil(async () => ++checks === 3, { every: 1 })).toBe(true);
  expect(checks).toBe(3);
});

it('checks once and returns false when it has no time', async () => {
  let checks = 0;
  const never = async (): Promise<boolean> => ++checks === 0;
  expect(await waitUntil(never, { every: 1, within: 0 })).toBe(false);
  expect(checks).toBe(1);
});

it('throws what the condition throws', async () => {
  await expect(waitUntil(() => Promise.reject(new Error('broken')), { every: 1 })).rejects.toThrow('broken');
});

it('throws `interrupted` when its signal is aborted', async () => {
  const stop = new AbortController();
  const never = async (): Promise<boolean> => {
    stop.abort();
    return false;
  };
  await expect(waitUntil(never, { every: 1, signal: stop.signal })).rejects.toMatchObject({ code: 'interrupted' });
});
