import type { CsvDialect } from '../lint/dialect/csv-dialect.ts';
import { type DialectScanner, readCell } from '../lint/dialect/dialect-scanner.ts';
import { IdHash } from '../lint/ids/id-reader.ts';
import { ColumnStats } from './column-stats.ts';
import type { MeasuredGroup } from './graph-files.ts';

interface CellColumn {
  /** Counted from 0. */
  readonly place: number;
  readonly name: string;
  readonly type: string;
  /** Whether an empty text in quotes is a value. */
  readonly takesEmpty: boolean;
}

/** Where the values of a row go. */
export interface RowTarget {
  /** The columns of a label or type by name. Those that are new are added. */
  readonly columns: Map<string, ColumnStats>;
  /** The number of the row in the label or type. */
  readonly row: number;
}

/** Reads the properties of the rows of a group. It decodes no cell whose value is not needed. */
export class CellReader {
  readonly #dialect: CsvDialect;
  readonly #columns: readonly CellColumn[];
  readonly #isNode: boolean;
  readonly #unique: readonly string[];
  readonly #hash = new IdHash();
  #bytes: Uint8Array = new Uint8Array();
  #view: DataView = new DataView(new ArrayBuffer(0));
  #target: RowTarget['columns'] | undefined;
  #stats: readonly ColumnStats[] = [];

  /** `unique`: the properties of nodes whose repeated values are counted. */
  constructor({ header }: MeasuredGroup, dialect: CsvDialect, unique: readonly string[] = []) {
    this.#dialect = dialect;
    this.#unique = unique;
    this.#isNode = header.kind === 'node';
    this.#columns = header.columns.flatMap(({ kind, name, type = 'string' }, place) => {
      if (name === undefined || (kind !== 'property' && kind !== 'id')) return [];
      return [{ place, name, type, takesEmpty: type === 'string' && !dialect.ignoreEmptyStrings }];
    });
  }

  /** Adds the values of the row that the scanner has just read. */
  read(scanner: DialectScanner, bytes: Uint8Array, { columns, row }: RowTarget): void {
    const { starts, ends, quoted, cells } = scanner;
    if (columns !== this.#target) this.#bind(columns);
    if (bytes !== this.#bytes) {
      this.#bytes = bytes;
      this.#view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    }
    for (let at = 0; at < this.#columns.length; at++) {
      const { place, takesEmpty } = this.#columns[at]!;
      if (place >= cells) continue;
      const start = starts[place]!;
      const end = ends[place]!;
      if (start === end && !(takesEmpty && quoted[place] !== 0)) continue;
      const stats = this.#stats[at]!;
      if (stats.needsHash) this.#hash.read(this.#view, start, end);
      stats.add(row, this.#hash, () => readCell(scanner, bytes, place, this.#dialect));
      if (stats.needsInteger) stats.addInteger(row, readInteger(bytes, start, end));
    }
  }

  #bind(columns: RowTarget['columns']): void {
    this.#target = columns;
    this.#stats = this.#columns.map(({ name, type }) => {
      const isUnique = this.#unique.includes(name);
      const stats = columns.get(name) ?? new ColumnStats({ name, type, keepsRows: this.#isNode, isUnique });
      columns.set(name, stats);
      return stats;
    });
  }
}

/** Reads digits with or without a minus sign; NaN for anything else. */
function readInteger(bytes: Uint8Array, start: number, end: number): number {
  const isNegative = bytes[start] === 0x2d;
  let value = 0;
  for (let at = isNegative ? start + 1 : start; at < end; at++) {
    const digit = bytes[at]! - 0x30;
    if (digit < 0 || digit > 9) return Number.NaN;
    value = value * 10 + digit;
  }
  return isNegative ? -value : value;
}
