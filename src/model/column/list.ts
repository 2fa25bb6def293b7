import { BulkgenError } from '../../errors.ts';
import { checkOptions } from '../../options/check-options.ts';
import type { ByteBuffer } from '../byte-buffer.ts';
import { type Column, invalidColumn, misfit } from './column.ts';
import type { Duration } from './duration.ts';
import type { GeoPoint } from './point.ts';
import { stringType } from './text.ts';
import type { ValueType } from './value-type.ts';

/** How many values a list has. */
export interface ListOptions {
  /** The most values of a list. */
  readonly max: number;
  /** The fewest, at least 1 (default): neo4j-admin drops an empty list, so a row without values has an `optional` list. */
  readonly min?: number;
}

/** A value that is not a list. */
type Scalar = string | bigint | number | boolean | { readonly kind: string };

/** The type of lists whose values have a type. */
export interface ListType<Value> extends ValueType<readonly Value[]> {
  readonly element: ValueType<Value>;
}

/**
 * A list of values of one column, `list(integer(), { max: 5 })`: an `int[]`, `date[]`, `string[]` … of the file. The cell is the list of what
 * that column takes. A list cannot be in a list. Throws a RangeError for a list of another length, and for a text that is empty or contains `;`, which separates the values.
 */
export function list<Cell, Value extends Scalar>(
  of: Column<[value: Cell], Value>,
  options: ListOptions,
): Column<[values: readonly Cell[]], readonly Value[]>;
/** A list of points or durations, `list(point(), { max: 5 })`. Each takes several numbers, so the cell is a list of lists: `[[13_400, 52_500], [2_300, 48_900]]`. */
export function list<Cell extends readonly number[], Value extends GeoPoint | Duration>(
  of: Column<Cell, Value>,
  options: ListOptions,
): Column<[values: readonly Readonly<Cell>[]], readonly Value[]>;
export function list<Value extends Scalar>(
  of: Column<unknown[], Value>,
  options: ListOptions,
): Column<[values: readonly unknown[]], readonly Value[]> {
  refuseColumn(of);
  const { min, max } = readLengths(options);
  const size = `${min === max ? '' : `${min} to `}${max} value${max === 1 ? '' : 's'}`;
  const isText = of.valueType === (stringType as unknown);
  const takeSeveral = takesSeveral(of);
  return {
    headerType: of.headerType.replace(/(?=\{|$)/, '[]'),
    valueType: listType(of.valueType as ValueType<Value>),
    expected: `${size} between semicolons, each ${of.expected}`,
    holds: (bytes, start, end) => {
      const values = countValues(of, bytes, { start, end });
      return values >= min && values <= max;
    },
    refuse(values) {
      if (!Array.isArray(values)) throw misfit(`a list of ${size}`, values);
      for (const value of values) {
        if (!takeSeveral) of.refuse?.(value);
        else if (Array.isArray(value)) of.refuse?.(...value);
        else throw misfit('each value of the list to be a list of numbers', value);
      }
    },
    maxBytes: of.maxBytes * max + 2,
    writer(out, context) {
      const write = of.writer(out, context);
      const writeOne = takeSeveral ? (cell: unknown) => write(...(cell as readonly unknown[])) : write;
      return (values) => {
        if (!Array.isArray(values)) throw misfit(`a list of ${size}`, values);
        if (!(values.length >= min && values.length <= max))
          throw new RangeError(`Expected a list of ${size}, got ${values.length}`);
        writeValues(out, values, isText ? (value) => writeText(out, write, value) : writeOne);
      };
    },
    reader(context) {
      const read = of.reader(context);
      return (values) => values.map((value) => (takeSeveral ? read(...(value as readonly unknown[])) : read(value)));
    },
    cypher: (cell) => (isText ? `split(${cell}, ';')` : `[x IN split(${cell}, ';') | ${of.cypher('x')}]`),
  };
}

function readLengths(options: ListOptions): Required<ListOptions> {
  checkOptions('list', options, { max: 'any', min: 'any' });
  const { max, min = 1 } = options;
  if (!(Number.isInteger(min) && min >= 1)) throw invalidColumn('the fewest values of a list to be at least 1', min);
  if (!(Number.isInteger(max) && max >= min))
    throw invalidColumn(`the most values of a list to be at least ${min}`, max);
  return { max, min };
}

/** How many values a cell has; none, if one of them is not as its column writes it. */
function countValues(
  of: Pick<Column<never, unknown>, 'holds'>,
  bytes: Uint8Array,
  { start, end }: { readonly start: number; readonly end: number },
): number {
  let values = 0;
  for (let at = start; at <= end; values++) {
    const next = endOfValue(bytes, at, end);
    if (next === at || !of.holds(bytes, at, next)) return 0;
    at = next + 1;
  }
  return values;
}

/** Whether the cell of a column is several numbers. */
function takesSeveral({ headerType }: Pick<Column<never, unknown>, 'headerType'>): boolean {
  return /^(duration|point)/.test(headerType);
}

const listTypes = new Map<unknown, unknown>();

/** The type of lists of these values. The same type of element gives the same object. */
export function listType<Value>(element: ValueType<Value>): ListType<Value> {
  let type = listTypes.get(element) as ListType<Value> | undefined; // made below, from this element
  if (!type) {
    type = {
      element,
      cypherType: `LIST<${element.cypherType} NOT NULL>`,
      toText: (values) =>
        element === (stringType as unknown) ? JSON.stringify(values) : `[${values.map(element.toText).join(', ')}]`,
      canonicalText: (values) => `l${values.length}:${values.map(element.canonicalText).join('')}`,
    };
    listTypes.set(element, type);
  }
  return type;
}

function refuseColumn({ optional, headerType }: Pick<Column<never, unknown>, 'optional' | 'headerType'>): void {
  if (!optional && !headerType.includes('[]')) return;
  const found = optional ? 'an optional column' : `a column of type ${headerType}`;
  throw new BulkgenError(
    'invalid-model',
    `Expected the values of a list to be of a type that a list can have, got ${found}`,
  );
}

const [comma, semicolon, quote] = [0x2c, 0x3b, 0x22];

function endOfValue(bytes: Uint8Array, start: number, end: number): number {
  const at = bytes.subarray(start, end).indexOf(semicolon);
  return at < 0 ? end : start + at;
}

/** Writes values as their column does, with semicolons between them. One that is quoted puts the whole list into quotes. */
function writeValues<Cell>(out: ByteBuffer, values: readonly Cell[], write: (value: Cell) => void): void {
  const { bytes } = out;
  const first = out.position;
  let isQuoted = false;
  for (const value of values) {
    const start = out.position;
    write(value);
    if (bytes[start] === quote) {
      bytes.copyWithin(start, start + 1, out.position - 2);
      out.position -= 2;
      isQuoted = true;
    }
    bytes[out.position - 1] = semicolon;
  }
  if (isQuoted) {
    bytes.copyWithin(first + 1, first, out.position - 1);
    bytes[first] = quote;
    bytes[out.position] = quote;
    out.position += 2;
  }
  bytes[out.position - 1] = comma;
}

function writeText<Cell>(out: ByteBuffer, write: (value: Cell) => void, value: Cell): void {
  const start = out.position;
  write(value);
  const end = out.position - 1;
  if (out.bytes[start] === quote && end === start + 2) {
    throw new RangeError('Expected the texts of a list not to be empty, got ``');
  }
  if (endOfValue(out.bytes, start, end) < end) {
    throw new RangeError(`Expected the texts of a list to be without semicolons, got \`${value}\``);
  }
}
