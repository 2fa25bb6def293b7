import { expect, it } from 'vitest';
import { importCommand } from '../../../src/cli/commands/import.ts';

it.each([
  ['--threads', '0'],
  ['--threads', '99999999999'],
  ['--max-off-heap-memory', 'foo'],
  ['--uri', 'foo'],
])('bulkgen import refuses %s %s before it reads files or looks for a server', async (option, value) => {
  const importing = importCommand().parseAsync(['/nowhere', option, value], { from: 'user' });
  await expect(importing).rejects.toMatchObject({
    code: 'invalid-option',
    message: expect.stringMatching(new RegExp(`^Expected ${option} to be .*, got \`${value}\`$`)),
  });
});
