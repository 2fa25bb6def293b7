import type { ByteBuffer } from '../byte-buffer.ts';
import type { PropertyValue } from '../value.ts';
import type { ReadableId } from '../readable-id.ts';

/** What a cell may ask of its graph: how the nodes of its own table, and of others, are called. */
export interface ColumnContext {
  readonly ownId: ReadableId;
  idOf(label: string): ReadableId;
  /** The readable id of any node by its record number. */
  idOfRecord(record: number): string;
}

/**
 * A column type, shared by CSV, driver, checks and documentation. `Cell` is what a row function gives for one cell: one
 * value, or several (a point's two coordinates), as small as can be: a code, an ordinal, a day number.
 */
export interface Column<Cell extends readonly unknown[]> {
  /** The type in a neo4j-admin header: `string`, `int`, `point{crs:WGS-84}` … */
  readonly type: string;
  /** The type that Cypher's `valueType()` names, without `NOT NULL`. */
  readonly cypherType: string;
  readonly optional?: true;
  /** The most bytes that writing a cell touches, its delimiter included. */
  readonly maxBytes: number;
  /** Makes the function that writes a cell and its delimiter, quoted where CSV needs it. */
  writer(out: ByteBuffer, context: ColumnContext): (...cell: Cell) => void;
  /** Makes the function that gives the same cell as a value. */
  reader(context: ColumnContext): (...cell: Cell) => PropertyValue;
}

/** Columns by property name, in the order of the file. */
export type Columns = Readonly<Record<string, Column<never>>>;

/** The functions a row function calls, one per column, in the order of the columns. */
export type Cells<C extends Columns> = {
  readonly [Name in keyof C]: C[Name] extends Column<infer Cell> ? (...cell: Cell) => void : never;
};

/** The error for a cell that its column cannot carry. */
export function misfit(expected: string, value: number): RangeError {
  return new RangeError(`Expected ${expected}, got \`${value}\``);
}
