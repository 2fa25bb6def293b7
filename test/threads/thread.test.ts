import { setTimeout } from 'node:timers/promises';
import { expect, it } from 'vitest';
import { startThread } from '../../src/threads/thread.ts';

it('startThread rejects a job when the thread has ended', async () => {
  const thread = startThread(import.meta.url, 'ends-after-a-job', { settings: null, onAdvance: () => {} });
  await expect(thread.run('first')).resolves.toBe('first');
  await setTimeout(300);
  await expect(thread.run('second')).rejects.toMatchObject({
    code: 'worker-failed',
    message: 'A worker thread ended before its job was done: exit code 3',
  });
  await thread.end();
});
