// The canonical text of a row, made twice: from its row function and from what the database returns. Both texts of a row
// are equal to the last character. The ends of a relationship come first, `start>end;`, by record number, then its columns.
import { createCells } from '../../model/create-cells.ts';
import { canonicalText } from '../../model/value.ts';
import { fromDriverValue } from '../../neo4j/value.ts';
import type { VerifiedTable } from './verified-table.ts';

/** Returns a function that makes the text of any row of the model, by its ordinal. */
export function createRowText({ columns, context, row }: VerifiedTable): (ordinal: number) => string {
  let text = '';
  const cells = createCells(columns, {
    ends: (start, end) => {
      text = formatEnds(start, end);
    },
    cell(_, column) {
      const read = column.reader(context);
      const { valueType } = column;
      return (...cell) => {
        const value = read(...cell);
        text += value === null ? '-' : valueType.canonicalText(value);
      };
    },
  });
  return (ordinal) => {
    text = '';
    row(ordinal, cells);
    return text;
  };
}

export function formatEnds(start: number, end: number): string {
  return `${start}>${end};`;
}

/**
 * Returns a function that makes the text of the values that the database returned, which stand in `row` from `first`.
 * `keys` is the number of properties of the row: a property that no column has changes the text, unless `keys` is undefined.
 */
export function createFoundText(
  { columns }: VerifiedTable,
  first: number,
): (row: readonly unknown[], keys: number | undefined) => string {
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
    return keys === undefined || found === keys ? text : `${text}+${keys - found}`;
  };
}
