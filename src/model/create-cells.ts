import type { AnyCells, Columns } from './columns.ts';

/** What happens to the cells of a row. */
export interface CellVisitor {
  /** Takes the record numbers of the nodes that a relationship connects. */
  ends(start: number, end: number): void;
  /** Makes the function that takes the cell of a column. */
  cell(name: string, column: Columns[string]): (...cell: never) => void;
}

/** Makes the functions that a row of a table with these columns calls. */
export function createCells(columns: Columns, { ends, cell }: CellVisitor): AnyCells {
  const cells: Record<string, (...cell: never) => void> = { ends };
  for (const [name, column] of Object.entries(columns)) cells[name] = cell(name, column);
  return cells as AnyCells; // each takes what its column takes
}
