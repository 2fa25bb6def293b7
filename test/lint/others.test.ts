import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { type LintOptions, lintFolder } from '../../src/lint/lint-folder.ts';

const others = join(import.meta.dirname, 'others');

/** What is found where in the folder of a tool, each rule once. */
async function lint(tool: string, options?: LintOptions) {
  const { findings, counts } = await lintFolder(join(others, tool), options);
  const rules = findings.map(({ severity, rule, column }) => `${severity} ${rule} in column ${column}`);
  return { rules: [...new Set(rules)], counts };
}

const people = { nodes: 10, relationships: 10, types: { KNOWS: 10 } };

describe('what others write', () => {
  it('pandas: `True` is no true to 5.26, and a time has a space where ISO 8601 has a T', async () => {
    expect((await lint('pandas')).rules).toEqual(['error cell-type in column 6', 'warning cell-boolean in column 4']);
    const newer = await lint('pandas', { version: '2026.08.1' });
    expect(newer.rules).toEqual(['error cell-type in column 6']);
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

  it('APOC: points are JSON, with a height of null', async () => {
    const { rules, counts } = await lint('apoc');
    expect(rules).toEqual(['error cell-type in column 10', 'error cell-type in column 9']);
    expect(counts).toMatchObject({ nodes: 220, relationships: 588, labels: { ConfigurationItem: 200, Event: 20 } });
  });

  it('GraphFaker: ids of many spaces, and times without a zone', async () => {
    const { rules, counts } = await lint('graphfaker');
    expect(rules).toEqual(['warning cell-zone in column 4']);
    expect(counts).toMatchObject({
      ...{ nodes: 1_234, relationships: 4_025 },
      labels: { Customer: 286, Account: 400, Merchant: 200, Device: 328, Counterparty: 20 },
    });
  });
});
