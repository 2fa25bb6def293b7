import type { Cells, Columns } from './columns.ts';
import type { Ends, RelationshipRowFunction, RelationshipRows } from './definition.ts';

/** Joins several kinds of rows into one relationship type. They follow each other, and each keeps its own numbering. */
export function joinSections<C extends Columns>(sections: readonly RelationshipRows<C>[]): RelationshipRows<C> {
  const rows = sections.map(({ row }) => row);
  let count = 0;
  const ends = sections.map((section) => {
    count += section.count;
    return count;
  });
  let [start, end] = [0, 0]; // of the section that was asked last: rows are usually asked in order
  let current = rows[0]!;
  const moveTo = (ordinal: number): void => {
    const index = ends.findIndex((endOfSection) => ordinal < endOfSection);
    current = rows[index]!;
    end = ends[index]!;
    start = end - sections[index]!.count;
  };
  const row: RelationshipRowFunction<C> = (ordinal, cell: Cells<C> & Ends) => {
    if (ordinal < start || ordinal >= end) moveTo(ordinal);
    current(ordinal - start, cell);
  };
  return { count, row };
}
