import { mkdir, symlink, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { execa } from 'execa';
import { describe, expect, it } from 'vitest';
import { type LintOptions, lintFolder } from '../../src/lint/lint-folder.ts';
import { makeTemporaryFolder } from '../setup/temporary-folder.ts';

type Files = Readonly<Record<string, string | Uint8Array>>;

async function write(files: Files): Promise<string> {
  const folder = await makeTemporaryFolder();
  for (const [name, content] of Object.entries(files)) {
    await mkdir(dirname(join(folder, name)), { recursive: true });
    await writeFile(join(folder, name), content);
  }
  return folder;
}

async function lint(files: Files, options?: Omit<LintOptions, 'folder'>) {
  return lintFolder({ folder: await write(files), ...options });
}

const people = 'id:ID,name,age:int,:LABEL\n1,Ada,36,Person\n2,Bob,7,Person\n';

describe('lintFolder', () => {
  it('finds nothing in correct files, and counts their rows', async () => {
    const result = await lint({ 'people.csv': people, 'knows.csv': ':START_ID,:END_ID,:TYPE\n1,2,KNOWS\n' });

    expect(result.findings).toEqual([]);
    expect(result.counts).toMatchObject({ nodes: 2, relationships: 1 });
    expect(result.groups.map(({ kind }) => kind)).toEqual(['node', 'relationship']);
  });

  it('names file, line, column, what was expected and found, and what to change', async () => {
    const { findings } = await lint({ 'people.csv': `${people}3,Cy,many,Person\n` });

    expect(findings).toEqual([
      {
        severity: 'error',
        rule: 'cell-type',
        file: 'people.csv',
        lines: [4],
        column: 3,
        header: 'age:int',
        expected: 'a whole number',
        found: 'many',
        remedy: 'Correct the value, or the type in the header.',
      },
    ]);
  });

  it('makes one finding of the same violation in many rows, with every line', async () => {
    const rows = Array.from({ length: 5_000 }, (_, index) => `${index + 10},N,x,P\n`).join('');
    const { findings } = await lint({ 'people.csv': people + rows });

    expect(findings).toHaveLength(1);
    expect(findings[0]!.lines).toEqual(Array.from({ length: 5_000 }, (_, index) => index + 4));
  });

  it('counts lines across quoted line breaks, blank lines and every kind of line end', async () => {
    const text = 'id:ID,n:int\r\n\r\n1,1\r2,"2"\n\n3,x\n"4\n\n5",y\n6,z';
    const { findings } = await lint({ 'a.csv': text }, { options: { 'multiline-fields': 'true' } });

    expect(findings).toMatchObject([{ rule: 'cell-type', lines: [6, 7, 10] }]);
  });

  it('reads rows that continue in the next block of the file', async () => {
    const row = (index: number): string => `${index},"a ""b""\r\nc é 🦆",${index},P\r\n`;
    const rows = Array.from({ length: 60_000 }, (_, index) => row(index)).join('');
    const options = { 'multiline-fields': 'true' };
    const { findings, counts } = await lint({ 'a.csv': `id:ID,t,n:int,:LABEL\r\n${rows}x,y,z,P\r\n` }, { options });

    expect(counts.nodes).toBe(60_001);
    expect(findings).toMatchObject([{ rule: 'cell-type', lines: [120_002] }]);
  });

  it('reads gzip, byte order marks and UTF-16', async () => {
    const files = {
      'a.csv.gz': gzipSync('id:ID(A),n:int\n1,1\n'),
      'b.csv': Buffer.from('\ufeffid:ID(B),n:int\n1,1\n', 'utf16le'),
      'c.csv': '\ufeffid:ID(C),n:int\n1,x\n',
    };
    const { findings, counts } = await lint(files);

    expect(counts.nodes).toBe(3);
    expect(findings).toMatchObject([{ file: 'c.csv', rule: 'cell-type' }]);
  });

  it('reports the rows with bytes that are not UTF-8, unless the encoding is named', async () => {
    const { findings } = await lint({ 'a.csv': Buffer.from('id:ID,name\n1,Zo\xeb\n2,Bob\n', 'latin1') });
    expect(findings).toMatchObject([{ severity: 'warning', rule: 'encoding', lines: [2] }]);

    const options = { 'input-encoding': 'latin1' };
    expect((await lint({ 'a.csv': Buffer.from('id:ID,name\n1,Zo\xeb\n', 'latin1') }, { options })).findings).toEqual(
      [],
    );
  });

  it('finds the files of a header by their names, also in folders', async () => {
    const result = await lint({
      'people/people-header.csv': 'id:ID,age:int\n',
      'people/people-1.csv': '1,1\n',
      'people/people-2.csv': '2,x\n',
      'pets/header.csv': 'id:ID(Pet)\n',
      'pets/part-00000-abc.csv': '1\n',
      'pets/_SUCCESS': '',
    });

    expect(result.counts.nodes).toBe(3);
    expect(result.findings).toMatchObject([{ file: 'people/people-2.csv', lines: [1] }]);
  });

  it('reports a file that no header belongs to', async () => {
    const { findings } = await lint({ 'people.csv': people, 'rows.csv': '1,2\n' });
    expect(findings).toMatchObject([{ severity: 'error', rule: 'header-missing', file: 'rows.csv' }]);
  });

  it('says in a warning what the value becomes', async () => {
    const result = await lint({ 'a.csv': 'id:ID,b:boolean,t:datetime\n1,yes,2020-01-31T10:00\n' });

    expect(result.findings.some(({ severity }) => severity === 'error')).toBe(false);
    expect(result.findings).toMatchObject([
      { severity: 'warning', column: 2, found: 'yes', becomes: 'false' },
      { severity: 'warning', column: 3, becomes: expect.stringContaining('time zone of the server') },
    ]);
  });

  it('checks the ids of each id space across all files', async () => {
    const files = {
      'a.csv': 'id:ID(A)\n1\n2\n',
      'b.csv': 'id:ID(A)\n2\n3\n',
      'c.csv': 'id:ID(C)\n1\n',
      'r.csv': ':START_ID(A),:END_ID(C),:TYPE\n1,1,R\n3,2,R\n',
    };
    const { findings } = await lint(files);

    expect(findings).toMatchObject([
      { rule: 'id-duplicate', file: 'b.csv', lines: [2], found: '2, as in line 3 of a.csv' },
      { rule: 'end-dangling', file: 'r.csv', lines: [3], column: 2, found: '2' },
    ]);
  });

  it('throws if there is no CSV file, and if a file cannot be read', async () => {
    await expect(lint({ 'notes.txt': '' })).rejects.toMatchObject({ code: 'file-missing' });
    await expect(lint({ 'a.csv.zip': 'PK\x03\x04' })).rejects.toMatchObject({
      code: 'files-broken',
      message: expect.stringContaining('zip archive'),
    });
    await expect(lint({ 'a.csv.gz': gzipSync(people).subarray(0, -6) })).rejects.toMatchObject({
      code: 'files-broken',
      message: expect.stringMatching(/a\.csv\.gz: unexpected end of file$/),
    });
  });

  it.each([
    ['a,b.csv', 'a comma'],
    ['a=b.csv', 'an equal sign'],
    ['a\\b.csv', 'a backslash'],
    ['a\nb.csv', 'a line break'],
  ])('refuses the file name %j', async (name, character) => {
    const { findings } = await lint({ [name]: people });
    expect(findings).toMatchObject([
      { severity: 'error', rule: 'file-name', expected: `a file name without ${character}` },
    ]);
  });

  it('allows line breaks only in the files that --multiline-fields names, in format v2', async () => {
    const text = 'id:ID,name\n1,"a\nb"\n';
    const folder = await write({ 'a.csv': text, 'b.csv': text.replace('1', '2') });
    const options = { 'multiline-fields': join(folder, 'a.csv'), 'multiline-fields-format': 'v2' };
    const { findings } = await lintFolder({ folder, options });
    expect(findings[0]).toMatchObject({ file: 'b.csv', rule: 'line-break' });
    expect(new Set(findings.map(({ file }) => file))).toEqual(new Set(['b.csv']));
  });

  it('reads delimiters and quotation marks outside ASCII, and the control characters in their place', async () => {
    const options = { delimiter: '¿', 'array-delimiter': '§', quote: '«' };
    const text = 'id:ID¿name¿tags:int[]¿:LABEL\n1¿«a¿\x1f««b«¿1§x¿P§Q\n';
    const { findings, counts } = await lint({ 'a.csv': text }, { options });
    expect(findings).toMatchObject([{ rule: 'cell-type', column: 3, lines: [2], found: '1§x' }]);
    expect(counts).toMatchObject({ nodes: 1, labels: { P: 1, Q: 1 } });
  });

  it('refuses a pipe instead of waiting for it, and a pattern instead of expanding it', async () => {
    const path = join(await makeTemporaryFolder(), 'pipe.csv');
    await execa('mkfifo', [path]);
    const groups = [{ kind: 'node', labels: [], files: [path] }] as const;
    await expect(lintFolder({ folder: '.', groups })).rejects.toMatchObject({
      code: 'file-unreadable',
      message: `Could not read ${path}: it is a folder or a pipe, not a file`,
    });
    await expect(lintFolder({ folder: '.', groups: [{ ...groups[0], files: ['p.*'] }] })).rejects.toMatchObject({
      code: 'file-unreadable',
      message: 'Could not read p.*: ENOENT: no such file or directory',
      hint: expect.stringContaining('pattern'),
    });
  });

  it('follows links, but not in a circle, and lists the files that it does not read', async () => {
    const folder = await makeTemporaryFolder();
    await mkdir(join(folder, 'real'));
    await mkdir(join(folder, 'linked'));
    await writeFile(join(folder, 'real', 'people.csv'), people);
    for (const name of ['_people.csv', 'people.xml', '.hidden', '_SUCCESS']) {
      await writeFile(join(folder, 'linked', name), people);
    }
    await symlink('../real/people.csv', join(folder, 'linked', 'a.csv'));
    await symlink('../linked', join(folder, 'linked', 'loop'));
    await symlink('../nowhere', join(folder, 'linked', 'lost.csv'));
    const { counts, unread } = await lintFolder({ folder: join(folder, 'linked') });
    expect(counts.nodes).toBe(people.split('\n').length - 2);
    const names = ['.hidden', '_SUCCESS', '_people.csv', 'lost.csv', 'people.xml'];
    expect(unread).toEqual(names.map((name) => join(folder, 'linked', name)));

    await symlink('../real', join(folder, 'linked', 'more'));
    await expect(lintFolder({ folder: join(folder, 'linked') })).resolves.toMatchObject({
      findings: [{ rule: 'id-duplicate' }],
    });
  });

  it('stops when its signal aborts', async () => {
    const signal = AbortSignal.abort();
    await expect(lint({ 'a.csv': people }, { signal })).rejects.toMatchObject({ code: 'interrupted' });
  });

  it('keeps errors and warnings of the same rule apart', async () => {
    const { findings } = await lint({ 'a.csv': 'id:ID,a,b\n1,x\n2,\n' });
    expect(findings).toMatchObject([
      { severity: 'error', rule: 'row-short', lines: [3] },
      { severity: 'warning', rule: 'row-short', lines: [2] },
    ]);
  });

  it.each([18, 19, 20, 21, 22])(
    'reads each row once after a byte order mark, in ranges of %i bytes',
    async (rangeBytes) => {
      const { findings, counts } = await lint(
        { 'a.csv': '\ufeffid:ID,name,:LABEL\n1,A,P\n2,B,P\n3,C,P\n' },
        { rangeBytes },
      );
      expect(findings).toEqual([]);
      expect(counts).toMatchObject({ nodes: 3 });
    },
  );

  it('is not certain of the counts if the importer skips one of two nodes that share an id but differ', async () => {
    const options = { 'skip-duplicate-nodes': 'true' };
    const same = await lint({ 'a.csv': 'id:ID,name,:LABEL\n1,A,P\n1,B,P\n' }, { options });
    const other = await lint({ 'a.csv': 'id:ID,name,:LABEL\n1,A,P\n1,,Q\n' }, { options });
    expect([same, other].map(({ isCertain, counts }) => [isCertain, counts.nodes])).toEqual([
      [true, 1],
      [false, 1],
    ]);
  });

  it('stops reading at a cell that is larger than the buffer of the importer', async () => {
    const options = { 'read-buffer-size': '1k', 'multiline-fields': 'true' };
    const rows = '2,Bob\n'.repeat(1_000_000);
    const open = await lint({ 'a.csv': `id:ID,name\n1,"Ada\n${rows}` }, { options });
    expect(open.findings).toMatchObject([{ rule: 'quote-open', lines: [2] }]);

    const unbroken = await lint(
      { 'a.csv': `id:ID,name\n1,${'x'.repeat(5_000_000)}` },
      { options: { 'read-buffer-size': '1k' }, rangeBytes: 100_000 },
    );
    expect(unbroken.findings).toMatchObject([{ rule: 'row-size', lines: [2] }]);
  });

  it('counts a line break that two blocks share once', async () => {
    const filler = 'x'.repeat(2 ** 20 - 'id:ID,name\r\n1,\r\n\r'.length);
    const { findings } = await lint({ 'a.csv': `id:ID,name\r\n1,${filler}\r\n\r\n2\r\n` });
    expect(findings).toMatchObject([{ rule: 'row-short', lines: [4] }]);
  });

  it.each([
    [{ delimiter: ';' }, '5.26.30', /--array-delimiter and --delimiter to be different characters, but both are `;`/],
    [{ delimiter: ';', 'array-delimiter': '|' }, '2026.08.1', /--vector-delimiter and --delimiter .* both are `;`/],
    [{ delimiter: 'TAB', quote: '\t' }, '5.26.30', /--delimiter and --quote .* both are `TAB`/],
    [{ 'vector-delimiter': '|' }, '2025.09.0', /--vector-delimiter needs Neo4j 2025.10 or later, got 2025.09.0/],
    [{ strict: 'yes' }, '5.26.30', /--strict to be true or false, got `yes`/],
  ])('refuses the options that the importer refuses before it reads: %j, %s', async (options, version, message) => {
    const files = { 'a.csv': 'id:ID\n1\n' };
    const refused = { code: 'invalid-option', message: expect.stringMatching(message) };
    await expect(lint(files, { options, version })).rejects.toMatchObject(refused);
  });

  it('accepts the same character for options that cannot be confused', async () => {
    const semicolons = { delimiter: ';', 'array-delimiter': '|' };
    const files = { 'a.csv': 'id:ID;:LABEL\n1;A|B\n' };
    const labels = { A: 1, B: 1 };
    const older = await lint(files, { options: semicolons, version: '5.26.30' });
    expect(older).toMatchObject({ findings: [], counts: { labels } });
    const newer = await lint(files, { options: { ...semicolons, 'vector-delimiter': '|' }, version: '2025.10.1' });
    expect(newer).toMatchObject({ findings: [], counts: { labels } });
  });
});
