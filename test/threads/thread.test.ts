import { setTimeout } from 'node:timers/promises';
import { expect, it } from 'vitest';
import { startThread } from '../../src/threads/thread.ts';

it('a thread that is gone when a job comes says so', async () => {
  const thread = startThread(import.meta.url, 'ends-after-a-job', { settings: null, onAdvance: () => {} });
  await expect(thread.run('first')).resolves.toBe('first');
  await setTimeout(300);
  await expect(thread.run('second')).rejects.toMatchObject({
    code: 'worker-failed',
    message: 'A worker ended before its part was done: exit code 3',
  });
  await thread.end();
});
