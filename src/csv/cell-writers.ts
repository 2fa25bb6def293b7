// The functions that write the cells of a table. Neighbouring columns with few different cells are written together: the functions of all but the last
// remember their cell, and the last one copies the bytes of all at once.
import type { ByteBuffer } from '../model/byte-buffer.ts';
import type { AnyCells, Columns } from '../model/columns.ts';
import { encodeTexts, writeEncoded } from '../model/encoded-texts.ts';
import type { Table } from '../model/table.ts';

type NamedColumn = readonly [name: string, column: Columns[string]];
type CellWriter = (...cell: never) => void;

/** Columns that are written together have at most so many different texts, which stay in the cache of the processor. */
const mostTexts = 256;

/** Makes the functions that a row of a table calls, one for each column. A row calls each once, in the order of the columns. */
export function createCellWriters({ columns, context }: Pick<Table, 'columns' | 'context'>, out: ByteBuffer): AnyCells {
  const writers = splitColumns(columns).flatMap((group): readonly (readonly [string, CellWriter])[] => {
    if (group.length === 1) return group.map(([name, column]) => [name, column.writer(out, context)]);
    return joinWriters(group, out);
  });
  // Made at once: an object that gets more than 19 properties by their names one by one is a dictionary in V8, which is slow to read.
  return Object.fromEntries(writers) as AnyCells; // made from the table's own columns
}

/** Splits the columns of a table into those that are written together. */
function splitColumns(columns: Columns): readonly (readonly NamedColumn[])[] {
  const groups: NamedColumn[][] = [];
  let texts = Number.POSITIVE_INFINITY; // of the last group
  for (const [name, column] of Object.entries(columns)) {
    const own = column.texts?.length ?? Number.POSITIVE_INFINITY;
    const isJoined = texts * own <= mostTexts;
    if (isJoined) groups.at(-1)!.push([name, column]);
    else groups.push([[name, column]]);
    texts = isJoined ? texts * own : own;
  }
  return groups;
}

/** Makes the writers of columns whose cells are codes, or nothing. A whole number that is not a code makes the position in the buffer NaN, as in `writeEncoded`. */
function joinWriters(group: readonly NamedColumn[], out: ByteBuffer): readonly (readonly [string, CellWriter])[] {
  const texts = encodeTexts(
    group.reduce((starts, [, column]) => starts.flatMap((start) => column.texts!.map((text) => start + text)), ['']),
  );
  let index = 0;
  const write = (): void => {
    writeEncoded(out, texts, index);
    index = 0;
  };
  return group.map(([name, column], at): readonly [string, CellWriter] => {
    const size = column.texts!.length;
    const isLast = at === group.length - 1;
    if (size === 1) return [name, isLast ? write : () => {}];
    const remember = (code: number): void => {
      index = code >= 0 && code < size ? index * size + code : Number.NaN;
    };
    if (!isLast) return [name, remember];
    return [
      name,
      (code: number) => {
        remember(code);
        write();
      },
    ];
  });
}
