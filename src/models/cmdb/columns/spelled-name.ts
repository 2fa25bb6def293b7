import { endCell, writeText } from '../../../model/byte-buffer.ts';
import type { Column } from '../../../model/column/column.ts';

/** How another tool spells the name of a machine: with its domain, in upper case, or both. */
export const spellings = ['domain', 'upper case', 'upper case and domain'] as const;

/** A word of `spellings`. */
export type Spelling = (typeof spellings)[number];

/** The cell of a name, which is numbers, and at last another spelling where it has one. */
type SpelledCell = readonly (number | null | Spelling)[];

const domain = '.corp.example';

/** A column of names that may get a spelling after its cell. */
export function spelledName(column: Column<SpelledCell, string>): Column<SpelledCell, string> {
  return {
    ...column,
    texts: undefined,
    refuse: (...cell) => column.refuse?.(...(isSpelled(cell) ? cell.slice(0, -1) : cell)),
    maxBytes: column.maxBytes + domain.length,
    writer(out, context) {
      const write = column.writer(out, context);
      const read = column.reader(context);
      return (...cell) => {
        if (!isSpelled(cell)) return write(...cell);
        writeText(out, spell(read, cell));
        endCell(out);
      };
    },
    reader(context) {
      const read = column.reader(context);
      return (...cell) => (isSpelled(cell) ? spell(read, cell) : read(...cell));
    },
  };
}

function isSpelled(cell: readonly unknown[]): boolean {
  return typeof cell.at(-1) === 'string';
}

function spell(read: (...cell: SpelledCell) => string, cell: SpelledCell): string {
  const [name, spelling] = [read(...cell.slice(0, -1)), cell.at(-1)];
  const full = spelling === 'upper case' ? name : `${name}${domain}`;
  return spelling === 'domain' ? full : full.toUpperCase();
}
