import { type CellCheck, cellCheckOf, idCheck } from './cell-check.ts';
import type { CsvDialect } from './dialect.ts';
import type { Broken } from './finding.ts';
import { type Column, type Header, propertyTypes } from './header.ts';
import { type IdIndex, IdList } from './id-index.ts';
import { IdReader } from './id-reader.ts';
import { RowScanner, readCell } from './row-scanner.ts';
import { type TextCount, TextCounter } from './text-counter.ts';

const encoder = new TextEncoder();

/** Files of one header, and the labels or the type that all of their rows have. */
export interface Group {
  readonly header: Header;
  readonly labels: readonly string[];
}

/** An id space: the type that its ids have of their own, and which there are, where that is known yet. */
export interface Space {
  readonly type: string | undefined;
  readonly ids: IdIndex | undefined;
}

/** Takes what is wrong in the file that is read. */
export type Report = (broken: Omit<Broken, 'file'>) => void;

/** What the importer will make of rows. */
export interface RowCounts {
  /** Nodes or relationships. */
  readonly rows: number;
  readonly properties: number;
  /** What stands in their columns of labels, or of the type. */
  readonly labels: readonly TextCount[];
}

export interface RowCheckOptions {
  readonly dialect: CsvDialect;
  readonly spaces: ReadonlyMap<string, Space>;
  readonly report: Report;
}

/** Checks and counts the rows of a group, one after the other; the ids of nodes are only gathered. */
export class RowChecker {
  readonly scanner: RowScanner;
  /** Hashes of the nodes' ids. */
  readonly ids = new IdList();
  readonly #columns: readonly Column[];
  readonly #checked: readonly { readonly index: number; readonly text: string; readonly check: CellCheck }[];
  readonly #dialect: CsvDialect;
  readonly #report: Report;
  readonly #ends: readonly { readonly reader: IdReader; readonly ids: IdIndex | undefined; readonly column: Column }[];
  /** Of the columns that become properties, and whether empty text in quotes is a value there. */
  readonly #properties: readonly { readonly index: number; readonly takesEmpty: boolean }[];
  readonly #labelColumns: readonly number[];
  readonly #needsType: boolean;
  readonly #kind: Header['kind'];
  readonly #labels = new TextCounter();
  #rows = 0;
  #values = 0;

  constructor({ header, labels }: Group, { dialect, spaces, report }: RowCheckOptions) {
    const { columns, kind } = header;
    this.scanner = new RowScanner(columns.length, dialect);
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

  #checkOf({ kind, type, space, options }: Column, spaces: RowCheckOptions['spaces']): CellCheck | undefined {
    if (kind === 'property') return cellCheckOf(type!, this.#dialect, options);
    if (kind !== 'id' && kind !== 'startId' && kind !== 'endId') return undefined;
    const own = spaces.get(space)?.type;
    if (own !== undefined) return propertyTypes.includes(own) ? cellCheckOf(own, this.#dialect) : undefined;
    return this.#dialect.idType === 'string' ? undefined : idCheck;
  }

  /** Judges the row that the scanner has just read. */
  check(bytes: Uint8Array, line: number, length: number): void {
    const { scanner } = this;
    if (scanner.fault !== undefined) {
      this.#rows++;
      this.#reportFault(bytes, line);
      this.#addIdBeforeFault(bytes);
      return;
    }
    if (length > this.#dialect.readBufferSize) this.#checkSizes(line);
    if (scanner.cells !== this.#columns.length) this.#reportCount(line);
    for (const { index, text, check } of this.#checked) {
      if (index >= scanner.cells) continue;
      const [start, end] = [scanner.starts[index]!, scanner.ends[index]!];
      if (start === end || check.isPlain(bytes, start, end)) continue;
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
    this.#report({
      severity: 'warning',
      rule: 'encoding',
      expected: 'UTF-8',
      found: 'bytes that are none',
      becomes: '\ufffd for each of them',
      remedy: 'Name the encoding with --input-encoding, or convert the file.',
      line,
    });
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

  #reportFault(bytes: Uint8Array, line: number): void {
    const report = this.#report;
    const { fault, faultyCell, starts } = this.scanner;
    const column = faultyCell + 1;
    const header = this.#columns[faultyCell]?.text;
    const place = { column, ...(header !== undefined && { header }), line, severity: 'error' as const };
    const start = starts[Math.min(faultyCell, starts.length - 1)]!;
    const found = new TextDecoder().decode(bytes.subarray(start - 1, start + 40)).split(/[\r\n]/)[0]!;
    if (fault === 'open') {
      const remedy = 'Close the quote, or double it where it is meant.';
      report({ ...place, rule: 'quote-open', expected: 'a closing quote', found, remedy });
    } else if (fault === 'lineBreak') {
      const remedy = 'Add --multiline-fields, if the break is meant, or close the quote.';
      report({ ...place, rule: 'line-break', expected: 'no line break in quotes', found, remedy });
    } else {
      const remedy = found.includes('\\"')
        ? 'Double the quotes that are part of the text (Spark does with its option escape), or add --legacy-style-quoting.'
        : 'Double the quotes that are part of the text.';
      report({
        ...place,
        rule: 'quote-misplaced',
        expected: 'the end of the cell behind the closing quote',
        found,
        remedy,
      });
    }
  }

  #checkSizes(line: number): void {
    const { scanner } = this;
    const report = this.#report;
    const { readBufferSize } = this.#dialect;
    for (let cell = 0; cell < Math.min(scanner.cells, scanner.starts.length); cell++) {
      const size = scanner.ends[cell]! - scanner.starts[cell]!;
      if (size <= readBufferSize) continue;
      report({
        severity: 'error',
        rule: 'cell-size',
        column: cell + 1,
        header: this.#columns[cell]?.text ?? '',
        expected: `at most ${readBufferSize} bytes`,
        found: `${size} bytes`,
        remedy: 'Give --read-buffer-size more, or look for a quote that is not closed.',
        line,
      });
    }
  }

  #reportCount(line: number): void {
    const report = this.#report;
    const { cells } = this.scanner;
    const { length } = this.#columns;
    const expected = `${length} cells, as the header has`;
    if (cells < length) {
      const missing = this.#columns.slice(cells).map(({ text }) => text);
      const isRefused = this.#endsWithoutValue();
      report({
        severity: isRefused ? 'error' : 'warning',
        rule: 'row-short',
        expected,
        found: `${cells}`,
        ...(!isRefused && { becomes: `no value for ${missing.join(', ')}` }),
        remedy: isRefused
          ? 'Add the missing cells: the importer takes such a row only when its last cell has a value.'
          : 'Add the missing cells; empty ones are no value.',
        line,
      });
      return;
    }
    const isIgnored = this.#dialect.ignoreExtraColumns;
    report({
      severity: isIgnored ? 'warning' : 'error',
      rule: 'row-long',
      expected,
      found: `${cells}`,
      ...(isIgnored && { becomes: 'the row without the cells behind' }),
      remedy: isIgnored
        ? 'Add them to the header.'
        : 'Quote cells that have a delimiter, or add --ignore-extra-columns.',
      line,
    });
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
    let isWhole = true;
    for (const { reader, ids, column } of this.#ends) {
      const { hash } = reader;
      if (!reader.read(this.scanner, bytes)) {
        isWhole &&= column.kind === 'id';
        this.#reportMissing(column, { column: reader.column, header: column.text, line });
      } else if (column.kind === 'id') {
        this.ids.add(hash.high, hash.low);
      } else if (ids && !ids.has(hash.high, hash.low)) {
        isWhole = false;
        const place = { column: reader.column, header: column.text, line };
        this.#reportDangling(reader.readText(this.scanner, bytes), column, place);
      }
    }
    return isWhole;
  }

  #reportMissing({ kind }: Column, place: Pick<Broken, 'column' | 'header' | 'line'>): void {
    const report = this.#report;
    if (kind === 'id') {
      report({
        severity: 'warning',
        rule: 'id-empty',
        ...place,
        expected: 'an id',
        found: 'none',
        becomes: 'a node that no relationship can refer to',
        remedy: 'Give it an id, or leave the row out.',
      });
      return;
    }
    const isSkipped = this.#dialect.skipBadRelationships;
    report({
      severity: isSkipped ? 'warning' : 'error',
      rule: 'end-empty',
      ...place,
      expected: 'the id of a node',
      found: 'none',
      ...(isSkipped && { becomes: 'no relationship' }),
      remedy: 'Name the node, or leave the row out.',
    });
  }

  #reportDangling(id: string, { space }: Column, place: Pick<Broken, 'column' | 'header' | 'line'>): void {
    const isSkipped = this.#dialect.skipBadRelationships;
    this.#report({
      severity: isSkipped ? 'warning' : 'error',
      rule: 'end-dangling',
      ...place,
      expected: `the id of a node${space === '' ? '' : ` of ${space}`}`,
      found: id,
      ...(isSkipped && { becomes: 'no relationship' }),
      remedy: 'Add the node, or add --skip-bad-relationships to leave such rows out.',
    });
  }

  #checkLabels(bytes: Uint8Array, line: number): void {
    for (const index of this.#labelColumns) {
      if (index >= this.scanner.cells || !this.#hasEmptyLabel(bytes, index)) continue;
      this.#report({
        severity: 'warning',
        rule: 'label-empty',
        column: index + 1,
        header: this.#columns[index]!.text,
        expected: `labels parted by one ${String.fromCharCode(this.#dialect.arrayDelimiter)} each`,
        found: readCell(this.scanner, bytes, index, this.#dialect),
        becomes: 'labels of which one is empty text',
        remedy: 'Take the delimiter at the beginning, at the end, or the second one away.',
        line,
      });
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
    const { scanner } = this;
    const [index] = this.#labelColumns;
    if (index === undefined) {
      const isRefused = this.#dialect.isCalendar;
      this.#report({
        severity: isRefused ? 'error' : 'warning',
        rule: 'type-missing',
        expected: 'a column :TYPE',
        found: 'none',
        ...(!isRefused && { becomes: 'a relationship whose type is empty text' }),
        remedy: 'Add :TYPE, or name the type with --relationships TYPE=file.',
        line,
      });
      return true;
    }
    if (index < scanner.cells && scanner.ends[index]! > scanner.starts[index]!) return true;
    const isSkipped = this.#dialect.skipBadRelationships;
    this.#report({
      severity: isSkipped ? 'warning' : 'error',
      rule: 'type-empty',
      column: index + 1,
      header: this.#columns[index]!.text,
      expected: 'the type of the relationship',
      found: 'none',
      ...(isSkipped && { becomes: 'no relationship' }),
      remedy: 'Fill it in, or leave the row out.',
      line,
    });
    return false;
  }
}
