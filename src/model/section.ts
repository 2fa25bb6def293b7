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
  const starts = [0, ...ends];
  let index = 0; // rows are usually asked in order
  const row: RelationshipRowFunction<C> = (ordinal, cell: Cells<C> & Ends) => {
    while (ordinal >= ends[index]!) index++;
    while (ordinal < starts[index]!) index--;
    rows[index]!(ordinal - starts[index]!, cell);
  };
  return { count, row };
}
