import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { formatLint } from '../../../src/cli/output/lint.ts';
import type { CsvOptions } from '../../../src/lint/dialect/read-dialect.ts';
import { lintFolder } from '../../../src/lint/lint-folder.ts';
import { makeTemporaryFolder } from '../../setup/temporary-folder.ts';
import { writeFiles } from '../lint-files.ts';
import { openCase } from '../open-case.ts';

async function lint(files: Readonly<Record<string, string | Uint8Array>>, options: CsvOptions = {}, version?: string) {
  const folder = await makeTemporaryFolder();
  const groups = await openCase({ name: '', kind: '', files, options }, folder);
  return lintFolder({ folder, groups, options, version });
}

const people = 'id:ID,name,:LABEL\n1,Ada,Person\n2,Bob,Person\n';
const ends = ':START_ID,:END_ID,:TYPE\n';

describe('lintFolder, on headers,', () => {
  it('names the quote that is not closed, and still checks the rows', async () => {
    const { findings } = await lint({ 'n.csv': 'id:ID,"name,:LABEL\n1,Ann,Person\n1,Bo,Person\n' });
    expect(findings).toMatchObject([
      { rule: 'quote-open', lines: [1], column: 2, found: '"name,:LABEL', remedy: expect.stringContaining('Close') },
      { rule: 'id-duplicate', lines: [3] },
    ]);
    expect((await lint({ 'n.csv': 'id:ID,"name,:LABEL\n' })).findings).toMatchObject([
      { rule: 'quote-open', lines: [1] },
    ]);
  });

  it('ends a header with its line, even if cells can contain line breaks', async () => {
    const { findings } = await lint({ 'n.csv': 'id:ID,"a\nb",:LABEL\n' }, { 'multiline-fields': 'true' });
    expect(findings).toMatchObject([{ rule: 'quote-open', lines: [1], found: '"a' }]);
  });

  it('does not miss the cell of a column that is not stored', async () => {
    const files = { 'n.csv': 'name:ID|:LABEL\na|C\nb|C\n', 'r.csv': ':START_ID|:END_ID|:TYPE|\na|b|PEER\n' };
    expect((await lint(files, { delimiter: '|' })).findings).toEqual([]);
    const { findings } = await lint({ 'n.csv': 'id:ID,a,,b:IGNORE,c\n1,x\n' });
    expect(findings).toMatchObject([
      { rule: 'row-short', expected: '5 cells, as in the header', becomes: 'a row without a value for c' },
    ]);
  });

  it('warns of options and parentheses that the importer leaves out of a name', async () => {
    const { findings } = await lint({ 'n.csv': 'id:ID,n:int{unit:kg},a{b},t (C):double,:LABEL\n1,2,3,4,P\n' });
    expect(findings).toMatchObject([
      {
        severity: 'warning',
        column: 2,
        rule: 'header-options',
        becomes: 'a column named `n` without the text in braces',
      },
      { severity: 'warning', column: 3, rule: 'header-options' },
      { severity: 'warning', column: 4, rule: 'header-name', becomes: 'a property named `t `' },
    ]);
    const newer = await lint({ 'n.csv': 'id:ID,t (C):double\n1,2\n' }, {}, '2026.08.1');
    expect(newer.findings).toEqual([]);
  });

  it('finds a header that begins with a blank line', async () => {
    const { findings } = await lint({ 'n.csv': '\nid:ID,name\n1,Ann\n' });
    expect(findings).toMatchObject([{ rule: 'header-missing', found: 'a blank line', lines: [1] }]);
  });

  it('names both missing ends of relationships in one finding, also for a file without text', async () => {
    const expected = { expected: 'the columns :START_ID and :END_ID', lines: [1] };
    for (const [text, found] of [
      ['', 'no text'],
      ['\n', 'no text'],
      ['a,b\n1,2\n', 'a,b'],
    ] as const) {
      const folder = await writeFiles({ 'r.csv': text });
      const groups = [{ kind: 'relationship', labels: [], files: [join(folder, 'r.csv')] }] as const;
      const { findings } = await lintFolder({ folder, groups });
      expect(findings.filter(({ severity }) => severity === 'error')).toMatchObject([{ ...expected, found }]);
    }
  });

  it.each(['', '\ufeff', '\n', '\r\n\r\n'])('warns of a table of nodes that has only %j', async (text) => {
    const { findings, counts } = await lint({ 'n.csv': text });
    expect(findings).toMatchObject([{ severity: 'warning', rule: 'file-empty', becomes: 'a table without nodes' }]);
    expect(counts.nodes).toBe(0);
  });

  it.each(['', '\ufeff', gzipSync('')])(
    'takes the header of the next file if the first file is empty',
    async (first) => {
      const folder = await writeFiles({ 'a.csv': first, 'b.csv': people, 'c.csv': '3,Cy,Person\n' });
      const files = ['a', 'b', 'c'].map((name) => join(folder, `${name}.csv`));
      const { findings, counts } = await lintFolder({ folder, groups: [{ kind: 'node', labels: [], files }] });
      expect({ findings, nodes: counts.nodes }).toEqual({ findings: [], nodes: 3 });
    },
  );

  it('refuses rows after a file that has only a line end, which is the header for the importer', async () => {
    const folder = await writeFiles({ 'a.csv': '\n', 'b.csv': people });
    const groups = [{ kind: 'node', labels: [], files: [join(folder, 'a.csv'), join(folder, 'b.csv')] }] as const;
    const { findings } = await lintFolder({ folder, groups });
    expect(findings).toMatchObject([{ severity: 'error', rule: 'header-missing', file: 'a.csv', lines: [1] }]);
  });
});

describe('lintFolder, on rows,', () => {
  it('finds blanks after a closing quote that the importer does not remove', async () => {
    const options = { 'trim-strings': 'true' };
    const { findings } = await lint({ 'a.csv': 'id:ID,"n" \n1,"a" \n2,"b"  ' }, options);
    expect(findings).toMatchObject([{ rule: 'quote-misplaced', column: 2, lines: [1, 3] }]);
  });

  it('accepts blanks around quotes only if the importer removes them', async () => {
    const files = { 'n.csv': 'id:ID,name,:LABEL\n1,"Ann","Person" \n2, "Bo, B" ,"Person"\u00a0 \n' };
    const { findings, counts } = await lint(files, { 'trim-strings': 'true' });
    expect(findings).toEqual([]);
    expect(counts).toMatchObject({ nodes: 2, properties: 4, labels: { Person: 2 } });
    expect((await lint(files)).findings).toContainEqual(
      expect.objectContaining({
        ...{ rule: 'quote-misplaced', column: 3, lines: [2] },
        remedy: 'Remove the blanks after the quote, or add --trim-strings.',
      }),
    );
  });

  it.each([
    ['"a""b" ', 'a"b"'],
    ['"a""b"  ', 'a"b" '],
    ['"a""""b"  ', 'a""b"'],
    ['"a""b"', undefined],
    ['"a""""b" ', undefined],
  ])('knows what the importer makes of %j if it removes blanks', async (cell, becomes) => {
    const { findings } = await lint({ 'n.csv': `id:ID,v,w\n1,${cell},x\n` }, { 'trim-strings': 'true' });
    expect(findings.map((finding) => [finding.rule, finding.becomes])).toEqual(
      becomes ? [['quote-blank', becomes]] : [],
    );
  });

  it('removes blanks around each label as the importer does', async () => {
    const files = { 'n.csv': 'id:ID,:LABEL\n1,"A; B"\n2,"B;\u001f ;A"\n' };
    const { findings, counts } = await lint(files, { 'trim-strings': 'true' });
    expect(counts.labels).toEqual({ A: 2, B: 2, '': 1 });
    expect(findings).toMatchObject([{ rule: 'label-empty', lines: [3] }]);
  });

  it('warns of labels and types with colons', async () => {
    const files = { 'n.csv': 'id:ID,:LABEL\na,:P\nb,P:Q\nc,P;Q\n', 'r.csv': `${ends}a,b,:LIKES\nb,c,LIKES\n` };
    expect((await lint(files)).findings).toMatchObject([
      { severity: 'warning', rule: 'label-colon', file: 'n.csv', column: 2, lines: [2, 3], found: ':P' },
      { severity: 'warning', rule: 'type-colon', file: 'r.csv', column: 3, lines: [2], found: ':LIKES' },
    ]);
  });

  it('says that a node has the id in another spelling', async () => {
    const rows = ['1.0,1', '7,1', '1e5,1', '1,Ada', '12,1'];
    const files = {
      'n.csv': 'id:ID\n1\n007\n100000\nada\n',
      'r.csv': `${ends}${rows.map((row) => `${row},R\n`).join('')}`,
    };
    expect((await lint(files)).findings).toMatchObject([
      {
        rule: 'end-spelling',
        column: 1,
        lines: [2, 3, 4],
        found: '1.0',
        remedy: expect.stringContaining('Write `1`,'),
      },
      { rule: 'end-spelling', column: 2, lines: [5], found: 'Ada', remedy: expect.stringContaining('Write `ada`,') },
      { rule: 'end-dangling', column: 1, lines: [6], found: '12' },
    ]);
  });

  it('knows that the importer skips ids that are not numbers from 2026 on', async () => {
    const skips = { 'skip-bad-relationships': 'true', 'skip-duplicate-nodes': 'true', 'id-type': 'integer' };
    const files = { 'n.csv': `${people}x,Cy,P\n`, 'r.csv': `${ends}1,2,R\nx,2,R\n` };
    const { findings, counts } = await lint(files, skips, '2026.08.1');
    expect(findings).toMatchObject([
      { severity: 'warning', rule: 'id-invalid', file: 'n.csv', lines: [4], becomes: 'a row that neo4j-admin skips' },
      { severity: 'warning', rule: 'id-invalid', file: 'r.csv', lines: [3] },
    ]);
    expect(counts).toMatchObject({ nodes: 2, relationships: 1, properties: 4 });
    const older = await lint(files, skips);
    expect(older.findings).toMatchObject([{ severity: 'error' }, { severity: 'error' }]);
  });

  it.each([
    [2, '3,Cy,Person,x,y\n', '1,2,R\n'],
    [3, '1,C,P\n1,D,P\n1,E,P\n', '1,2,R\n'],
    [2, '1,C,P,x\n', '1,2,R\n'],
    [1, '', '8,9,R\n'],
    [1, '', ',9,\n'],
    [2, '', '1,9,R,x\n'],
  ])('counts %i bad entries as the importer does: %j, %j', async (entries, nodes, relationships) => {
    const skips = { 'skip-bad-relationships': 'true', 'skip-duplicate-nodes': 'true', 'ignore-extra-columns': 'true' };
    const files = { 'n.csv': people + nodes, 'r.csv': ends + relationships };
    const rules = async (most: number): Promise<readonly string[]> =>
      (await lint(files, { ...skips, 'bad-tolerance': `${most}` })).findings.map(({ rule }) => rule);
    expect(await rules(entries)).not.toContain('bad-tolerance');
    expect(await rules(entries - 1)).toContain('bad-tolerance');
  });
});

describe('lintFolder, on encodings,', () => {
  it('warns of bytes that the encoding does not have', async () => {
    const bytes = Buffer.from('id:ID,name,:LABEL\n1,Zo\xeb,Person\n', 'latin1');
    const { findings } = await lint({ 'n.csv': bytes }, { 'input-encoding': 'US-ASCII' });
    expect(findings).toMatchObject([
      { severity: 'warning', rule: 'encoding', lines: [2], expected: 'US-ASCII', found: 'bytes that are not US-ASCII' },
    ]);
    expect((await lint({ 'n.csv': bytes }, { 'input-encoding': 'ISO-8859-1' })).findings).toEqual([]);
    const half = Buffer.from('\ufeffid:ID,name\n1,A\ud83e\n', 'utf16le');
    expect((await lint({ 'n.csv': half })).findings).toMatchObject([{ expected: 'UTF-16LE', lines: [2] }]);
  });

  it('compares ids as the importer reads them, with replacement characters', async () => {
    const nodes = Buffer.from('id:ID\na\xff\nb\n', 'latin1');
    const relationships = Buffer.from(`${ends}a\xfe,b,R\n`, 'latin1');
    const { findings } = await lint({ 'n.csv': nodes, 'r.csv': relationships });
    expect(findings.map(({ rule }) => rule)).toEqual(['encoding', 'encoding']);
    const twice = await lint({ 'n.csv': Buffer.from('id:ID\na\xff\na\xfe\n', 'latin1') });
    expect(twice.findings).toMatchObject([
      { rule: 'id-duplicate', lines: [3] },
      { rule: 'encoding', lines: [2, 3] },
    ]);
  });

  it('keeps a byte order mark within a file as text', async () => {
    const { findings, counts } = await lint({ 'n.csv': 'id:ID,:LABEL\n1,A\n\ufeff1,\ufeffA\n' });
    expect(findings).toEqual([]);
    expect(counts.labels).toEqual({ A: 1, '\ufeffA': 1 });
  });
});

describe('lintFolder, on the limits of the store,', () => {
  it('refuses more relationship types than the store holds', async () => {
    const rows = (count: number): string => Array.from({ length: count }, (_, index) => `1,2,T${index}\n`).join('');
    const { findings } = await lint({ 'n.csv': people, 'r.csv': ends + rows(65_537) });
    expect(findings).toMatchObject([
      {
        severity: 'error',
        rule: 'store-limit',
        file: 'r.csv',
        found: '65,537',
        expected: expect.stringMatching(/65,536 /),
      },
    ]);
    const most = await lint({ 'n.csv': people, 'r.csv': ends + rows(65_536) });
    expect(most.findings).toMatchObject([{ severity: 'warning', rule: 'type-count', file: 'r.csv', found: '65,536' }]);
  });

  it('warns of so many labels that their import takes minutes', async () => {
    const rows = Array.from({ length: 20_001 }, (_, index) => `${index},L${index}\n`).join('');
    const result = await lint({ 'n.csv': `:ID,:LABEL\n${rows}` });
    expect(formatLint('csv', result)).toMatch(
      /^warning n\.csv: expected at most 20,000 different labels, found `20,001`, which/,
    );
  });

  it('warns of as many property keys, each counted once', async () => {
    const rules = async (count: number): Promise<readonly string[]> => {
      const keys = Array.from({ length: count }, (_, index) => `k${index}`).join(',');
      const { findings } = await lint({ 'n.csv': `:ID,${keys}\n`, 'm.csv': `:ID(M),${keys}\n` });
      return findings.map(({ severity, rule }) => `${severity} ${rule}`);
    };
    expect(await rules(20_000)).toEqual([]);
    expect(await rules(20_001)).toEqual(['warning key-count']);
  });
});
