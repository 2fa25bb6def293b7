import type { Column } from './column/column.ts';
import type { PropertyValue } from './value.ts';

/** Columns by property name, in the order of the file. */
export type Columns = Readonly<Record<string, Column<never, PropertyValue>>>;

/** The functions that a row function calls, one per column, in the order of the columns. */
export type Cells<C extends Columns> = {
  readonly [Name in keyof C]: C[Name] extends Column<infer Cell, unknown> ? (...cell: Cell) => void : never;
};

/** The functions of a row whose columns are known by name only at run time. */
export type AnyCells = Readonly<Record<string, (...cell: unknown[]) => void>>;
