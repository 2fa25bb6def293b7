import { type CellLinter, createCellLinter, idLinter } from './cell-linter.ts';
import type { CsvDialect } from './csv-dialect.ts';
import { type CsvHeader, type HeaderColumn, propertyTypes } from './csv-header.ts';
import { DialectScanner, type QuoteFault, readCell } from './dialect-scanner.ts';
import type { Violation } from './finding.ts';
import { IdHashList, type IdHashSet } from './id-hash-set.ts';
import { IdReader } from './id-reader.ts';
import {
  badText,
  danglingEnd,
  emptyEnd,
  emptyId,
  emptyLabel,
  emptyType,
  largeCell,
  largeRow,
  longRow,
  missingType,
  shortRow,
  unreadableRow,
} from './row-rules.ts';
import { type TextCount, TextCounter } from './text-counter.ts';

const encoder = new TextEncoder();

/** Files of one header, and the labels or the type that all of their rows have. */
export interface RowGroup {
  readonly header: CsvHeader;
  readonly labels: readonly string[];
}

/** An id space: the type that its ids have of their own, and which there are, where that is known yet. */
export interface IdSpaceView {
  readonly type: string | undefined;
  readonly ids: IdHashSet | undefined;
}

/** Takes what is wrong in the file that is read. */
export type Report = (broken: Omit<Violation, 'file'>) => void;

/** What the importer will make of rows. */
export interface RowCounts {
  /** Nodes or relationships. */
  readonly rows: number;
  readonly properties: number;
  /** What stands in their columns of labels, or of the type. */
  readonly labels: readonly TextCount[];
}

export interface RowLinterOptions {
  readonly dialect: CsvDialect;
  readonly spaces: ReadonlyMap<string, IdSpaceView>;
  readonly report: Report;
}

/** Checks and counts the rows of a group, one after the other; the ids of nodes are only gathered. */
export class RowLinter {
  readonly scanner: DialectScanner;
  /** Hashes of the nodes' ids. */
  readonly ids = new IdHashList();
  readonly #columns: readonly HeaderColumn[];
  readonly #checked: readonly { readonly index: number; readonly text: string; readonly check: CellLinter }[];
  readonly #dialect: CsvDialect;
  readonly #report: Report;
  readonly #ends: readonly {
    readonly reader: IdReader;
    readonly ids: IdHashSet | undefined;
    readonly column: HeaderColumn;
  }[];
  /** Of the columns that become properties, and whether empty text in quotes is a value there. */
  readonly #properties: readonly { readonly index: number; readonly takesEmpty: boolean }[];
  readonly #labelColumns: readonly number[];
  readonly #needsType: boolean;
  readonly #kind: CsvHeader['kind'];
  readonly #labels = new TextCounter();
  #rows = 0;
  #values = 0;

  constructor({ header, labels }: RowGroup, { dialect, spaces, report }: RowLinterOptions) {
    const { columns, kind } = header;
    this.scanner = new DialectScanner(columns.length, dialect);
    this.#columns = columns;
    this.#dialect = dialect;
    this.#report = report;
    this.#ends = (['id', 'startId', 'endId'] as const).flatMap((wanted) => {
      const column = columns.find((candidate) => candidate.kind === wanted);
      const space = column && spaces.get(column.space);
      return space ? [{ reader: new IdReader(columns, wanted, space.type, dialect), ids: space.ids, column }] : [];
    });
    this.#checked = columns.flatMap((column, index) => {
      const check = this.#checkOf(column, spaces);
      return check ? [{ index, text: column.text, check }] : [];
    });
    this.#properties = columns.flatMap(({ kind: is, name, type }, index) => {
      const isProperty = is === 'property' || (is === 'id' && name !== undefined && dialect.idType !== 'actual');
      return isProperty ? [{ index, takesEmpty: !dialect.ignoreEmptyStrings && (type ?? 'string') === 'string' }] : [];
    });
    const wanted = kind === 'node' ? 'label' : 'type';
    this.#labelColumns = columns.flatMap((column, index) => (column.kind === wanted ? [index] : []));
    this.#needsType = kind === 'relationship' && labels.length === 0;
    this.#kind = kind;
  }

  #checkOf({ kind, type, space, options }: HeaderColumn, spaces: RowLinterOptions['spaces']): CellLinter | undefined {
    if (kind === 'property') return createCellLinter(type!, this.#dialect, options);
    if (kind !== 'id' && kind !== 'startId' && kind !== 'endId') return undefined;
    const own = spaces.get(space)?.type;
    if (own !== undefined) return propertyTypes.includes(own) ? createCellLinter(own, this.#dialect) : undefined;
    return this.#dialect.idType === 'string' ? undefined : idLinter;
  }

  /** Judges the row that the scanner has just read. */
  check(bytes: Uint8Array, line: number, start: number, end: number): void {
    const { scanner } = this;
    if (scanner.fault !== undefined) {
      this.#rows++;
      this.#reportFault(scanner.fault, bytes, line);
      this.#addIdBeforeFault(bytes);
      return;
    }
    if (end - start >= this.#dialect.readBufferSize) this.#checkSizes(bytes.subarray(start, end), line);
    if (scanner.cells !== this.#columns.length) this.#reportCount(line);
    for (const { index, text, check } of this.#checked) {
      if (index >= scanner.cells) continue;
      const [from, to] = [scanner.starts[index]!, scanner.ends[index]!];
      if (from === to || check.isPlain(bytes, from, to)) continue;
      const cell = readCell(scanner, bytes, index, this.#dialect);
      const fault = check.judge(cell);
      if (fault) this.#report({ ...fault, column: index + 1, header: text, found: cell, line });
    }
    const hasEnds = this.#checkIds(bytes, line);
    const hasType = !this.#needsType || this.#checkType(line);
    if (this.#kind === 'node') this.#checkLabels(bytes, line);
    if (!hasEnds || !hasType) return; // left out, or refused
    this.#rows++;
    this.#values += this.countProperties();
    const [column, ...more] = this.#labelColumns;
    if (column === undefined) return;
    if (more.length > 0) {
      const text = this.readLabels(bytes);
      const encoded = encoder.encode(text);
      this.#labels.add(encoded, 0, encoded.length, () => text);
    } else if (column < scanner.cells) {
      this.#labels.add(bytes, scanner.starts[column]!, scanner.ends[column]!, () => this.readLabels(bytes));
    } else {
      this.#labels.add(bytes, 0, 0, () => '');
    }
  }

  /** Else each relationship of a node whose row is faulty would be told of, too. */
  #addIdBeforeFault(bytes: Uint8Array): void {
    const [id] = this.#ends;
    if (this.#kind !== 'node' || id === undefined || id.reader.lastColumn > this.scanner.faultyCell) return;
    if (id.reader.read(this.scanner, bytes)) this.ids.add(id.reader.hash.high, id.reader.hash.low);
  }

  reportBadText(line: number): void {
    this.#report({ ...badText(), line });
  }

  /** Of all rows so far. */
  count(): RowCounts {
    return { rows: this.#rows, properties: this.#values, labels: this.#labels.list() };
  }

  /** How many values the row has that are not null. */
  countProperties(): number {
    const { cells, starts, ends, quoted } = this.scanner;
    let values = 0;
    for (const { index, takesEmpty } of this.#properties) {
      if (index < cells && (starts[index]! < ends[index]! || (takesEmpty && quoted[index] !== 0))) values++;
    }
    return values;
  }

  /** What stands in the row's columns of labels, or of the type. */
  readLabels(bytes: Uint8Array): string {
    const there = this.#labelColumns.filter((index) => index < this.scanner.cells);
    const delimiter = String.fromCharCode(this.#dialect.arrayDelimiter);
    return there.map((index) => readCell(this.scanner, bytes, index, this.#dialect)).join(delimiter);
  }

  #reportFault(fault: QuoteFault, bytes: Uint8Array, line: number): void {
    const { faultyCell, starts } = this.scanner;
    const header = this.#columns[faultyCell]?.text;
    const start = starts[Math.min(faultyCell, starts.length - 1)]!;
    const found = new TextDecoder().decode(bytes.subarray(start - 1, start + 40)).split(/[\r\n]/)[0]!;
    const place = { column: faultyCell + 1, ...(header !== undefined && { header }), line };
    this.#report({ ...unreadableRow(fault, found), ...place });
  }

  /** The importer reads whole rows at once, unless cells may have line breaks. */
  #checkSizes(row: Uint8Array, line: number): void {
    const { scanner } = this;
    const { readBufferSize, multilineFields } = this.#dialect;
    if (!multilineFields) {
      const signs = new TextDecoder().decode(row).replace(/[\r\n]+$/, '').length;
      if (signs >= readBufferSize) this.#report({ ...largeRow(signs, readBufferSize), line });
      return;
    }
    for (let cell = 0; cell < Math.min(scanner.cells, scanner.starts.length); cell++) {
      const size = scanner.ends[cell]! - scanner.starts[cell]!;
      if (size > readBufferSize) this.#report({ ...largeCell(size, readBufferSize), ...this.#placeOf(cell, line) });
    }
  }

  #reportCount(line: number): void {
    const { cells } = this.scanner;
    const { length } = this.#columns;
    if (cells < length) {
      const missing = this.#columns.slice(cells).map(({ text }) => text);
      this.#report({ ...shortRow(cells, missing, this.#endsWithoutValue()), line });
    } else {
      this.#report({ ...longRow(cells, length, this.#dialect.ignoreExtraColumns), line });
    }
  }

  #placeOf(cell: number, line: number): Pick<Violation, 'column' | 'header' | 'line'> {
    return { column: cell + 1, header: this.#columns[cell]?.text ?? '', line };
  }

  /** Whether the importer gets nothing from the last cell that the row has. */
  #endsWithoutValue(): boolean {
    const { cells, starts, ends, quoted } = this.scanner;
    const last = cells - 1;
    const { kind, type = 'string' } = this.#columns[last]!;
    if (kind === 'ignore') return true;
    if (starts[last]! < ends[last]!) return false;
    return quoted[last] === 0 || type !== 'string' || this.#dialect.ignoreEmptyStrings;
  }

  /** Answers whether a relationship has both of its ends. */
  #checkIds(bytes: Uint8Array, line: number): boolean {
    const { skipBadRelationships } = this.#dialect;
    let isWhole = true;
    for (const { reader, ids, column } of this.#ends) {
      const { hash } = reader;
      const isNode = column.kind === 'id';
      if (!reader.read(this.scanner, bytes)) {
        isWhole &&= isNode;
        const broken = isNode ? emptyId() : emptyEnd(skipBadRelationships);
        this.#report({ ...broken, ...this.#placeOf(reader.column - 1, line) });
      } else if (isNode) {
        this.ids.add(hash.high, hash.low);
      } else if (ids && !ids.has(hash.high, hash.low)) {
        isWhole = false;
        const id = reader.readText(this.scanner, bytes);
        const broken = danglingEnd(id, column.space, skipBadRelationships);
        this.#report({ ...broken, ...this.#placeOf(reader.column - 1, line) });
      }
    }
    return isWhole;
  }

  #checkLabels(bytes: Uint8Array, line: number): void {
    for (const index of this.#labelColumns) {
      if (index >= this.scanner.cells || !this.#hasEmptyLabel(bytes, index)) continue;
      const found = readCell(this.scanner, bytes, index, this.#dialect);
      const delimiter = String.fromCharCode(this.#dialect.arrayDelimiter);
      this.#report({ ...emptyLabel(found, delimiter), ...this.#placeOf(index, line) });
    }
  }

  /** Whether a delimiter has nothing before or behind it. */
  #hasEmptyLabel(bytes: Uint8Array, index: number): boolean {
    const { arrayDelimiter } = this.#dialect;
    const [start, end] = [this.scanner.starts[index]!, this.scanner.ends[index]!];
    let wasDelimiter = true;
    for (let at = start; at < end; at++) {
      const isDelimiter = bytes[at] === arrayDelimiter;
      if (isDelimiter && wasDelimiter) return true;
      wasDelimiter = isDelimiter;
    }
    return end > start && wasDelimiter;
  }

  /** Answers whether it has one. */
  #checkType(line: number): boolean {
    const { cells, starts, ends } = this.scanner;
    const [index] = this.#labelColumns;
    if (index === undefined) {
      this.#report({ ...missingType(this.#dialect.isCalendar), line });
      return true;
    }
    if (index < cells && ends[index]! > starts[index]!) return true;
    this.#report({ ...emptyType(this.#dialect.skipBadRelationships), ...this.#placeOf(index, line) });
    return false;
  }
}
