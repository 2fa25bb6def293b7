// Small folders of CSV, valid and broken, on which the lint and the importer must agree. test/golden/verdicts.json has the verdict
// of each version of the importer on them, by the names of the cases; scripts/judge-corpus.ts records it.
import { gzipSync } from 'node:zlib';
import type { CorpusCase } from './corpus-case.ts';
import { headerCases } from './corpus-headers.ts';
import { idCases } from './corpus-ids.ts';
import { rowCases } from './corpus-rows.ts';
import { valueCases } from './corpus-values.ts';
import { mutations } from './mutations.ts';
import { zip } from './zip.ts';

const people = 'id:ID,name,:LABEL\n1,Ada,Person\n2,Bob,Person\n';
const knows = ':START_ID,:END_ID,:TYPE\n1,2,KNOWS\n';
const manyColumns = Array.from({ length: 10_050 }, (_, index) => `,c${index + 1}`).join('');
const pair = { 'people.csv': people, 'knows.csv': knows };

function toUtf32(text: string): Uint8Array {
  const codes = [...text].map((letter) => letter.codePointAt(0)!);
  const bytes = Buffer.alloc(4 * codes.length);
  for (const [index, code] of codes.entries()) bytes.writeUInt32LE(code, 4 * index);
  return bytes;
}

function make(
  kind: string,
  cases: Readonly<Record<string, CorpusCase['files']>>,
  options?: CorpusCase['options'],
): readonly CorpusCase[] {
  return Object.entries(cases).map(([name, files]) => ({ name, kind, files, ...(options && { options }) }));
}

/** All cases. */
export const corpus: readonly CorpusCase[] = [
  ...make('folders', {
    'nodes and relationships': pair,
    'a header of its own': {
      'people-header.csv': 'id:ID,name,:LABEL\n',
      'people-1.csv': '1,Ada,Person\n',
      'people-2.csv': '2,Bob,Person\n',
      'knows.csv': knows,
    },
    'a header in every part': { 'people-1.csv': people, 'people-2.csv': people.replaceAll(/^(\d)/gm, '1$1') },
    'no row': { 'people.csv': 'id:ID,name,:LABEL\n' },
    'no line end at the end': { 'people.csv': people.trimEnd(), 'knows.csv': knows.trimEnd() },
    'line ends of Windows': {
      'people.csv': people.replaceAll('\n', '\r\n'),
      'knows.csv': knows.replaceAll('\n', '\r\n'),
    },
    'line ends of old Macs': { 'people.csv': people.replaceAll('\n', '\r') },
    'blank lines': { 'people.csv': people.replaceAll('\n', '\n\n'), 'knows.csv': `${knows}\n\n` },
    'a byte order mark': { 'people.csv': `\ufeff${people}`, 'knows.csv': `\ufeff${knows}` },
    'UTF-16 with a mark': { 'people.csv': Buffer.from(`\ufeff${people}`, 'utf16le') },
    'UTF-32 with a mark': { 'people.csv': toUtf32(`\ufeff${people.replace('Ada', 'Zoë 🦆')}`) },
    'UTF-32 of the other order, with a mark': { 'people.csv': Buffer.from(toUtf32(`\ufeff${people}`)).swap32() },
    'UTF-16 of the other order, with a mark': { 'people.csv': Buffer.from(`\ufeff${people}`, 'utf16le').swap16() },
    'bytes that are not UTF-8': { 'people.csv': Buffer.from(people.replace('Ada', 'Ad\xe9'), 'latin1') },
    'letters beyond ASCII': { 'people.csv': people.replace('Ada', 'Zoë 🦆').replace('Bob', '日本') },
    'a file in a zip archive': { 'people.csv.zip': zip({ 'people.csv': people }) },
    'a packed file in a zip archive': { 'people.csv.zip': zip({ 'people.csv': people }, { packs: true }) },
    'a zip archive with a folder': { 'people.csv.zip': zip({ 'data/': '', 'data/people.csv': people }) },
    'a zip archive from a Mac': { 'people.csv.zip': zip({ 'people.csv': people, '__MACOSX/._people.csv': 'x' }) },
    'two files in a zip archive': { 'people.csv.zip': zip({ 'a.csv': people, 'b.csv': 'id:ID\n9\n' }) },
    'an empty file in a zip archive': { 'people.csv': people, 'b.csv.zip': zip({ 'b.csv': '' }) },
    'two short rows, of which the second ends without a value': { 'people.csv': 'id:ID,a,b\n1,x\n2,\n' },
    'a zip archive without a file': { 'people.csv.zip': zip({ 'data/': '' }) },
    gzip: { 'people.csv.gz': gzipSync(people) },
    'gzip, two members': { 'people.csv.gz': Buffer.concat([gzipSync(people), gzipSync('3,Cy,Person\n')]) },
    'gzip, cut off': { 'people.csv.gz': gzipSync(people).subarray(0, 40) },
    'a NUL': { 'people.csv': people.replace('Ada', 'A\0da') },
  }),
  ...make('rows', {
    'a row that is short': { 'people.csv': `${people}3,Cy\n` },
    'a row with an id alone': { 'people.csv': `${people}3\n` },
    'a row that is long': { 'people.csv': `${people}3,Cy,Person,more\n` },
    'a row that ends with a delimiter': { 'people.csv': `${people}3,Cy,Person,\n` },
    'a short row whose last cell is empty': { 'people.csv': 'id:ID,a,b,:LABEL\n1,x,\n2,x,y,P\n' },
    'a short row whose last cell is empty, at the end': { 'people.csv': 'id:ID,a,b\n2,x,y\n1,' },
    'a short row whose last cell is empty text': { 'people.csv': 'id:ID,a,b,c\n1,""\n2,x,y,z\n' },
    'a short row whose last cell is an empty number': { 'people.csv': 'id:ID,a:int,b,c\n1,\n2,3,y,z\n' },
    'a short row whose last cell is a number in empty quotes': { 'people.csv': 'id:ID,a:int,b,c\n1,""\n2,3,y,z\n' },
    'a short row whose last cell is ignored': { 'people.csv': 'id:ID,a:IGNORE,b,c\n1,x\n2,x,y,z\n' },
    'a short row whose last cell has no label': { 'people.csv': 'id:ID,:LABEL,b,c\n1,\n2,x,y,z\n' },
    'a short row of empty text alone': { 'people.csv': 'id:ID,a,b\n""\n2,x,y\n' },
    'a short row of spaces': { 'people.csv': 'id:ID,a,b\n1, \n2,x,y\n' },
    'a short row without its id': { 'people.csv': 'a,id:ID,b\nx\ny,2,z\n' },
    'a relationship without its type, short': { ...pair, 'knows.csv': ':START_ID,:END_ID,a,:TYPE\n1,2\n' },
    'a relationship without its type, short, with a value': {
      ...pair,
      'knows.csv': ':START_ID,:END_ID,a,:TYPE\n1,2,3\n',
    },
    'a relationship without its type, short, behind one that has it': {
      ...pair,
      'knows.csv': ':START_ID,:END_ID,a,:TYPE\n1,2,3,T\n2,1,4\n',
    },
    'a relationship without its end, short': { ...pair, 'knows.csv': ':START_ID,:END_ID,a,:TYPE\n1\n' },
    'a relationship that is short': { ...pair, 'knows.csv': ':START_ID,:END_ID,:TYPE,since:int\n1,2,KNOWS\n' },
    'spaces around cells': { 'people.csv': 'id:ID,n:int,:LABEL\n 1 , 2 , Person \n' },
    'a row of delimiters': { 'people.csv': `${people},,\n` },
    'a row of spaces': { 'people.csv': `${people}   \n` },
  }),
  ...make(
    'rows',
    { 'a row that is long, ignored': { 'people.csv': `${people}3,Cy,Person,more\n` } },
    { 'ignore-extra-columns': 'true', 'bad-tolerance': '10' },
  ),
  ...make('quotes', {
    'quoted cells': { 'people.csv': 'id:ID,name,:LABEL\n"1","Ada","Person"\n' },
    'a quoted delimiter': { 'people.csv': 'id:ID,name,:LABEL\n1,"Lovelace, Ada",Person\n' },
    'doubled quotes': { 'people.csv': 'id:ID,name,:LABEL\n1,"Ada ""the"" Countess",Person\n' },
    'a quote in a bare cell': { 'people.csv': 'id:ID,name,:LABEL\n1,Ada "the" Countess,Person\n' },
    'text behind a closing quote': { 'people.csv': 'id:ID,name,:LABEL\n1,"Ada" Countess,Person\n' },
    'a space before a quote': { 'people.csv': 'id:ID,name,:LABEL\n1, "Ada",Person\n' },
    'no closing quote in the last row': { 'people.csv': 'id:ID,name,:LABEL\n1,Ada,Person\n2,"Bob,Person\n' },
    'no closing quote': { 'people.csv': 'id:ID,name,:LABEL\n1,"Ada,Person\n2,Bob,Person\n' },
    'no closing quote at the very end': { 'people.csv': 'id:ID,name\n1,"' },
    'a line break in quotes': { 'people.csv': 'id:ID,name,:LABEL\n1,"Ada\nLovelace",Person\n' },
    'an empty quoted cell': { 'people.csv': 'id:ID,name,:LABEL\n1,"",Person\n' },
    'a quote alone': { 'people.csv': 'id:ID,name,:LABEL\n1,"""",Person\n' },
    'a backslash before a quote': { 'people.csv': 'id:ID,name,:LABEL\n1,"Ada \\"the\\" Countess",Person\n' },
    'a backslash at the end of quotes': { 'people.csv': 'id:ID,name,:LABEL\n1,"C:\\",Person\n' },
    'quotes in the header': { 'people.csv': '"id:ID","name",":LABEL"\n1,Ada,Person\n' },
  }),
  ...make(
    'quotes',
    { 'a line break in quotes, allowed': { 'people.csv': 'id:ID,name,:LABEL\n1,"Ada\nLovelace",Person\n2,B,P\n' } },
    { 'multiline-fields': 'true' },
  ),
  ...make(
    'quotes',
    { 'no closing quote, line breaks allowed': { 'people.csv': 'id:ID,name,:LABEL\n1,"Ada,Person\n2,Bob,Person\n' } },
    { 'multiline-fields': 'true' },
  ),
  ...make(
    'quotes',
    { 'backslashes, legacy': { 'people.csv': 'id:ID,name,:LABEL\n1,"Ada \\"the\\" Countess",Person\n' } },
    { 'legacy-style-quoting': 'true' },
  ),
  ...make(
    'quotes',
    { 'a backslash at the end, legacy': { 'people.csv': 'id:ID,name,:LABEL\n1,"C:\\",Person\n' } },
    { 'legacy-style-quoting': 'true' },
  ),
  ...make(
    'quotes',
    { 'single quotes': { 'people.csv': "id:ID,name,:LABEL\n1,'Lovelace, Ada',Person\n" } },
    { quote: "'" },
  ),
  ...make(
    'quotes',
    { 'trimmed quotes': { 'people.csv': 'id:ID,name,:LABEL\n 1 , "Ada" ,Person\n' } },
    { 'trim-strings': 'true' },
  ),
  ...make(
    'rows',
    {
      'a short row whose last cell is empty text, ignored': { 'people.csv': 'id:ID,a,b,c\n1,""\n2,x,y,z\n' },
    },
    { 'ignore-empty-strings': 'true' },
  ),
  ...make('delimiters', { tabs: { 'people.csv': people.replaceAll(',', '\t') } }, { delimiter: 'TAB' }),
  ...make(
    'delimiters',
    { semicolons: { 'people.csv': people.replaceAll(',', ';') } },
    { delimiter: ';', 'array-delimiter': '|' },
  ),
  ...make(
    'delimiters',
    { 'pipes between labels': { 'people.csv': people.replace('Person', 'Person|Queen') } },
    { 'array-delimiter': '|' },
  ),
  ...make(
    'delimiters',
    { 'semicolons, as between labels': { 'people.csv': people.replaceAll(',', ';') } },
    { delimiter: ';' },
  ),
  ...make('delimiters', { 'a quote that is the delimiter': pair }, { quote: ',' }),
  ...make('delimiters', { 'a quote that is between labels': pair }, { quote: ';' }),
  ...make('delimiters', { 'labels between delimiters': pair }, { 'array-delimiter': ',' }),
  ...make('delimiters', { 'labels between quotes': pair }, { 'array-delimiter': '"' }),
  ...make('delimiters', { 'the wrong delimiter': { 'people.csv': people.replaceAll(',', ';') } }),
  ...make('headers', {
    'more than ten thousand columns': {
      'wide.csv': `id:ID,:LABEL,c0${manyColumns}\n1,A,0${',1'.repeat(10_050)}\n`,
    },
    'an id behind more than ten thousand columns': {
      'wide.csv': `c0${manyColumns},id:ID,:LABEL\n0${',1'.repeat(10_050)},1,A\n`,
    },
    'an id space with parentheses': {
      'people.csv': 'id:ID(A(B)),:LABEL\n1,P\n2,P\n',
      'knows.csv': ':START_ID(A(B)),:END_ID(A(B)),:TYPE\n1,2,K\n',
    },
    'an id space with one parenthesis more': {
      'people.csv': 'id:ID(A(B),:LABEL\n1,P\n2,P\n',
      'knows.csv': ':START_ID(A(B),:END_ID(A(B),:TYPE\n1,2,K\n',
    },
    'id spaces that end alike': {
      'people.csv': 'id:ID(A(B)),:LABEL\n1,P\n',
      'dogs.csv': 'id:ID(C(B)),:LABEL\n1,D\n',
      'knows.csv': ':START_ID(A(B)),:END_ID(C(B)),:TYPE\n1,1,K\n',
    },
  }),
  ...[15, 16, 17].flatMap((size) => [
    ...make(
      'buffers',
      {
        [`a row of sixteen signs and a line break, buffer ${size}`]: { 'a.csv': 'id:ID,a,b,c\n1,aaaa,bbbb,cccc\n' },
      },
      { 'read-buffer-size': `${size}` },
    ),
    ...make(
      'buffers',
      {
        [`a row of sixteen signs and a line break, multiline, buffer ${size}`]: {
          'a.csv': 'id:ID,a,b,c\n1,aaaa,bbbb,cccc\n',
        },
      },
      { 'read-buffer-size': `${size}`, 'multiline-fields': 'true' },
    ),
    ...make(
      'buffers',
      { [`a cell of fifteen signs, multiline, buffer ${size}`]: { 'a.csv': 'id:ID,a,b\n1,aaaaabbbbbccccc,b\n' } },
      { 'read-buffer-size': `${size}`, 'multiline-fields': 'true' },
    ),
    ...make(
      'buffers',
      { [`a header of sixteen signs and a line break, buffer ${size}`]: { 'a.csv': 'id:ID,aa,bbb,ccc\n1,a,b,c\n' } },
      { 'read-buffer-size': `${size}` },
    ),
    ...make(
      'buffers',
      {
        [`a last row of fifteen signs and no line break, buffer ${size}`]: { 'a.csv': 'id:ID,a,b,c\n1,aaaa,bbbb,ccc' },
      },
      { 'read-buffer-size': `${size}` },
    ),
  ]),
  ...make('ids', {
    'a duplicate id': { 'people.csv': `${people}1,Cy,Person\n` },
    'a duplicate id with other labels': { 'people.csv': people, 'dogs.csv': 'id:ID,:LABEL\n1,Dog\n' },
    'the same id in two id spaces': { 'people.csv': 'id:ID(P)\n1\n', 'dogs.csv': 'id:ID(D)\n1\n' },
    'ids that are equal as numbers': { 'people.csv': 'id:ID\n1\n01\n' },
    'ids that differ in case': { 'people.csv': 'id:ID\na\nA\n' },
    'ids that differ in a space': { 'people.csv': 'id:ID\na\n"a "\n' },
    'an empty id': { 'people.csv': 'id:ID,name\n,Ada\n' },
    'an empty quoted id': { 'people.csv': 'id:ID,name\n"",Ada\n' },
    'two empty ids': { 'people.csv': 'id:ID,name\n,Ada\n,Bob\n' },
    'two empty quoted ids': { 'people.csv': 'id:ID,name\n"",Ada\n"",Bob\n' },
    'no id column': { 'people.csv': 'name,:LABEL\nAda,Person\n' },
    'an id without a name': { 'people.csv': ':ID,name\n1,Ada\n' },
    'two id columns': { 'people.csv': 'a:ID,b:ID\n1,2\n1,3\n' },
    'two id columns, joined alike': { 'people.csv': 'a:ID,b:ID\n1,23\n12,3\n' },
    'two id columns of two spaces': { 'people.csv': 'a:ID(A),b:ID(B)\n1,2\n' },
    'ids with a type of their own': { 'people.csv': 'id:ID{id-type:int}\n1\n2\n' },
    'ids with a type of their own, wrong': { 'people.csv': 'id:ID{id-type:int}\n1\nx\n' },
    'ids with a type of their own, equal': { 'people.csv': 'id:ID{id-type:long}\n1\n01\n' },
    'ids with an unknown type': { 'people.csv': 'id:ID{id-type:banana}\n1\n' },
    'a quoted id is the bare one': { 'people.csv': 'id:ID\n1\n"1"\n' },
  }),
  ...make(
    'ids',
    { 'duplicates, skipped': { 'people.csv': `${people}1,Cy,Person\n` } },
    { 'skip-duplicate-nodes': 'true', 'bad-tolerance': '10' },
  ),
  ...make(
    'ids',
    {
      'integer ids': pair,
      'integer ids, equal': { 'people.csv': 'id:ID\n1\n01\n' },
      'integer ids, wrong': { 'people.csv': 'id:ID\n1\nx\n' },
      'integer ids, negative': { 'people.csv': 'id:ID\n-1\n' },
      'integer ids, empty': { 'people.csv': 'id:ID\n1\n' },
    },
    { 'id-type': 'integer' },
  ),
  ...make(
    'ids',
    {
      'actual ids': {
        'people.csv': people.replace('1,', '0,').replace('2,', '1,'),
        'knows.csv': knows.replace('1,2', '0,1'),
      },
      'actual ids, wrong': { 'people.csv': 'id:ID\nx\n' },
    },
    { 'id-type': 'actual' },
  ),
  ...make('ends', {
    'a dangling end': { ...pair, 'knows.csv': `${knows}1,9,KNOWS\n` },
    'a dangling start': { ...pair, 'knows.csv': `${knows}9,1,KNOWS\n` },
    'an empty end': { ...pair, 'knows.csv': `${knows}1,,KNOWS\n` },
    'an empty quoted end': { ...pair, 'knows.csv': `${knows}1,"",KNOWS\n` },
    'no type': { ...pair, 'knows.csv': `${knows}1,2,\n` },
    'no type column': { ...pair, 'knows.csv': ':START_ID,:END_ID\n1,2\n' },
    'an end in another id space': {
      'people.csv': 'id:ID(P)\n1\n',
      'dogs.csv': 'id:ID(D)\n2\n',
      'o.csv': ':START_ID(P),:END_ID(P),:TYPE\n1,2,OWNS\n',
    },
    'ends in two id spaces': {
      'people.csv': 'id:ID(P)\n1\n',
      'dogs.csv': 'id:ID(D)\n2\n',
      'o.csv': ':START_ID(P),:END_ID(D),:TYPE\n1,2,OWNS\n',
    },
    'an id space that no node has': { ...pair, 'knows.csv': ':START_ID(X),:END_ID(X),:TYPE\n1,2,KNOWS\n' },
    'an id space that is missing': { 'people.csv': 'id:ID(P)\n1\n2\n', 'knows.csv': knows },
    'two id columns, and ends of two': {
      'people.csv': 'a:ID,b:ID\n1,2\n1,3\n',
      'k.csv': ':START_ID,:START_ID,:END_ID,:END_ID,:TYPE\n1,2,1,3,R\n',
    },
    'ends with a space': { ...pair, 'knows.csv': ':START_ID,:END_ID,:TYPE\n1, 2,KNOWS\n' },
    'relationships alone': { 'knows.csv': knows },
    'a relationship twice': { ...pair, 'knows.csv': `${knows}1,2,KNOWS\n` },
    'a relationship with itself': { ...pair, 'knows.csv': `${knows}1,1,KNOWS\n` },
  }),
  ...make(
    'ends',
    {
      'a dangling end, skipped': { ...pair, 'knows.csv': `${knows}1,9,KNOWS\n` },
      'no type, skipped': { ...pair, 'knows.csv': `${knows}1,2,\n` },
    },
    { 'skip-bad-relationships': 'true', 'bad-tolerance': '10' },
  ),
  ...make('labels', {
    'two labels': { 'people.csv': 'id:ID,:LABEL\n1,A;B\n' },
    'no label': { 'people.csv': 'id:ID,:LABEL\n1,\n' },
    'a label twice': { 'people.csv': 'id:ID,:LABEL\n1,A;A\n' },
    'an empty label between': { 'people.csv': 'id:ID,:LABEL\n1,A;;B\n' },
    'a delimiter behind the labels': { 'people.csv': 'id:ID,:LABEL\n1,A;\n' },
    'a delimiter before the labels': { 'people.csv': 'id:ID,:LABEL\n1,;A\n' },
    'a label with a space': { 'people.csv': 'id:ID,:LABEL\n1,A B\n' },
    'labels with spaces around': { 'people.csv': 'id:ID,:LABEL\n1,A; B\n' },
    'two label columns': { 'people.csv': 'id:ID,:LABEL,:LABEL\n1,A,B\n' },
    'a label in quotes': { 'people.csv': 'id:ID,:LABEL\n1,"A;B"\n' },
    'an empty label in quotes': { 'people.csv': 'id:ID,:LABEL\n1,""\n' },
    'a type with a space': { ...pair, 'knows.csv': ':START_ID,:END_ID,:TYPE\n1,2,KNOWS WELL\n' },
  }),
  ...headerCases,
  ...rowCases,
  ...idCases,
  ...valueCases,
  ...mutations,
];

const untyped =
  'The importer accepts a row that ends before its type, with an empty type, unless an earlier row has a type. Which rows are earlier depends on how it cuts the file. The lint refuses such a row.';

const historic = 'The importer accepts offsets with seconds, which time zones had before 1893. The lint refuses them.';

const sparse = 'The importer reads UTF-32LE as UTF-16, and imports nothing without an error. The lint refuses it.';

const oneColumn =
  'The importer reads the header as one column of labels, and imports nodes without ids. The lint refuses a delimiter that is not the one of the files.';

const headerless = 'The importer takes a blank line for a header, and imports nothing. The lint refuses it.';

/** The cases on which the lint and the importer differ on purpose, and why. */
export const explained: Readonly<Record<string, string>> = {
  '5.26.30, the wrong delimiter': oneColumn,
  '2026.08.1, the wrong delimiter': oneColumn,
  '5.26.30, a header after a blank line': headerless,
  '2026.08.1, a header after a blank line': headerless,
  '5.26.30, UTF-32 with a mark': sparse,
  '2026.08.1, UTF-32 with a mark': sparse,
  '2026.08.1, datetime `1850-01-31T10:30:00+00:53:28[Europe/Berlin]`': historic,
  '5.26.30, a relationship without its type, short': untyped,
  '5.26.30, a relationship without its type, short, with a value': untyped,
  '5.26.30, mutation 13 of folder 0': untyped,
  '5.26.30, mutation 3 of folder 2': untyped,
};
