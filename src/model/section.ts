import type { Cells, Columns } from './column/column.ts';
import type { Ends, RelationshipRowFunction, RelationshipRows } from './definition.ts';

/** Puts several kinds of rows of one relationship type behind each other; each keeps its own numbering. */
export function joinSections<C extends Columns>(sections: readonly RelationshipRows<C>[]): RelationshipRows<C> {
  const [section, ...others] = sections.filter(({ count }) => count > 0);
  if (!section) return { count: 0, row: () => {} };
  if (others.length === 0) return section;
  const rest = joinSections(others);
  const row: RelationshipRowFunction<C> = (ordinal, cell: Cells<C> & Ends) => {
    if (ordinal < section.count) section.row(ordinal, cell);
    else rest.row(ordinal - section.count, cell);
  };
  return { count: section.count + rest.count, row };
}
