// The canonical text of a row, made twice: of its row function, and of what the database answers. Both must be equal to
// the last character. A relationship's ends come first, `start>end;`, by record number; then each column in its order.
import type { AnyCells } from '../model/columns.ts';
import { canonicalText } from '../model/value.ts';
import { fromDriverValue } from '../neo4j/value.ts';
import type { VerifiedTable } from './database/verified-table.ts';

/** Makes the function that gives the text of any row as its model makes it. */
export function createRowText({ columns, context, row }: VerifiedTable): (ordinal: number) => string {
  let text = '';
  const cells: Record<string, (...cell: never) => void> = {
    ends: (start: number, end: number) => {
      text = formatEnds(start, end);
    },
  };
  for (const [name, column] of Object.entries(columns)) {
    const read = column.reader(context);
    const { valueType } = column;
    cells[name] = (...cell) => {
      const value = read(...cell);
      text += value === null ? '-' : valueType.canonicalText(value);
    };
  }
  return (ordinal) => {
    text = '';
    row(ordinal, cells as AnyCells); // made from the table's own columns
    return text;
  };
}

export function formatEnds(start: number, end: number): string {
  return `${start}>${end};`;
}

/**
 * Makes the function that gives the text of a row's values as the database answers them, which stand in `row` from
 * `first` on. `keys` is how many properties the row has: one that no column has makes another text.
 */
export function createFoundText(
  { columns }: VerifiedTable,
  first: number,
): (row: readonly unknown[], keys: number) => string {
  const cells = Object.values(columns).map(({ valueType: { canonicalOfText } }) => {
    if (!canonicalOfText) return (value: unknown) => canonicalText(fromDriverValue(value));
    return (value: unknown) =>
      typeof value === 'string' ? canonicalOfText(value) : canonicalText(fromDriverValue(value));
  });
  return (row, keys) => {
    let text = '';
    let found = 0;
    for (let index = 0; index < cells.length; index++) {
      const value = row[first + index];
      if (value !== null) found++;
      text += cells[index]!(value);
    }
    return found === keys ? text : `${text}+${keys - found}`;
  };
}
