import { expect, it } from 'vitest';
import { endGroup, isGroupAlive, waitUntilGroupGone } from '../../src/system/process-group.ts';

const noGroup = 2 ** 22 + 1; // above every process id of Linux and macOS

it('knows a group without processes', async () => {
  expect(await isGroupAlive(noGroup)).toBe(false);
  expect(await waitUntilGroupGone(noGroup, 0)).toBe(true);
  await endGroup(noGroup);
});
