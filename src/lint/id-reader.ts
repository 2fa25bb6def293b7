import type { CsvDialect } from './csv-dialect.ts';
import type { HeaderColumn } from './csv-header.ts';
import { type DialectScanner, readCell } from './dialect-scanner.ts';
import { IdHash } from './id-hash-set.ts';

const encoder = new TextEncoder();
const wholeTypes = ['long', 'int', 'short', 'byte'];

/** The id that some columns of a row make together: the parts one after the other, as the importer joins them. */
export class IdReader {
  readonly hash = new IdHash();
  readonly #columns: readonly number[];
  readonly #isWhole: boolean;
  readonly #dialect: CsvDialect;
  #bytes: Uint8Array = new Uint8Array();
  #view = viewOf(this.#bytes);

  /** `columns` are 0-based. */
  constructor(
    columns: readonly HeaderColumn[],
    kind: HeaderColumn['kind'],
    type: string | undefined,
    dialect: CsvDialect,
  ) {
    this.#columns = columns.flatMap((column, index) => (column.kind === kind ? [index] : []));
    this.#isWhole = type === undefined ? dialect.idType !== 'string' : wholeTypes.includes(type);
    this.#dialect = dialect;
  }

  /** 1-based number of the first of its columns. */
  get column(): number {
    return (this.#columns[0] ?? 0) + 1;
  }

  /** 1-based number of the last of its columns. */
  get lastColumn(): number {
    return (this.#columns.at(-1) ?? 0) + 1;
  }

  /** Makes the hash of the row's id; answers false when it has none. */
  read(scanner: DialectScanner, bytes: Uint8Array): boolean {
    const index = this.#columns[0]!;
    if (this.#columns.length > 1 || scanner.quoted[index] === 2) return this.#readByText(scanner, bytes);
    if (!this.#isThere(scanner, index)) return false;
    const [start, end] = [scanner.starts[index]!, scanner.ends[index]!];
    if (this.#isWhole && !isPlainWhole(bytes, start, end)) return this.#readByText(scanner, bytes);
    if (bytes !== this.#bytes) {
      this.#bytes = bytes;
      this.#view = viewOf(bytes);
    }
    this.hash.read(this.#view, start, end);
    return true;
  }

  /** The same of any id. */
  #readByText(scanner: DialectScanner, bytes: Uint8Array): boolean {
    if (!this.#columns.some((index) => this.#isThere(scanner, index))) return false;
    const id = encoder.encode(this.readKey(scanner, bytes));
    this.hash.read(viewOf(id), 0, id.length);
    return true;
  }

  #isThere({ cells, starts, ends, quoted }: DialectScanner, index: number): boolean {
    if (index >= cells) return false;
    if (starts[index]! < ends[index]!) return true;
    return quoted[index] !== 0 && !this.#isWhole && !this.#dialect.ignoreEmptyStrings;
  }

  /** The same as text. */
  readText(scanner: DialectScanner, bytes: Uint8Array): string {
    return this.#readParts(scanner, bytes).join('');
  }

  /** Equal for equal ids alone. From 2026 on the parts of an id are kept apart: `1` and `23` are not `12` and `3`. */
  readKey(scanner: DialectScanner, bytes: Uint8Array): string {
    const parts = this.#readParts(scanner, bytes);
    return (this.#isWhole ? parts.map(normalize) : parts).join(this.#dialect.isCalendar ? '\u0007' : '');
  }

  #readParts(scanner: DialectScanner, bytes: Uint8Array): readonly string[] {
    const { cells } = scanner;
    return this.#columns.map((index) => (index < cells ? readCell(scanner, bytes, index, this.#dialect) : ''));
  }
}

function viewOf({ buffer, byteOffset, byteLength }: Uint8Array): DataView {
  return new DataView(buffer, byteOffset, byteLength);
}

/** Whether it is a number that `normalize` leaves as it is. */
function isPlainWhole(bytes: Uint8Array, start: number, end: number): boolean {
  if (bytes[start] === 0x30 && end > start + 1) return false;
  for (let at = start; at < end; at++) if (bytes[at]! < 0x30 || bytes[at]! > 0x39) return false;
  return true;
}

/** `7` for ` 007 `. */
function normalize(text: string): string {
  const digits = text.trim();
  return /^-?\d+$/.test(digits) ? `${BigInt(digits)}` : digits;
}
