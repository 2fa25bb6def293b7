import { expect, it } from 'vitest';
import { benchCommand } from '../../../src/cli/commands/bench.ts';

it.each([
  ['--methods', 'unwind,unwnd', 'to be one or more of create, maps, .*, got `unwnd`'],
  ['--methods', 'maps,csv,maps', 'to have every name once, got `maps` twice'],
  ['--scales', 'small,huge', 'to be small, medium, .*, got `huge`'],
  ['--scales', '', 'to be small, medium, .*, got ``'],
  ['--rounds', '0', 'to be a whole number from 1 to 100, got `0`'],
])('bulkgen bench refuses %s %s before it starts a server', async (option, value, expected) => {
  await expect(benchCommand().parseAsync([option, value], { from: 'user' })).rejects.toMatchObject({
    code: 'invalid-option',
    message: expect.stringMatching(new RegExp(`^Expected ${option} ${expected}$`)),
  });
});
