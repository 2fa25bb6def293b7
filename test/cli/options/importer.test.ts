import { expect, it } from 'vitest';
import { describeUnused, isTrue } from '../../../src/cli/options/importer.ts';

it('says what replaces an option that has no effect', () => {
  const given = { expandCommands: true, tempPath: '/tmp', profileResultsPath: 'p', threads: 2 };
  expect(describeUnused(given)).toEqual([
    expect.stringMatching(/^Option --expand-commands has no effect: write .*\.$/),
    expect.stringMatching(/^Option --temp-path is not needed: .*\.$/),
    expect.stringMatching(/^Option --profile is not needed: .*\.$/),
  ]);
  expect(describeUnused({ threads: 2, format: 'aligned' })).toEqual([]);
});

it.each([
  ['TRUE', true],
  ['true', true],
  [true, true],
  ['False', false],
  [undefined, false],
])('isTrue(%j) is %j', (value, expected) => {
  expect(isTrue(value)).toBe(expected);
});
