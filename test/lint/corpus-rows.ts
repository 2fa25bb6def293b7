// Cases of quotes and blanks, of bad rows that options allow, and of bytes that are not text.
import type { CorpusCase } from './corpus-case.ts';

const people = 'id:ID,name,:LABEL\n1,Ada,Person\n2,Bob,Person\n';
const ends = ':START_ID,:END_ID,:TYPE\n';
const trims = { 'trim-strings': 'true' };
const skips = { 'skip-bad-relationships': 'true', 'skip-duplicate-nodes': 'true', 'ignore-extra-columns': 'true' };

function make(kind: string, name: string, files: CorpusCase['files'], options: CorpusCase['options'] = {}): CorpusCase {
  return { name, kind, files, options };
}

/** A row with several entries that the importer counts against `--bad-tolerance`, which allows some or one less. */
function tolerate(name: string, files: CorpusCase['files'], entries: number): readonly CorpusCase[] {
  return [entries, entries - 1].map((most) =>
    make('bad entries', `${name}, ${most} allowed`, files, { ...skips, 'bad-tolerance': `${most}` }),
  );
}

export const rowCases: readonly CorpusCase[] = [
  make(
    'quotes',
    'blanks after the last closing quotes, trimmed',
    { 'a.csv': 'id:ID,n\n1,"Ann" \n2,"Bo"\t \n3,"" ' },
    trims,
  ),
  make('quotes', 'a blank before a quoted delimiter, trimmed', { 'a.csv': 'id:ID,n,m\n1, "a,b" ,x\n' }, trims),
  make('quotes', 'a blank before a quote that stays open, trimmed', { 'a.csv': 'id:ID,n\n1,a\n2, "b\n' }, trims),
  make('quotes', 'text after a blank after a quote, trimmed', { 'a.csv': 'id:ID,n\n1,"a" b\n' }, trims),
  make(
    'quotes',
    'every kind of blank, trimmed',
    { 'a.csv': 'id:ID,n:int\n1,\u00a0\u2007\u202f\t\f\u000e\u001c 7\u00a0 \n' },
    trims,
  ),
  make('quotes', 'a vertical tab, trimmed', { 'a.csv': 'id:ID\n1\n1\v\n' }, trims),
  make(
    'quotes',
    'blanks that are the delimiter, trimmed',
    { 'a.csv': 'id:ID\tn\tm\n1\t\tx \n' },
    { ...trims, delimiter: 'TAB' },
  ),
  make('quotes', 'a last row of blanks, trimmed', { 'a.csv': 'n,id:ID\nx,1\n  ' }, trims),
  make('quotes', 'blanks in a header, trimmed', { 'a.csv': ' id:ID , "n" ,:LABEL \n1,Ann,P\n' }, trims),
  make(
    'quotes',
    'an escaped backslash before a quote, legacy',
    { 'a.csv': 'id:ID\n"a\\\\"\n"a\\"\n' },
    { 'legacy-style-quoting': 'true' },
  ),
  make(
    'quotes',
    'a backslash before another sign, legacy',
    { 'a.csv': 'id:ID\n"a\\\'"\n"a\'"\n' },
    { 'legacy-style-quoting': 'true' },
  ),
  make('quotes', 'a byte order mark before an id', { 'a.csv': 'id:ID\na\n\ufeffa\n' }),
  make('headers', 'a header with an open quote', { 'a.csv': 'id:ID,"name,:LABEL\n1,Ann,P\n' }),
  make('headers', 'a header with an open quote and no rows', { 'a.csv': 'id:ID,"name,:LABEL\n' }),
  make(
    'headers',
    'a header with an open quote, multiline',
    { 'a.csv': 'id:ID,"name\n",:LABEL\n1,Ann,P\n' },
    { 'multiline-fields': 'true' },
  ),
  make('headers', 'a header with text after a quote', { 'a.csv': 'id:ID,"name"x,:LABEL\n1,Ann,P\n' }),
  make('headers', 'a header that ends with a delimiter', { 'a.csv': 'id:ID,name,\n1,Ann\n2,Bo,\n' }),
  make('headers', 'a header of an empty text in quotes', { 'a.csv': 'id:ID,""\n1,x\n' }),
  make(
    'headers',
    'a header of an empty text in quotes, ignored',
    { 'a.csv': 'id:ID,""\n1,x\n' },
    { 'ignore-empty-strings': 'true' },
  ),
  make('headers', 'a header after a blank line', { 'a.csv': '\nid:ID,name\n1,x\n' }),
  make('headers', 'a line end alone', { 'a.csv': '\n' }),
  make('headers', 'a file without text', { 'a.csv': '', 'people.csv': people }),
  make('headers', 'a line end alone beside nodes', { 'a.csv': '\r\n', 'people.csv': people }),
  make('headers', 'nodes without a column of ids', { 'a.csv': 'name,n:int\nx,1\n' }),
  make('ends', 'start and end of other id spaces, swapped', {
    'a.csv': 'id:ID(A)\n1\n',
    'b.csv': 'id:ID(B)\nx\n',
    'r.csv': ':END_ID(A),:START_ID(B),:TYPE\nx,1,R\n',
  }),
  make('headers', 'options without a pair', { 'a.csv': 'id:ID,n:int{a},m{}x\n1,2,3\n' }),
  make('headers', 'options that are not closed', { 'a.csv': 'id:ID,n:int{a:b\n1,2\n' }),
  make('headers', 'an option twice', { 'a.csv': 'id:ID,"n:int{a:b,a:c}"\n1,2\n' }),
  make('headers', 'an unknown option of a time', { 'a.csv': 'id:ID,t:time{zone:Z}\n1,10:00Z\n' }),
  make('headers', 'an option in capital letters', { 'a.csv': 'id:ID,t:time{TIMEZONE:Z}\n1,10:00\n' }),
  make('headers', 'parentheses in the name of a property', { 'a.csv': 'id:ID,t (C):double\n1,2\n' }),
  make('headers', 'an open parenthesis in the name of a property', { 'a.csv': 'id:ID,t (C:double\n1,2\n' }),
  make('headers', 'two id-types of one id space', {
    'a.csv': 'id:ID{id-type:int}\n1\n',
    'b.csv': 'key:ID{id-type:long}\n2\n',
  }),
  make('headers', 'two id-types of one column', { 'a.csv': 'id:ID{id-type:int}\n1\n', 'b.csv': 'id:ID\n2\n' }),
  make('headers', 'two id columns of whole numbers', { 'a.csv': 'a:ID,b:ID\n1,2\n' }, { 'id-type': 'integer' }),
  make('headers', 'an id space without a name', {
    'a.csv': 'id:ID()\n1\n2\n',
    'r.csv': ':START_ID,:END_ID,:TYPE\n1,2,R\n',
  }),
  make('headers', 'two ends of one id column', {
    'a.csv': 'id:ID\n1\n12\n',
    'r.csv': ':START_ID,:START_ID,:END_ID,:TYPE\n1,2,1,R\n',
  }),
  make('ends', 'a type of empty text in quotes', { 'people.csv': people, 'knows.csv': `${ends}1,2,""\n` }),
  make(
    'ends',
    'no type column, skipped',
    { 'people.csv': people, 'knows.csv': ':START_ID,:END_ID\n1,2\n' },
    { ...skips, 'bad-tolerance': '1' },
  ),
  make('rows', 'a last row of empty labels in quotes', { 'a.csv': ':LABEL,id:ID,n\nA,1,x\n""' }),
  make(
    'folders',
    'bytes that are not US-ASCII',
    { 'a.csv': Buffer.from('id:ID,n\n1,Zo\xeb\n', 'latin1') },
    { 'input-encoding': 'US-ASCII' },
  ),
  make(
    'folders',
    'UTF-16 without a mark',
    { 'a.csv': Buffer.from(people, 'utf16le').swap16() },
    { 'input-encoding': 'UTF-16' },
  ),
  make(
    'folders',
    'half of a surrogate pair',
    { 'a.csv': Buffer.from(people.replace('Ada', 'A\ud83e'), 'utf16le') },
    { 'input-encoding': 'UTF-16LE' },
  ),
  make('ids', 'ids that differ only in bytes that are not UTF-8', {
    'a.csv': Buffer.from('id:ID\na\xff\na\xfe\n', 'latin1'),
  }),
  make('ends', 'an end that differs only in bytes that are not UTF-8', {
    'a.csv': Buffer.from('id:ID\na\xff\nb\n', 'latin1'),
    'r.csv': Buffer.from(`${ends}a\xfe,b,R\n`, 'latin1'),
  }),
  ...['1', '0'].map((most) =>
    make(
      'bad entries',
      `ids that are not numbers, ${most} allowed`,
      { 'people.csv': `${people}x,A,P\n` },
      { ...skips, 'id-type': 'integer', 'bad-tolerance': most },
    ),
  ),
  ...tolerate('two extra cells in one row', { 'people.csv': `${people}3,Cy,Person,x,y\n` }, 2),
  ...tolerate('an extra cell without a value', { 'people.csv': `${people}3,Cy,Person,\n` }, 1),
  ...tolerate('three nodes more of one id', { 'people.csv': `${people}1,A,P\n1,B,P\n1,C,P\n` }, 3),
  ...tolerate('a duplicate with an extra cell', { 'people.csv': `${people}1,A,P,x\n` }, 2),
  ...tolerate('two ends without nodes in one row', { 'people.csv': people, 'knows.csv': `${ends}8,9,R\n1,2,R\n` }, 1),
  ...tolerate('no end and no type in one row', { 'people.csv': people, 'knows.csv': `${ends},9,\n1,2,R\n` }, 1),
  ...tolerate('an end without a node and an extra cell', { 'people.csv': people, 'knows.csv': `${ends}1,9,R,x\n` }, 2),
];
