import type { CsvDialect } from './dialect.ts';
import type { Column } from './header.ts';
import { IdHash } from './id-index.ts';
import { type RowScanner, readCell } from './row-scanner.ts';

const encoder = new TextEncoder();
// From 2026 on the parts of an id are kept apart: `1` and `23` are not `12` and `3`.
const partEnd = new Uint8Array([7]);
const wholeTypes = ['long', 'int', 'short', 'byte'];

/** The id that some columns of a row make together: the parts one after the other, as the importer joins them. */
export class IdReader {
  readonly hash = new IdHash();
  readonly #columns: readonly number[];
  readonly #isWhole: boolean;
  readonly #dialect: CsvDialect;

  /** `columns` are 0-based. */
  constructor(columns: readonly Column[], kind: Column['kind'], type: string | undefined, dialect: CsvDialect) {
    this.#columns = columns.flatMap((column, index) => (column.kind === kind ? [index] : []));
    this.#isWhole = type === undefined ? dialect.idType !== 'string' : wholeTypes.includes(type);
    this.#dialect = dialect;
  }

  /** 1-based number of the first of its columns. */
  get column(): number {
    return (this.#columns[0] ?? 0) + 1;
  }

  /** Makes the hash of the row's id; answers false when it has none. */
  read(scanner: RowScanner, bytes: Uint8Array): boolean {
    const { hash } = this;
    let isThere = false;
    hash.reset();
    for (const index of this.#columns) {
      if (this.#dialect.isCalendar) hash.add(partEnd, 0, 1);
      if (index >= scanner.cells) continue;
      const [start, end] = [scanner.starts[index]!, scanner.ends[index]!];
      if (start === end && (scanner.quoted[index] === 0 || this.#isWhole || this.#dialect.ignoreEmptyStrings)) continue;
      isThere = true;
      if (this.#isWhole || scanner.quoted[index] === 2) {
        const text = readCell(scanner, bytes, index, this.#dialect);
        const id = encoder.encode(this.#isWhole ? normalize(text) : text);
        hash.add(id, 0, id.length);
      } else {
        hash.add(bytes, start, end);
      }
    }
    if (isThere) hash.finish();
    return isThere;
  }

  /** The same as text. */
  readText(scanner: RowScanner, bytes: Uint8Array): string {
    return this.#readParts(scanner, bytes).join('');
  }

  /** Equal for equal ids alone. */
  readKey(scanner: RowScanner, bytes: Uint8Array): string {
    const parts = this.#readParts(scanner, bytes);
    return (this.#isWhole ? parts.map(normalize) : parts).join(this.#dialect.isCalendar ? '\u0007' : '');
  }

  #readParts(scanner: RowScanner, bytes: Uint8Array): readonly string[] {
    const there = this.#columns.filter((index) => index < scanner.cells);
    return there.map((index) => readCell(scanner, bytes, index, this.#dialect));
  }
}

/** `7` for ` 007 `. */
function normalize(text: string): string {
  const digits = text.trim();
  return /^-?\d+$/.test(digits) ? `${BigInt(digits)}` : digits;
}
