import { describe, expect, it } from 'vitest';
import { lintFiles } from '../lint-files.ts';

const nodes = 'id:ID,name,:LABEL\n1,Ann,Person\n2,Bo,Person\n';
const ends = ':START_ID,:END_ID,:TYPE\n1,2,KNOWS\n';

/** Files with another delimiter. */
function write(delimiter: string): Record<string, string> {
  return { 'p.csv': nodes.replaceAll(',', delimiter), 'k.csv': ends.replaceAll(',', delimiter) };
}

const semicolons = "Add --delimiter ';' --array-delimiter '|'.";

describe('lintFolder on files with other delimiters and quotation marks', () => {
  it.each([
    [';', {}, '5.26.30', ';', semicolons],
    [';', {}, '2026.08.1', ';', "Add --delimiter ';' --array-delimiter '|' --vector-delimiter '|'."],
    ['\t', {}, '5.26.30', 'TAB', 'Add --delimiter TAB.'],
    ['|', {}, '5.26.30', '|', "Add --delimiter '|'."],
    ['|', { 'array-delimiter': '|' }, '5.26.30', '|', "Add --delimiter '|' --array-delimiter ';'."],
    ['\x01', {}, '5.26.30', 'U+0001', 'Add --delimiter U+0001.'],
    ['^', {}, '5.26.30', '^', "Add --delimiter '^'."],
    [',', { delimiter: 'TAB' }, '5.26.30', ',', "Add --delimiter ','."],
    [',', { delimiter: ';', 'array-delimiter': ',' }, '5.26.30', ',', "Add --delimiter ',' --array-delimiter '|'."],
  ])('names the delimiter %j with the options %j of %s to add', async (...row) => {
    const [delimiter, options, version, found, remedy] = row;
    const { findings, counts } = await lintFiles(write(delimiter), { options, version });
    expect(findings).toMatchObject([
      { severity: 'error', rule: 'delimiter', file: 'k.csv', lines: [1], found, remedy },
      { severity: 'error', rule: 'delimiter', file: 'p.csv', lines: [1], found, remedy },
    ]);
    expect(counts).toMatchObject({ nodes: 0, relationships: 0 });
  });

  it.each([
    [';', { delimiter: ';', 'array-delimiter': '|' }, '5.26.30'],
    [';', { delimiter: ';', 'array-delimiter': '|', 'vector-delimiter': '|' }, '2026.08.1'],
    ['\t', { delimiter: 'TAB' }, '5.26.30'],
    ['\x01', { delimiter: 'U+0001' }, '5.26.30'],
  ])('accepts files with %j once these options are given', async (delimiter, options, version) => {
    const { findings, counts } = await lintFiles(write(delimiter), { options, version });
    expect({ findings, ...counts }).toMatchObject({ findings: [], nodes: 2, relationships: 1 });
  });

  it.each(['id:ID;name', ':ID;name', 'name;id:ID', 'name;:LABEL;id:ID(a,b){id-type:string}', 'id:ID;:LABEL'])(
    'finds the delimiter of the header %s',
    async (header) => {
      const { findings } = await lintFiles({ 'p.csv': `${header}\n` });
      expect(findings).toMatchObject([{ rule: 'delimiter', remedy: semicolons }]);
    },
  );

  it.each(['id:ID,a;b', 'id:ID', 'id:ID,:LABEL,t:string;x', 'id:ID(a;b)'])(
    'does not take a character in a name of the header %s for the delimiter',
    async (header) => {
      const { findings } = await lintFiles({ 'p.csv': `${header}\n` });
      expect(findings.map(({ rule }) => rule)).not.toContain('delimiter');
    },
  );

  it('finds the delimiter of parts whose header is in another file', async () => {
    const { findings } = await lintFiles({ 'p-header.csv': 'id:ID,name,:LABEL\n', 'p-1.csv': '1|Ann|P\n' });
    expect(findings).toMatchObject([
      {
        rule: 'delimiter',
        file: 'p-1.csv',
        remedy:
          "Write all files with the same delimiter: neo4j-admin takes only one. The options for this file are --delimiter '|'.",
      },
    ]);
  });

  it('names the delimiter of a file without a header', async () => {
    const { findings } = await lintFiles({ 'p.csv': 'Name;Age\nAnn;36\n' });
    expect(findings.map(({ rule }) => rule)).toEqual(['delimiter', 'header-missing']);
  });

  it('does not check relationships if it cannot read the nodes', async () => {
    const { findings } = await lintFiles({ 'p.csv': nodes.replaceAll(',', ';'), 'k.csv': ends });
    expect(findings).toMatchObject([{ rule: 'delimiter', file: 'p.csv' }]);
  });

  it('refuses a header in another quotation mark, and names the option', async () => {
    const { findings } = await lintFiles({ 'p.csv': "'id:ID','name'\n'1','Ann'\n" });
    expect(findings).toMatchObject([{ severity: 'error', rule: 'quote', found: "'", remedy: `Add --quote "'".` }]);
  });

  it('warns of values in another quotation mark, as BioCypher writes them', async () => {
    const files = { 'p-header.csv': 'id:ID;name;:LABEL\n', 'p-part000.csv': "1;'Ann';P\n2;'Bo';P\n" };
    const options = { delimiter: ';', 'array-delimiter': '|' };
    const { findings } = await lintFiles(files, { options });
    expect(findings).toMatchObject([
      { severity: 'warning', rule: 'quote', becomes: 'part of the text', remedy: `Add --quote "'".` },
    ]);
    expect(await lintFiles(files, { options: { ...options, quote: "'" } })).toMatchObject({ findings: [] });

    const all = await lintFiles(files);
    expect(all.findings).toMatchObject([
      { rule: 'delimiter', remedy: semicolons },
      { rule: 'delimiter', remedy: `Add --delimiter ';' --array-delimiter '|' --quote "'".` },
    ]);
  });

  it('accepts apostrophes in values', async () => {
    const { findings } = await lintFiles({ 'p.csv': "id:ID,name,:LABEL\n1,'tis',P\n2,O'Neill,P\n" });
    expect(findings).toEqual([]);
  });
});
