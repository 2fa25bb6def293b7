import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { type LintOptions, lintFolder } from '../../src/lint/lint-folder.ts';

const folders = join(import.meta.dirname, 'third-party');

/** The rules that the files of a tool break, each once, and the counts. */
async function lint(tool: string, options?: Omit<LintOptions, 'folder'>) {
  const { findings, counts } = await lintFolder({ folder: join(folders, tool), ...options });
  const rules = findings.map(({ severity, rule, column }) => `${severity} ${rule} in column ${column}`);
  return { rules: [...new Set(rules)], counts };
}

const people = { nodes: 10, relationships: 10, types: { KNOWS: 10 } };

describe('lintFolder on third-party CSV', () => {
  it('reports `True` (in 5.26) and a space instead of `T` in the default output of pandas', async () => {
    expect((await lint('pandas')).rules).toEqual(['error cell-type in column 6', 'warning cell-boolean in column 4']);
    const newer = await lint('pandas', { version: '2026.08.1' });
    expect(newer.rules).toEqual(['error cell-type in column 6']);
  });

  it('accepts corrected pandas output: a header in each part, one part compressed, missing numbers', async () => {
    const { rules, counts } = await lint('pandas-right');
    expect(rules).toEqual([]);
    expect(counts).toMatchObject({ ...people, properties: 68, labels: { Person: 10, Author: 4 } });
  });

  it('reads the backslash-escaped quotes of PySpark only with --legacy-style-quoting', async () => {
    expect((await lint('pyspark')).rules).toEqual(['error quote-misplaced in column 2']);
    const legacy = { 'legacy-style-quoting': 'true' };
    expect(await lint('pyspark', { options: legacy })).toMatchObject({ rules: [], counts: people });
  });

  it('accepts corrected PySpark output: folders of parts, with hidden files that it skips', async () => {
    const { rules, counts } = await lint('pyspark-right');
    expect(rules).toEqual([]);
    expect(counts).toMatchObject({ ...people, properties: 50, labels: { Person: 10 } });
  });

  it('reports the points of APOC, which are JSON with a height of null', async () => {
    const { rules, counts } = await lint('apoc');
    expect(rules).toEqual(['error cell-type in column 12', 'error cell-type in column 10']);
    expect(counts).toMatchObject({ nodes: 220, relationships: 432, labels: { ConfigurationItem: 200, Event: 20 } });
  });

  it('reports the times without a zone of GraphFaker, whose ids are in several id spaces', async () => {
    const { rules, counts } = await lint('graphfaker');
    expect(rules).toEqual(['warning cell-zone in column 4']);
    expect(counts).toMatchObject({
      ...{ nodes: 1_234, relationships: 4_025 },
      labels: { Customer: 286, Account: 400, Merchant: 200, Device: 328, Counterparty: 20 },
    });
  });
});
