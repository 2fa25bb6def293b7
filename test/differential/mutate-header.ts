import { changeText, type Draw, drawOptions, type FileCase, pick } from './file-case.ts';

// Cells of headers, as users write them, and near misses.
const nodeCells = [
  ...[
    'id:ID',
    ':ID',
    'id:ID(P)',
    ':ID(P)',
    ':ID()',
    'k:ID(P Q)',
    'id:Id',
    'id:iD(P)',
    'ID',
    '"id:ID"',
    ' :ID',
    ':LABEL',
  ],
  ...[
    'id:ID(P){id-type:int}',
    'k:ID{id-type:LONG}',
    'k:ID{label:P}',
    '"k:ID{id-type:string,label:P}"',
    '{id:ID}',
    'x:Label',
  ],
  ...[
    'name',
    'name',
    'name:string',
    'age:int',
    'x:double',
    't:string[]',
    'b:boolean',
    'z:long[]',
    'c:char',
    'f:float[]',
  ],
  ...['w:short', 'y:byte', 'x:INT', 'x:String', 'x:STRING[]', 'é:int', '名:string', '`x`:int', 'a b', 'a\\b', '\tname'],
  ...[
    'p:IGNORE',
    ':IGNORE',
    'x:ignore',
    '',
    '',
    ' ',
    '""',
    '" "',
    '"a,b"',
    '"n""m"',
    '"x',
    ':TYPE',
    ':START_ID',
    'rdfs:label',
  ],
  ...[
    'x:int []',
    'x: int',
    'x :int',
    'x:int ',
    'x:[]',
    'a[]:int',
    ':int',
    ':string',
    '::int',
    'x::int',
    'x:',
    'x:number',
  ],
  ...[
    'x:int{}',
    'x:int{a}',
    'x:int{a:b}',
    '"x:int{a:b,c:d}"',
    'x:int{a:b;c:d}',
    'a{b:c}',
    'a{',
    'a}',
    '{',
    '}',
    "x:int{a:'b'}",
  ],
  ...['x:int(a)', 'x:int(a', '(a):int', 'a(b):int', 'a(b)', 'x:ID(P)(Q)', 'a:b:c', 'http://e.x/p:string', '\ufeffz'],
  ...[
    'x:localdatetime{a:b}',
    'x:date{timezone:Z}',
    't:time{timezone:+01:00}',
    '"t:datetime{timezone:\'Z\'}"',
    't:time{zone:Z}',
  ],
];
const relationshipCells = [
  ...[
    ':START_ID',
    ':END_ID',
    ':TYPE',
    ':START_ID(P)',
    ':END_ID(P)',
    'a:START_ID',
    'b:END_ID',
    'p:TYPE',
    ':type',
    ':start_id',
  ],
  ...[
    ':START_ID(P',
    ':END_ID()',
    ':START_ID{a:b}',
    ':END_ID(P){label:X}',
    ':TYPE(P)',
    ':TYPE{a:b}',
    ' :START_ID',
    ':TYPE ',
  ],
  ...[
    'since:int',
    'since',
    'w:double',
    'x:IGNORE',
    ':IGNORE',
    '',
    ':LABEL',
    ':ID',
    'id',
    'type',
    'x:string[]',
    '":TYPE"',
  ],
];
const insertions = [...'(){}:[],;"\' \tIDabc_-0=|\\.é\u00a0'];
const chances = {
  ...{ 'trim-strings': 15, 'multiline-fields': 8, 'ignore-empty-strings': 8, 'legacy-style-quoting': 5 },
  'ignore-extra-columns': 10,
};

/** A file with one row of ones under a header that is drawn from known cells and then, mostly, changed. */
export function mutateHeader(draw: Draw): FileCase {
  const isRelationship = draw(10) < 3;
  const cells = isRelationship ? drawRelationship(draw) : drawNode(draw);
  if (draw(10) < 6) {
    const at = draw(cells.length);
    cells[at] = changeText(draw, cells[at]!, insertions);
  }
  const header = cells.join(',');
  const count = pick(draw, [cells.length, cells.length, header.split(',').length]);
  const end = pick(draw, ['\n', '\n', '\r\n']);
  const text = `${draw(30) === 0 ? '\ufeff' : ''}${header}${end}${Array(count).fill('1').join(',')}${pick(draw, [end, ''])}`;
  const options = drawOptions(draw, chances);
  if (draw(12) === 0) options['id-type'] = 'integer';
  if (!isRelationship) return { nodes: text, options };
  return { nodes: `id:ID${header.includes('(P') ? '(P)' : ''},name\n1,a\n2,b\n`, relationships: text, options };
}

function drawNode(draw: Draw): string[] {
  const cells = Array.from({ length: 1 + draw(4) }, () => pick(draw, nodeCells));
  if (draw(10) < 6) cells.splice(draw(cells.length + 1), 0, pick(draw, ['k:ID', ':ID', 'k:ID(P)']));
  return cells;
}

function drawRelationship(draw: Draw): string[] {
  const cells = Array.from({ length: 1 + draw(4) }, () => pick(draw, relationshipCells));
  const space = pick(draw, ['', '(P)']);
  if (draw(10) < 7) cells.unshift(pick(draw, [`:START_ID${space}`, `s:START_ID${space}`]), `:END_ID${space}`);
  if (draw(10) < 6) cells.push(':TYPE');
  return cells;
}
