import { expect, it } from 'vitest';
import { tryDocker } from '../../../src/targets/docker/command.ts';

it('ends with `interrupted` and the reason of the caller when its signal has fired', async () => {
  const reason = new Error('enough');
  const call = { env: process.env, signal: AbortSignal.abort(reason) };
  await expect(tryDocker(['version'], call)).rejects.toMatchObject({ code: 'interrupted', cause: reason });
});
