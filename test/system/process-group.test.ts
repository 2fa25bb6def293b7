import { expect, it } from 'vitest';
import { endGroup, isGroupAlive, waitUntilGroupGone } from '../../src/system/process-group.ts';

const noGroup = 2 ** 22 + 1; // above every process id of Linux and macOS

it('takes a group without processes for ended', async () => {
  expect(await isGroupAlive(noGroup)).toBe(false);
  expect(await waitUntilGroupGone(noGroup, 0)).toBe(true);
  await endGroup(noGroup);
});
