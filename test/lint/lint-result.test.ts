import { describe, expect, it } from 'vitest';
import type { Finding, Severity } from '../../src/lint/finding.ts';
import { type LintResult, refuseBroken } from '../../src/lint/lint-result.ts';

describe('refuseBroken', () => {
  it('counts the errors as the summary does, whatever the lines are', () => {
    expect(refuse(make('error', [2, 3]), make('error', [2]))).toThrow(
      'people has 3 errors: neo4j-admin would reject these files',
    );
    expect(refuse(make('error', []))).toThrow('people has 1 error: neo4j-admin would reject these files');
  });

  it('counts errors and warnings apart with warningsAsErrors', () => {
    const options = { warningsAsErrors: true };
    const both = 'people has 1 error and 1,234 warnings: neo4j-admin would reject these files';
    const lines = Array.from({ length: 1_234 }, (_, index) => index + 2);
    expect(refuse(make('error', [2]), make('warning', lines), options)).toThrow(both);
    expect(refuse(make('warning', [2]), options)).toThrow('people has 1 warning: warnings count as errors here');
  });

  it('accepts warnings', () => {
    expect(refuse(make('warning', [2]))).not.toThrow();
  });
});

type Options = NonNullable<Parameters<typeof refuseBroken>[2]>;

function refuse(...given: readonly (Finding | Options)[]): () => void {
  const findings = given.filter((item) => 'rule' in item);
  const options = given.find((item) => 'warningsAsErrors' in item) as Options | undefined;
  return () => refuseBroken('people', { findings } as unknown as LintResult, options);
}

function make(severity: Severity, lines: readonly number[]): Finding {
  return {
    severity,
    rule: 'cell-type',
    file: 'a.csv',
    expected: 'a',
    found: 'b',
    remedy: 'Correct it.',
    lines,
  } as Finding;
}
