import { changeText, type Draw, drawOptions, type FileCase, pick } from './file-case.ts';

const nodeFiles = [
  'id:ID,name,n:int,:LABEL,t:string[]\n1,"Ann, B",5,P;Q,a;b\n2,"x ""y"" z",,P,\n3,plain,7,,"c;d"\n',
  'a,id:ID,:IGNORE,b:string[],:LABEL\n"","k1",x,"a;;b",P\nx,k2,,"",""\n,"k3","",;,;P\n',
  ':ID,a,b:double,c:boolean\r\n1,"",1.5,true\r\n2, y ,"2",""\r\n3,,,\r\n',
  ':LABEL,name:string,id:ID\nA,"l1\nl2",1\nB," ",2\n',
];
const relationshipFiles = [
  ':START_ID,:END_ID,:TYPE,since:int,note\n1,2,K,5,"a ""b"""\n2,1,L,,\n1,1,"M","7",""\n',
  'since:int,:TYPE,:END_ID,:START_ID\n1,K,1,2\n,"",2,1\n3,K,"2","1"\n',
  ':END_ID,x,:START_ID\n1,"a",2\n2,,1\n',
];
const insertions = [
  ...['"', '"', ',', '\n', '\r', '\r\n', ';', '\\', ' ', '\t', ':', 'a', '1', "'", '""', '\0', '\ufeff', '\u00a0', 'é'],
  ...[
    ' \n',
    '" ',
    ' "',
    ',,',
    '\n\n',
    '\u0001',
    '\u001f',
    '\u2003',
    '\u2007',
    '\u202f',
    '\u0085',
    '\u2028',
    '\v',
    '\f',
  ],
];
/** How files are written, and as what the importer reads them. */
const encodings: readonly { readonly encoding: BufferEncoding; readonly inputEncoding?: string }[] = [
  { encoding: 'latin1' },
  { encoding: 'latin1', inputEncoding: 'US-ASCII' },
  { encoding: 'latin1', inputEncoding: 'ISO-8859-1' },
  { encoding: 'utf16le', inputEncoding: 'UTF-16LE' },
  { encoding: 'utf8', inputEncoding: 'US-ASCII' },
];
const chances = {
  ...{ 'trim-strings': 25, 'multiline-fields': 20, 'ignore-empty-strings': 15, 'legacy-style-quoting': 20 },
  ...{ 'ignore-extra-columns': 15, 'skip-bad-relationships': 15, 'skip-duplicate-nodes': 15 },
};

/** A small file with quotes, escapes, blanks and line breaks, changed in a few places after its header. */
export function mutateRows(draw: Draw): FileCase {
  const isRelationship = draw(10) < 3;
  let text = pick(draw, isRelationship ? relationshipFiles : nodeFiles);
  if (draw(10) === 0) text = text.replaceAll(/\r?\n/g, pick(draw, ['\r', '\r\n', '\n\n', '\n\r']));
  const headerEnd = text.search(/[\r\n]/);
  text = changeText(draw, text, insertions, draw(30) === 0 ? 0 : headerEnd - 1);
  if (draw(20) === 0) text = `\ufeff${text}`;
  if (draw(20) === 0) text = text.slice(0, headerEnd + draw(text.length - headerEnd + 1));
  if (draw(10) === 0) text = text.replace(/\n$/, '');
  const options = drawOptions(draw, chances);
  if (draw(16) === 0) {
    options['quote'] = pick(draw, ["'", '|']);
    text = text.replaceAll('"', options['quote']);
  }
  if (draw(12) === 0) options['id-type'] = 'integer';
  const file = isRelationship ? { nodes: 'id:ID,x\n1,a\n2,b\n', relationships: text } : { nodes: text };
  if (draw(12) > 0) return { ...file, options };
  const { encoding, inputEncoding } = pick(draw, encodings);
  if (inputEncoding !== undefined) options['input-encoding'] = inputEncoding;
  return { ...file, encoding, options };
}
