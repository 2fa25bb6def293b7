import { createCells } from './create-cells.ts';
import type { Graph } from './graph.ts';
import type { Table } from './table.ts';
import type { Properties, PropertyValue } from './value.ts';

/** A row as values; `ends` are the record numbers of a relationship's nodes. */
export interface GraphRecord {
  readonly properties: Properties;
  readonly ends?: readonly [start: number, end: number];
}

/** Makes the function that gives any row of a table as values: the same values that its cells in the file have. */
export function createRecordReader(table: Table): (ordinal: number) => GraphRecord {
  const record: { properties: Record<string, PropertyValue>; ends?: readonly [number, number] } = { properties: {} };
  const cells = createCells(table.columns, {
    ends: (start, end) => {
      record.ends = [start, end];
    },
    cell(name, column) {
      const read = column.reader(table.context);
      return (...cell) => {
        record.properties[name] = read(...cell);
      };
    },
  });
  return (ordinal) => {
    record.properties = {};
    table.row(ordinal, cells);
    return { ...record };
  };
}

/**
 * Makes the function that visits the ends of any row of a relationship table, by record number, without its values. It calls `visit` at
 * once.
 */
export function createEndsReader(
  { columns, row }: Table,
  visit: (start: number, end: number) => void,
): (ordinal: number) => void {
  const cells = createCells(columns, { ends: visit, cell: () => () => {} });
  return (ordinal) => row(ordinal, cells);
}

/** The tables that have files, in their order: all of a graph but the events. */
export function tablesOf({ nodes, relationships }: Graph): readonly Table[] {
  return [...nodes, ...relationships];
}
