import { expect, it } from 'vitest';
import { describeRecovery } from '../../../src/cli/output/import.ts';

it.each([
  [undefined, 'undone', 'The import or restore of x was killed in step `count`: the database from before it is back.'],
  ['dump', 'undone', 'The dump of x was killed in step `count`: server and database are as they were before it.'],
  [
    'return',
    'finished',
    'The return to the previous store of x was killed in step `count`: the previous store is live.',
  ],
] as const)('names a killed operation (%s, %s)', (purpose, outcome, expected) => {
  const recovery = { outcome, step: 'count', startedAt: 'x', aside: [], ...(purpose && { purpose }) };
  expect(describeRecovery(recovery)).toBe(expected);
});
