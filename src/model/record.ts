import type { AnyCells } from './columns.ts';
import type { Graph } from './graph.ts';
import type { Table } from './table.ts';
import type { Properties, PropertyValue } from './value.ts';

/** A row as values; `ends` are the record numbers of a relationship's nodes. */
export interface GraphRecord {
  readonly properties: Properties;
  readonly ends?: readonly [start: number, end: number];
}

/** Makes the function that gives any row of a table as values, the same as its cells in the file. */
export function createRecordReader(table: Table): (ordinal: number) => GraphRecord {
  const made: { properties: Record<string, PropertyValue>; ends?: readonly [number, number] } = { properties: {} };
  const cells: Record<string, (...cell: never) => void> = {
    ends: (start: number, end: number) => {
      made.ends = [start, end];
    },
  };
  for (const [name, column] of Object.entries(table.columns)) {
    const read = column.reader(table.context);
    cells[name] = (...cell) => {
      made.properties[name] = read(...cell);
    };
  }
  return (ordinal) => {
    made.properties = {};
    table.row(ordinal, cells as AnyCells); // made from the table's own columns
    return { ...made };
  };
}

/** Every table of a graph in the order of its files. */
export function tablesOf({ nodes, relationships }: Graph): readonly Table[] {
  return [...nodes, ...relationships];
}
