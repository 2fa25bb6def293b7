import { join, relative } from 'node:path';
import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { lintFolder } from '../../../src/lint/lint-folder.ts';
import { type Files, lintFiles, writeFiles } from '../lint-files.ts';

const nodes = 'id:ID,name,:LABEL\n';
const ends = ':START_ID,:END_ID,:TYPE\n';
const rows = '1,Ann,Person\n2,Bo,Person\n';
const knows = '1,2,KNOWS\n';

/** The files of each group with several files, by their paths in the folder. */
async function findGroups(files: Files): Promise<readonly string[]> {
  const folder = await writeFiles(files);
  const { groups, findings } = await lintFolder({ folder });
  expect(findings.filter(({ severity }) => severity === 'error')).toEqual([]);
  const paths = groups.map((group) => group.files.map((path) => relative(folder, path)));
  return paths.filter(({ length }) => length > 1).map((names) => names.join(' '));
}

describe('lintFolder on layouts of third-party CSV', () => {
  it.each([
    ...['p_h', 'p.h', 'p-h', 'p_hdr', 'p-hdr', 'p_head', 'p-head', 'p_header', 'p.header', 'pHeader', 'p-headers'],
    ...['header_p', 'headers-p', 'h_p', 'hdr_p', 'head.p'],
  ])('finds the header %s.csv by its name', async (name) => {
    const files = { [`${name}.csv`]: nodes, 'p.csv': rows, 'q-header.csv': ends, 'q.csv': knows };
    expect(await findGroups(files)).toContain(`${name}.csv p.csv`);
  });

  it.each([
    'p_part1',
    'p-part000',
    'p-00000-of-00002',
    'p_0_0',
    'p.aa',
    'p_batch',
    'p_data_7',
    'p-2024-01-31',
    'p_1a2b3c4d-9f00',
    'ps',
    'ps_1',
  ])('finds the header of %s.csv, which is a part', async (name) => {
    const files = { 'p-header.csv': nodes, [`${name}.csv`]: rows, 'q-header.csv': ends, 'q.csv': knows };
    expect(await findGroups(files)).toContain(`p-header.csv ${name}.csv`);
  });

  it.each([
    ['movie', 'movies'],
    ['category', 'categories'],
    ['address', 'addresses'],
    ['users', 'user_1'],
    ['PERSON', 'Persons'],
  ])('finds the header %s_header.csv of %s.csv, in singular and plural', async (header, part) => {
    const files = { [`${header}_header.csv`]: nodes, [`${part}.csv`]: rows, 'q-header.csv': ends, 'q.csv': knows };
    expect(await findGroups(files)).toContain(`${header}_header.csv ${part}.csv`);
  });

  it.each(['', '\n'])('refuses a file of %j without a header elsewhere, and names what to do', async (text) => {
    const { findings } = await lintFiles({ 'n.csv': nodes + rows, 'q.csv': text });
    expect(findings).toMatchObject([
      { rule: 'header-missing', found: 'no text', remedy: expect.stringContaining('--exclude') },
    ]);
  });

  it('finds the header that has the name of the folder of the parts (LDBC SNB)', async () => {
    expect(
      await findGroups({
        'headers/static/Tag.csv': nodes,
        'headers/dynamic/Tag.csv': 'id:ID(D),x\n',
        'headers/dynamic/Tag_knows_Tag.csv': ends,
        'initial_snapshot/static/Tag/part-00000-aa-c000.csv': '1,Ann,Person\n',
        'initial_snapshot/static/Tag/part-00001-aa-c000.csv': '2,Bo,Person\n',
        'initial_snapshot/dynamic/Tag/part-00000-bb-c000.csv': '1,9\n',
        'initial_snapshot/dynamic/Tag_knows_Tag/part-00000-cc-c000.csv': knows,
      }),
    ).toEqual([
      'headers/dynamic/Tag.csv initial_snapshot/dynamic/Tag/part-00000-bb-c000.csv',
      'headers/static/Tag.csv initial_snapshot/static/Tag/part-00000-aa-c000.csv initial_snapshot/static/Tag/part-00001-aa-c000.csv',
      'headers/dynamic/Tag_knows_Tag.csv initial_snapshot/dynamic/Tag_knows_Tag/part-00000-cc-c000.csv',
    ]);
  });

  it('finds headers in another folder by the names of the files', async () => {
    expect(
      await findGroups({
        'headers/person_header.csv': nodes,
        'headers/wrote_rel_header.csv': ends,
        'data/person_batch.csv': rows,
        'data/wrote_rel_batch.csv': knows,
      }),
    ).toEqual([
      'headers/person_header.csv data/person_batch.csv',
      'headers/wrote_rel_header.csv data/wrote_rel_batch.csv',
    ]);
  });

  it.each([
    ['a header beside the folder that has its name', 'Person-header.csv', 'Person/part-00000.csv'],
    ['a header in the folder above', 'people/header.csv', 'people/rows/2024/a.csv'],
    ['a folder of parts that is named like a file', 'headers/Person.csv', 'data/Person.csv/part-00000.csv'],
    ['parts in folders of a folder with the name', 'headers/Person.csv', 'data/Person/2024/part-00000.csv'],
  ])('finds %s', async (_title, header, part) => {
    expect(await findGroups({ [header]: nodes, [part]: rows })).toEqual([`${header} ${part}`]);
  });

  it('takes the one file with a header as the first of those that a table was split into', async () => {
    const files = { 'p-00.csv': `${nodes}1,Ann,Person\n`, 'p-01.csv': '2,Bo,Person\n', 'q.csv': `${ends}${knows}` };
    expect(await findGroups(files)).toEqual(['p-00.csv p-01.csv']);
  });

  it('does not give a file to a header that it only begins like, if its cells are others', async () => {
    const { findings } = await lintFiles({
      ...{ 'headers/person.csv': 'id:ID,name\n', 'headers/city.csv': 'id:ID(C)\n' },
      ...{ 'data/person.csv': '1,Ann\n', 'data/person_knows_person.csv': '1,1,KNOWS\n' },
    });
    expect(findings).toMatchObject([{ rule: 'header-missing', file: 'data/person_knows_person.csv' }]);
  });

  it('names the headers that a file may belong to, if several ones do', async () => {
    const { findings } = await lintFiles({
      ...{ 'a/Place.csv': nodes, 'b/Place.csv': nodes, 'c/Other.csv': ends },
      'snapshot/Place/part-0.csv': rows,
    });
    expect(findings).toMatchObject([
      {
        rule: 'header-missing',
        file: 'snapshot/Place/part-0.csv',
        remedy:
          'Rename the files so that their names match, or name the files of a table together with --nodes or --relationships. The header may be a/Place.csv or b/Place.csv.',
      },
    ]);
  });

  it('names the headers with as many columns, if none has a matching name', async () => {
    const { findings } = await lintFiles({ 'a-header.csv': nodes, 'b-header.csv': 'id:ID(B)\n', 'people.csv': rows });
    expect(findings).toMatchObject([{ remedy: expect.stringMatching(/The header may be a-header\.csv\.$/) }]);
  });

  it.each([['.tsv'], ['.psv'], ['.tab'], ['.txt'], ['.txt.gz'], ['.psv.gz']])(
    'reads files that end with %s',
    async (extension) => {
      const content = (text: string) => (extension.endsWith('.gz') ? gzipSync(text) : text);
      const files = { [`p-header${extension}`]: content(nodes), [`p-1${extension}`]: content(rows) };
      const { counts, findings } = await lintFiles({ ...files, 'README.txt': 'a, b, c\n', 'notes.txt': 'none\n' });
      expect({ nodes: counts.nodes, findings }).toEqual({ nodes: 2, findings: [] });
    },
  );

  it('reads the parts of Hadoop, which have no extension', async () => {
    const { counts } = await lintFiles({ 'headers/p.csv': nodes, 'p/part-00000': rows, 'p/part-r-00001': '3,C,P\n' });
    expect(counts.nodes).toBe(3);
  });

  it('names the files that it does not read, whatever they are', async () => {
    const others = ['README.txt', 'import.sh', 'load.cypher', '_SUCCESS', '.p-1.csv.crc', 'import.report', 'p.csv.bz2'];
    const files = { 'p.csv': nodes + rows, '.git/x.csv': rows, 'notes.txt': 'none\n' };
    const folder = await writeFiles({ ...files, ...Object.fromEntries(others.map((name) => [name, 'x'])) });
    const { unread, findings } = await lintFolder({ folder });
    expect(findings).toEqual([]);
    const names = unread.map((path) => `${relative(folder, path)}${path.endsWith('/') ? '/' : ''}`);
    expect(names).toEqual(['.git/', ...others, 'notes.txt'].sort());
  });

  it('reports a part that begins with the names of the columns, as Spark writes it', async () => {
    const named = await lintFiles({ 'headers/p.csv': 'id:ID,name\n', 'p/part-00000.csv': 'ID,Name\n1,Ann\n' });
    expect(named.findings).toMatchObject([
      { severity: 'warning', rule: 'header-repeated', file: 'p/part-00000.csv', lines: [1], found: 'ID,Name' },
    ]);
  });

  it('reports each line that repeats the header, as in files that were joined', async () => {
    const { findings, counts } = await lintFiles({
      'p.csv': `${nodes}1,A,P\n${nodes}2,B,P\n\n${nodes}`,
      'q.csv': ends,
    });
    expect(findings).toMatchObject([
      { severity: 'error', rule: 'id-duplicate', lines: [6] },
      {
        severity: 'warning',
        rule: 'header-repeated',
        file: 'p.csv',
        lines: [3, 6],
        remedy: 'Remove the line: it repeats the header, as in files that were joined.',
      },
    ]);
    expect(counts.nodes).toBe(4);
  });

  it('reports the header at the beginning of a named part once, with the option that skips it', async () => {
    const folder = await writeFiles({ 'h.csv': nodes, 'p.csv': nodes + rows });
    const groups = [{ kind: 'node', labels: [], files: [join(folder, 'h.csv'), join(folder, 'p.csv')] }] as const;
    const { findings } = await lintFolder({ folder, groups });
    expect(findings).toMatchObject([
      { rule: 'header-repeated', lines: [1], remedy: 'Add --auto-skip-subsequent-headers, or remove the line.' },
    ]);
    const options = { 'auto-skip-subsequent-headers': 'true' };
    expect(await lintFolder({ folder, groups, options })).toMatchObject({ findings: [], counts: { nodes: 2 } });
  });

  it('names headers that no rows belong to', async () => {
    const files = { 'p-header.csv': nodes, 'p.csv': rows, 'q_header.csv': ends, 'r.csv': `${ends}${knows}` };
    const folder = await writeFiles(files);
    const { findings, rowless } = await lintFolder({ folder });
    expect({ findings, rowless }).toEqual({ findings: [], rowless: [join(folder, 'q_header.csv')] });
  });

  it('says that the line `sep=;` is for Excel', async () => {
    const { findings } = await lintFiles({ 'p.csv': 'sep=;\nid:ID;name\n1;Ann\n' });
    expect(findings).toMatchObject([
      { rule: 'delimiter', remedy: "Add --delimiter ';' --array-delimiter '|'." },
      { rule: 'header-missing', lines: [1], remedy: 'Remove the line `sep=;`: only Excel reads it.' },
    ]);
  });

  it('accepts parts that all begin with the header, beside a file of the header', async () => {
    const { findings, counts } = await lintFiles({ 'p-header.csv': nodes, 'p-1.csv': nodes + rows });
    expect({ findings, nodes: counts.nodes }).toEqual({ findings: [], nodes: 2 });
  });
});
