import { join } from 'node:path';
import type { Log } from 'sarif';
import { expect, it } from 'vitest';
import { formatReport } from '../../../src/cli/output/lint-report.ts';
import type { Finding } from '../../../src/lint/finding.ts';
import type { LintResult } from '../../../src/lint/lint-result.ts';

const age: Finding = {
  severity: 'error',
  rule: 'cell-type',
  file: 'people, 1%.csv',
  column: 2,
  header: 'age:int',
  expected: 'a whole number',
  found: 'x',
  remedy: 'Correct the value.',
  lines: [2, 3],
};
const whole: Finding = {
  severity: 'warning',
  rule: 'file',
  file: 'b.csv',
  expected: 'a\nb',
  found: 'c',
  remedy: 'd.',
  lines: [],
};
const nothing: readonly string[] = [];
const result = { findings: [age, whole], unmatched: nothing } as unknown as LintResult;

it('writes a SARIF result for each finding, at its first line', () => {
  const log = JSON.parse(formatReport('sarif', 'data', result)) as Log;
  expect(log.version).toBe('2.1.0');
  const [run] = log.runs;
  expect(run!.tool.driver).toMatchObject({ name: 'bulkgen', rules: [{ id: 'cell-type' }, { id: 'file' }] });
  expect(run!.results).toEqual([
    {
      ruleId: 'cell-type',
      level: 'error',
      message: {
        text: 'Column 2 (age:int): expected a whole number, found `x`. The same in 1 more line: 3. Correct the value.',
      },
      locations: [
        {
          physicalLocation: {
            artifactLocation: { uri: 'data/people%2C%201%25.csv' },
            region: { startLine: 2 },
          },
        },
      ],
      occurrenceCount: 2,
    },
    {
      ruleId: 'file',
      level: 'warning',
      message: { text: 'Expected a\nb, found `c`. d.' },
      locations: [{ physicalLocation: { artifactLocation: { uri: 'data/b.csv' } } }],
    },
  ]);
});

it('warns of patterns that match nothing in the SARIF log', () => {
  expect(JSON.parse(formatReport('sarif', 'data', result)).runs[0]).not.toHaveProperty('invocations');
  const log = JSON.parse(formatReport('sarif', 'data', { ...result, unmatched: ['old/', 'x y'] })) as Log;
  expect(log.runs[0]!.invocations).toEqual([
    {
      executionSuccessful: true,
      toolConfigurationNotifications: [
        { level: 'warning', message: { text: 'no file or folder matches --exclude old/' } },
        { level: 'warning', message: { text: "no file or folder matches --exclude 'x y'" } },
      ],
    },
  ]);
});

it('names a file outside the current folder by its URL', () => {
  const log = JSON.parse(formatReport('sarif', '/some where', result)) as Log;
  const [first] = log.runs[0]!.results!;
  expect(first!.locations![0]!.physicalLocation!.artifactLocation!.uri).toBe('file:///some%20where/people,%201%25.csv');
});

it('writes a command of GitHub for each finding, and escapes what would end it', () => {
  expect(formatReport('github', 'data', result)).toBe(
    `::error file=${join('data', 'people%2C 1%25.csv')},line=2,title=cell-type::Column 2 (age:int): expected a whole number, found \`x\`. The same in 1 more line: 3. Correct the value.
::warning file=${join('data', 'b.csv')},title=file::Expected a%0Ab, found \`c\`. d.
`,
  );
});
