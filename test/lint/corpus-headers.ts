// Cases of one header each.
import type { CorpusCase } from './corpus-case.ts';

export const headerCases: readonly CorpusCase[] = [
  ...makeHeaders([
    ...['id:ID,a,b', 'id:ID,a:int,b:IGNORE', 'id:ID,a:ignore,b', 'id:id,a,b', 'ID:ID,a,b:string', 'id:ID,a:INT,b:Int'],
    ...['id:ID,a,a', 'id:ID,a:int,a:long', 'id:ID,id,b', 'id:ID,a:integer,b', 'id:ID,a:number,b', 'id:ID,a:text,b'],
    ...[
      'id:ID,a:string[],b:int[]',
      'id:ID,a:char,b:short',
      'id:ID,a:char[],b',
      'id:ID,:int,b',
      'id:ID,,b',
      'id:ID,a:,b',
    ],
    ...['id:ID(A,a,b', 'id:ID(A),a,b', 'id:ID(),a,b', 'id:ID{},a,b', 'id:ID{id-type:string},a,b', 'id:ID{x:1},a,b'],
    ...[
      'id:ID,a:int{x:1},b',
      'id:ID,a:float,b:double',
      'id:ID,a:byte,b:boolean',
      'id:ID,a:b:int,b',
      'id:ID,:LABEL,:TYPE',
    ],
    ...[':START_ID,:END_ID,b', 'id:ID,:START_ID,b', ':START_ID(B),:END_ID(B),:LABEL', ':START_ID(B),:END_ID(B),:TYPE'],
    ...[
      ':START_ID(B),:TYPE,b',
      ':END_ID(B),:TYPE,b',
      'x:START_ID(B),y:END_ID(B),:TYPE',
      ':START_ID(B),:END_ID(B),:IGNORE',
    ],
    ...[
      'id:ID , a , b',
      ' id:ID,a,b',
      'id:ID,"a{",b',
      'id:ID,a b,c-d',
      'id:ID,a:list,b',
      'id:ID,a:map,b',
      'id:ID,a:Date,b',
    ],
  ]),
  ...makeHeaders(
    [
      'id:ID,"a:datetime{timezone:+01:00}",b',
      'id:ID,"a:datetime{timezone:Europe/Berlin}",b',
      'id:ID,"a:datetime{timezone:Mars}",b',
    ],
    '1,2020-01-31T10:30:00,3',
  ),
  ...makeHeaders(
    [
      'id:ID,a:vector,b',
      'id:ID,"a:vector{dimensions:2,coordinateType:float}",b',
      'id:ID,"a:vector{dimensions:3,coordinateType:float}",b',
    ],
    '1,1.0;2.0,3',
  ),
  ...makeHeaders(
    ['id:ID,"a:point{crs:WGS-84}",b', 'id:ID,"a:point{crs:nonsense}",b', 'id:ID,a:point,b'],
    '1,"{x:1,y:2}",3',
  ),
];

function makeHeaders(headers: readonly string[], row = '1,2,3'): readonly CorpusCase[] {
  return headers.map((header) => ({
    name: `header \`${header}\``,
    kind: 'headers',
    files: { 'a.csv': `${header}\n${row}\n`, 'b.csv': 'id:ID(B),:LABEL\n1,B\n2,B\n3,B\n' },
  }));
}
