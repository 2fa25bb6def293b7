// Cases of ids with types of their own, and of columns for changes of an existing graph.
import type { CorpusCase } from './corpus-case.ts';

const two = 'a:ID(G){id-type:int},b:ID(G){id-type:string},:LABEL\n1,x,P\n2,y,P\n';
const ends = ':START_ID(G),:START_ID(G),:END_ID(G),:END_ID(G),:TYPE\n';

export const idCases: readonly CorpusCase[] = [
  ...makeCases('ids', {
    'a number and a text as one id': { 'a.csv': two, 'r.csv': `${ends}01,x,2,y,R\n` },
    'a text and a number as one id': {
      'a.csv': 'a:ID(G),b:ID(G){id-type:int}\nx,1\ny,2\n',
      'r.csv': `${ends}x,01,y,2,R\n`,
    },
    'a text and a number as one id, zeros in the text': {
      'a.csv': 'a:ID(G),b:ID(G){id-type:int}\n01,1\ny,2\n',
      'r.csv': `${ends}1,1,y,2,R\n`,
    },
    'a text and a number as one id, wrong': { 'a.csv': 'a:ID,b:ID{id-type:int}\nx,q\n' },
    'a text and a number as one id, equal': { 'a.csv': 'a:ID,b:ID{id-type:long}\nx,3\nx,03\n' },
    'ids of two columns without a name, of two types': {
      'a.csv': ':ID(G){id-type:int},b:ID(G)\n1,x\n2,y\n',
      'r.csv': `${ends}1,x,02,y,R\n`,
    },
    'ids of three columns and types': { 'a.csv': 'a:ID{id-type:int},b:ID{id-type:date},c:ID\n1,2020-01-31,x\n' },
    'ids of two columns, of which one is empty': { 'a.csv': 'a:ID,b:ID\nx,\n,x\n' },
    'ids of one and of two columns, equal': { 'a.csv': 'a:ID,b:ID\n1,\n', 'b.csv': 'a:ID\n1\n' },
    'numbers and texts in one id space': { 'a.csv': 'a:ID{id-type:int}\n1\n', 'b.csv': 'b:ID{id-type:string}\n1\n' },
    'numbers and texts in one id space, and an end': {
      'a.csv': 'b:ID(G)\nx\n',
      'b.csv': 'a:ID(G){id-type:int}\n1\n',
      'r.csv': ':START_ID(G),:END_ID(G),:TYPE\n1,1,R\n',
    },
    'an id that is too wide for its type': { 'a.csv': 'a:ID{id-type:int}\n3000000000\n' },
    'an id of two characters': { 'a.csv': 'a:ID{id-type:char}\nab\n' },
    'a negative id of type long': { 'a.csv': 'a:ID{id-type:long}\n-3\n' },
    'decimal numbers as ids': {
      'a.csv': ':ID(G){id-type:double}\n1.0\n',
      'r.csv': ':START_ID(G),:END_ID(G),:TYPE\n1e0,0001,R\n',
    },
    'booleans as ids': {
      'a.csv': ':ID(G){id-type:boolean}\ntrue\nfalse\n',
      'r.csv': ':START_ID(G),:END_ID(G),:TYPE\ntrue,x,R\n',
    },
    'dates as ids': { 'a.csv': ':ID{id-type:date}\n2020-01-31\n' },
    'dates as ids, and an end': {
      'a.csv': ':ID(G){id-type:date}\n2020-01-31\n',
      'r.csv': ':START_ID(G),:END_ID(G),:TYPE\n2020-01-31,2020-01-31,R\n',
    },
    'lists as ids, and an end': {
      'a.csv': ':ID(G){id-type:int[]}\n1;2\n',
      'r.csv': ':START_ID(G),:END_ID(G),:TYPE\n1;2,1;2,R\n',
    },
  }),
  ...makeCases('changes', {
    'actions that create': { 'a.csv': 'id:ID,:ACTION,n\n1,create,a\n2,C,b\n3,,c\n4,"Create",d\n' },
    'an action that updates': { 'a.csv': 'id:ID,:ACTION,n\n1,create,a\n2,update,b\n' },
    'an unknown action': { 'a.csv': 'id:ID,:ACTION,n\n1,creates,a\n' },
    'an action of empty text in quotes': { 'a.csv': 'id:ID,:ACTION,n\n1,"",a\n' },
    'an action in small letters': { 'a.csv': 'id:ID,:action,n\n1,create,a\n' },
    'actions of relationships': {
      'a.csv': 'id:ID(G)\n1\n',
      'r.csv': ':START_ID(G),:END_ID(G),:TYPE,:ACTION\n1,1,R,create\n1,1,R,\n',
    },
    'labels to add': { 'a.csv': 'id:ID,:+LABEL,n\n1,P;Q,a\n2,P,b\n' },
    'labels to add to relationships': { 'a.csv': 'id:ID(G)\n1\n', 'r.csv': ':START_ID(G),:END_ID(G),:TYPE,:+LABEL\n' },
    'labels to remove': { 'a.csv': 'id:ID,:-LABEL,n\n1,P,a\n' },
    'no labels to remove': { 'a.csv': 'id:ID,:-LABEL,n\n1,,a\n2,"",b\n' },
    'properties to remove': { 'a.csv': 'id:ID,n:-PROPERTY,n\n1,x,a\n' },
    'no properties to remove': { 'a.csv': 'id:ID,n:REMOVE_PROPERTY,n\n1,,a\n' },
    'a property to remove of empty text in quotes': { 'a.csv': 'id:ID,n:-property,n\n1,"",a\n' },
  }),
];

function makeCases(kind: string, cases: Readonly<Record<string, CorpusCase['files']>>): readonly CorpusCase[] {
  return Object.entries(cases).map(([name, files]) => ({ name, kind, files }));
}
