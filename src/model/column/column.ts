import { BulkgenError } from '../../errors.ts';
import { quoteValue } from '../../options/check-options.ts';
import type { Stream } from '../../random/stream.ts';
import type { ByteBuffer } from '../byte-buffer.ts';
import type { ReadableId } from '../readable-id.ts';
import type { ValueType } from './value-type.ts';

/** What a column may ask of its graph. */
export interface ColumnContext {
  /** The readable ids of its own table. */
  readonly ownId: ReadableId;
  idOf(label: string): ReadableId;
  /** The readable id of any node by its record number. */
  idOfRecord(record: number): string;
  /** The named stream `seed/model/name`, for values that follow from a number. */
  stream(name: string): Stream;
}

/**
 * A column type: all that files, driver and checks know of it. `Cell` is what a row function gives for one cell: one value
 * or several (a point's two coordinates), as small as possible, such as a code, an ordinal or a day number. `Value` is the
 * same cell as a property.
 */
export interface Column<Cell extends readonly unknown[], Value> {
  /** The type in a neo4j-admin header: `string`, `int`, `point{crs:WGS-84}` … */
  readonly headerType: string;
  readonly valueType: ValueType<Exclude<Value, null>>;
  /** Whether a cell may be empty. */
  readonly optional?: true;
  /** What a cell must be, for a message: `a whole number of 32 bits`. */
  readonly expected: string;
  /** Whether the bytes from `start` to `end` are such a cell, without quotes around it. Called for every cell of a file. */
  holds(bytes: Uint8Array, start: number, end: number): boolean;
  /**
   * Throws a RangeError for a cell of another form: null, or a text in place of a number. Called for the rows that are looked at before
   * an export; `writer` may leave such a test of every cell out, because it takes time.
   */
  readonly refuse?: (...cell: readonly unknown[]) => void;
  /**
   * The texts of all cells with their delimiters, where there are few: by code, or one where the cell takes no value. Neighbouring columns with texts are
   * written without their `writer`, so a column that wraps another one does not take its texts over.
   */
  readonly texts?: readonly string[] | undefined;
  /** The most bytes that writing a cell touches, its delimiter included. */
  readonly maxBytes: number;
  /** Makes the function that writes a cell and its delimiter, quoted where CSV needs it. */
  writer(out: ByteBuffer, context: ColumnContext): (...cell: Cell) => void;
  /** Makes the function that gives the same cell as a property value. */
  reader(context: ColumnContext): (...cell: Cell) => Value;
  /** The Cypher expression of the value, from an expression of the cell's text, without its quotes: `date(c[3])`. */
  cypher(cell: string): string;
}

/** The error for a cell that its column cannot hold. */
export function misfit(expected: string, value: unknown): RangeError {
  return new RangeError(`Expected ${expected}, got ${showCell(value)}`);
}

/** The error for a column that was made with an impossible option. */
export function invalidColumn(expected: string, value: unknown): BulkgenError {
  return new BulkgenError('invalid-model', misfit(expected, value).message);
}

/** The characters of a text that a message shows. */
const mostShown = 60;

/** A text is named as one, because `5` and the number 5 look alike. */
function showCell(value: unknown): string {
  if (typeof value === 'bigint') return `\`${value}n\``;
  if (typeof value !== 'string') return quoteValue(value);
  if (value === '') return 'an empty text';
  return `the text \`${value.length > mostShown ? `${value.slice(0, mostShown)}…` : value}\``;
}

/** Makes the `refuse` of a column whose cell is whole numbers. Each has a name for the message. */
export function refuseOthers(...expected: readonly string[]): (...cell: readonly unknown[]) => void {
  return (...cell) => {
    for (const [place, name] of expected.entries()) {
      if (!Number.isSafeInteger(cell[place])) throw misfit(name, cell[place]);
    }
  };
}

/** What a number seems to be, that is too large for a number of days or seconds. */
interface OtherUnits {
  /** How many of each unit are one of the column's. */
  readonly units: Readonly<Record<string, number>>;
  /** From when on the number makes sense in another unit, and until when, in the column's. */
  readonly least: number;
  readonly most: number;
}

/** The error for a time that its column cannot hold. It names the unit in which the number would be one. */
export function misfitTime(expected: string, value: number, { units, least, most }: OtherUnits): RangeError {
  const [unit] =
    Object.entries(units).find(([, perUnit]) => {
      const size = Math.abs(value) / perUnit;
      return Number.isInteger(value) && size >= least && size <= most;
    }) ?? [];
  return new RangeError(`${misfit(expected, value).message}${unit ? `, which looks like ${unit}` : ''}`);
}
