import { endCell } from '../byte-buffer.ts';
import { type Column, misfit } from './column.ts';

/** Stands for an empty cell where an empty string has no quotes either (group separator). */
export const nullCell = '\u001d';

/** A one-value column whose cell may be null: an empty cell in the file, no property in the graph. */
export function optional<Cell, Value>(
  column: Column<[value: Cell], Value>,
): Column<[value: Cell | null], Value | null> {
  return {
    ...column,
    optional: true,
    texts: undefined,
    refuse: (value) => {
      if (value === undefined) throw misfit(`null or a value of type ${column.headerType}`, value);
      if (value !== null) column.refuse?.(value);
    },
    writer(out, context) {
      const write = column.writer(out, context);
      return (value) => {
        if (value === null) {
          out.nulls++;
          endCell(out);
        } else {
          write(value);
        }
      };
    },
    reader(context) {
      const read = column.reader(context);
      return (value) => (value === null ? null : read(value));
    },
    cypher: (cell) => column.cypher(`nullIf(${cell}, '\\u001d')`),
  };
}
