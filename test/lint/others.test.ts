import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { type LintOptions, lintFolder } from '../../src/lint/lint-files.ts';

const others = join(import.meta.dirname, 'others');

/** What is found where in the folder of a tool, each rule once. */
async function lint(tool: string, options?: LintOptions) {
  const { findings, counts } = await lintFolder(join(others, tool), options);
  const rules = findings.map(({ severity, rule, column }) => `${severity} ${rule} in column ${column}`);
  return { rules: [...new Set(rules)], counts };
}

const people = { nodes: 10, relationships: 10, types: { KNOWS: 10 } };

describe('what others write', () => {
  it('pandas: `True` is no true, and a time has a space where ISO 8601 has a T', async () => {
    expect((await lint('pandas')).rules).toEqual(['error cell-type in column 6', 'warning cell-boolean in column 4']);
  });

  it('pandas, as it should: parts that bring their headers along, one compressed, missing numbers', async () => {
    const { rules, counts } = await lint('pandas-right');
    expect(rules).toEqual([]);
    expect(counts).toMatchObject({ ...people, properties: 68, labels: { Person: 10, Author: 4 } });
  });

  it('PySpark: quotes in quotes have backslashes, which only --legacy-style-quoting reads', async () => {
    expect((await lint('pyspark')).rules).toEqual(['error quote-misplaced in column 2']);
    const legacy = { 'legacy-style-quoting': 'true' };
    expect(await lint('pyspark', { options: legacy })).toMatchObject({ rules: [], counts: people });
  });

  it('PySpark, as it should: folders of parts with long names, its own hidden files passed over', async () => {
    const { rules, counts } = await lint('pyspark-right');
    expect(rules).toEqual([]);
    expect(counts).toMatchObject({ ...people, properties: 50, labels: { Person: 10 } });
  });
});
