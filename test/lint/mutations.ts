// Valid folders with one or two small random changes, the same in each run: they find cases that are not in the list by hand.
import type { CorpusCase } from './corpus-case.ts';

const folders: readonly CorpusCase['files'][] = [
  {
    'people.csv':
      'id:ID(P),name,born:date,:LABEL\n1,Ada,1815-12-10,Person;Author\n2,"Bob ""B"" Ray",,Person\n3,,2001-02-03,Person\n',
    'knows.csv': ':START_ID(P),:END_ID(P),since:int,:TYPE\n1,2,1840,KNOWS\n2,3,,KNOWS\n3,1,-7,SENT\n',
  },
  {
    'things-header.csv': 'key:ID,price:double,tags:string[],active:boolean,:LABEL\n',
    'things-1.csv': 'a-1,1.5,"x;y",true,Thing\na-2,-3e2,z,false,Thing\n',
    'things-2.csv': 'a-3,,,,Thing;Old\na-4,.25,"p ""q"";r",false,\n',
    'parts.csv':
      ':TYPE,:START_ID,:END_ID,at:datetime\nHAS,a-1,a-2,2020-01-31T10:30:00Z\nHAS,a-3,a-4,2021-12-31T23:59:59+01:00\n',
  },
  {
    'a.csv':
      'id:ID(A){id-type:int},where:point,:LABEL,note\n1,"{x:1,y:2}",A,"one, two"\n20,"{latitude:1.5,longitude:2}",A,\n',
    'b.csv': 'id:ID(B),wait:duration,days:int[]\nx,P1DT2H,1;2;3\ny,PT0.5S,4\n',
    'ab.csv': ':START_ID(A),:END_ID(B),:TYPE,:IGNORE\n1,x,TO,junk\n20,y,TO,\n',
  },
];

const insertions = [...',;:"\'\n\r\t {}[]()\\|.-+0129axTZP=é', '""', ';;', ',,', '\r\n', '\n\n', ':ID', 'null'];
const mutationsPerFolder = 100;

/** The changed folders. */
export const mutations: readonly CorpusCase[] = folders.flatMap((files, folder) =>
  Array.from({ length: mutationsPerFolder }, (_, number) => mutate(files, folder, number)),
);

function mutate(files: CorpusCase['files'], folder: number, number: number): CorpusCase {
  const draw = createDraw(folder * 1_000 + number);
  const changed: Record<string, string> = { ...(files as Record<string, string>) };
  for (let count = 1 + draw(2); count > 0; count--) {
    const names = Object.keys(changed);
    const name = names[draw(names.length)]!;
    changed[name] = change(changed[name]!, draw);
  }
  return { name: `mutation ${number} of folder ${folder}`, kind: 'mutations', files: changed };
}

function change(text: string, draw: (below: number) => number): string {
  const at = draw(text.length + 1);
  const insertion = insertions[draw(insertions.length)]!;
  const lines = text.split('\n');
  const line = draw(lines.length);
  switch (draw(7)) {
    case 0:
      return text.slice(0, at) + text.slice(at + 1); // a character less
    case 1:
      return text.slice(0, at) + insertion + text.slice(at + 1); // another character
    case 2:
      return lines.toSpliced(line, 1).join('\n'); // a line less
    case 3:
      return lines.toSpliced(line, 0, lines[line]!).join('\n'); // a line twice
    case 4:
      return text.slice(0, at); // cut off
    case 5: {
      const cells = lines[line]!.split(',');
      const cell = draw(cells.length);
      return lines.with(line, cells.toSpliced(cell, 1).join(',')).join('\n'); // a cell less
    }
    default:
      return text.slice(0, at) + insertion + text.slice(at); // a character more
  }
}

/** Draws whole numbers below a limit with a linear congruential generator (the constants of Numerical Recipes). */
function createDraw(seed: number): (below: number) => number {
  let state = seed >>> 0;
  const next = (): number => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state;
  };
  for (let warm = 0; warm < 5; warm++) next();
  return (below) => Math.floor((next() / 2 ** 32) * below);
}
