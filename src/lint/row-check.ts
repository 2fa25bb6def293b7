import { type CellCheck, cellCheckOf, idCheck } from './cell-check.ts';
import type { CsvDialect } from './dialect.ts';
import type { FileGroup } from './find-files.ts';
import type { Broken } from './finding.ts';
import { type Column, type Header, propertyTypes } from './header.ts';
import type { Space } from './id-index.ts';
import { IdReader } from './id-reader.ts';
import { RowScanner, readCell } from './row-scanner.ts';

/** Takes what is wrong in the file that is read. */
export type Report = (broken: Omit<Broken, 'file'>) => void;

/** What a row is judged by, and what it adds to. */
export interface LintState {
  readonly dialect: CsvDialect;
  readonly spaces: ReadonlyMap<string, Space>;
  readonly counts: { nodes: number; relationships: number };
}

/** Checks the rows of one group of files, one after the other, and counts them. */
export class RowChecker {
  readonly scanner: RowScanner;
  readonly #columns: readonly Column[];
  readonly #checked: readonly { readonly index: number; readonly text: string; readonly check: CellCheck }[];
  readonly #dialect: CsvDialect;
  readonly #spaces: ReadonlyMap<string, Space>;
  readonly #counts: { nodes: number; relationships: number };
  readonly #kind: Header['kind'];
  readonly #ids: readonly { readonly reader: IdReader; readonly space: Space; readonly column: Column }[];
  readonly #labelColumns: readonly number[];
  readonly #typeColumn: number;
  readonly #needsType: boolean;

  constructor({ columns, kind }: Header, { labels }: FileGroup, { dialect, spaces, counts }: LintState) {
    this.scanner = new RowScanner(columns.length, dialect);
    this.#columns = columns;
    this.#dialect = dialect;
    this.#spaces = spaces;
    this.#counts = counts;
    this.#kind = kind;
    this.#ids = (['id', 'startId', 'endId'] as const).flatMap((wanted) => {
      const column = columns.find((candidate) => candidate.kind === wanted);
      const space = column && spaces.get(column.space);
      return space ? [{ reader: new IdReader(columns, wanted, space.type, dialect), space, column }] : [];
    });
    this.#checked = columns.flatMap((column, index) => {
      const check = this.#checkOf(column);
      return check ? [{ index, text: column.text, check }] : [];
    });
    this.#labelColumns = columns.flatMap((column, index) => (column.kind === 'label' ? [index] : []));
    this.#typeColumn = columns.findIndex((column) => column.kind === 'type');
    this.#needsType = kind === 'relationship' && labels.length === 0;
  }

  #checkOf({ kind, type, space, options }: Column): CellCheck | undefined {
    if (kind === 'property') return cellCheckOf(type!, this.#dialect, options);
    if (kind !== 'id' && kind !== 'startId' && kind !== 'endId') return undefined;
    const own = this.#spaces.get(space)?.type;
    if (own !== undefined) return propertyTypes.includes(own) ? cellCheckOf(own, this.#dialect) : undefined;
    return this.#dialect.idType === 'string' ? undefined : idCheck;
  }

  /** Judges the row that the scanner has just read. */
  check(bytes: Uint8Array, line: number, length: number, report: Report): void {
    const { scanner } = this;
    if (this.#kind === 'node') this.#counts.nodes++;
    else this.#counts.relationships++;
    if (scanner.fault !== undefined) {
      this.#reportFault(bytes, line, report);
      return;
    }
    if (length > this.#dialect.readBufferSize) this.#checkSizes(line, report);
    this.#checkCount(line, report);
    for (const { index, text, check } of this.#checked) {
      if (index >= scanner.cells) continue;
      const [start, end] = [scanner.starts[index]!, scanner.ends[index]!];
      if (start === end || check.isPlain(bytes, start, end)) continue;
      const cell = readCell(scanner, bytes, index, this.#dialect);
      const fault = check.judge(cell);
      if (fault) report({ ...fault, column: index + 1, header: text, found: cell, line });
    }
    this.#checkIds(bytes, line, report);
    if (this.#labelColumns.length > 0) this.#checkLabels(bytes, line, report);
    if (this.#needsType) this.#checkType(line, report);
  }

  #reportFault(bytes: Uint8Array, line: number, report: Report): void {
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
      const remedy = 'Double the quotes that are part of the text.';
      report({
        ...place,
        rule: 'quote-misplaced',
        expected: 'the end of the cell behind the closing quote',
        found,
        remedy,
      });
    }
  }

  #checkSizes(line: number, report: Report): void {
    const { scanner } = this;
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

  #checkCount(line: number, report: Report): void {
    const { cells } = this.scanner;
    const { length } = this.#columns;
    if (cells === length) return;
    const expected = `${length} cells, as the header has`;
    if (cells < length) {
      report({
        severity: 'warning',
        rule: 'row-short',
        expected,
        found: `${cells}`,
        becomes: `no value for ${this.#columns
          .slice(cells)
          .map(({ text }) => text)
          .join(', ')}`,
        remedy: 'Add the missing cells; empty ones are no value.',
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

  #checkIds(bytes: Uint8Array, line: number, report: Report): void {
    for (const { reader, space, column } of this.#ids) {
      const place = { column: reader.column, header: column.text, line };
      if (!reader.read(this.scanner, bytes)) {
        this.#reportMissing(column, place, report);
      } else if (column.kind === 'id') {
        if (!space.ids.add(reader.hash)) this.#reportDuplicate(reader.readText(this.scanner, bytes), place, report);
      } else if (!space.ids.has(reader.hash)) {
        this.#reportDangling(reader.readText(this.scanner, bytes), column, place, report);
      }
    }
  }

  #reportMissing({ kind }: Column, place: Pick<Broken, 'column' | 'header' | 'line'>, report: Report): void {
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

  #reportDuplicate(id: string, place: Pick<Broken, 'column' | 'header' | 'line'>, report: Report): void {
    const isSkipped = this.#dialect.skipDuplicateNodes || this.#dialect.idType === 'actual';
    report({
      severity: isSkipped ? 'warning' : 'error',
      rule: 'id-duplicate',
      ...place,
      expected: 'an id that no other node of its id space has',
      found: id,
      ...(isSkipped && {
        becomes: this.#dialect.idType === 'actual' ? 'the node, in place of the one before' : 'no node of its own',
      }),
      remedy: 'Make ids unique, or add --skip-duplicate-nodes to keep the first.',
    });
  }

  #reportDangling(
    id: string,
    { space }: Column,
    place: Pick<Broken, 'column' | 'header' | 'line'>,
    report: Report,
  ): void {
    const isSkipped = this.#dialect.skipBadRelationships;
    report({
      severity: isSkipped ? 'warning' : 'error',
      rule: 'end-dangling',
      ...place,
      expected: `the id of a node${space === '' ? '' : ` of ${space}`}`,
      found: id,
      ...(isSkipped && { becomes: 'no relationship' }),
      remedy: 'Add the node, or add --skip-bad-relationships to leave such rows out.',
    });
  }

  #checkLabels(bytes: Uint8Array, line: number, report: Report): void {
    for (const index of this.#labelColumns) {
      if (index >= this.scanner.cells || !this.#hasEmptyLabel(bytes, index)) continue;
      report({
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

  #checkType(line: number, report: Report): void {
    const { scanner } = this;
    const index = this.#typeColumn;
    if (index < 0) {
      const isRefused = this.#dialect.isCalendar;
      report({
        severity: isRefused ? 'error' : 'warning',
        rule: 'type-missing',
        expected: 'a column :TYPE',
        found: 'none',
        ...(!isRefused && { becomes: 'a relationship whose type is empty text' }),
        remedy: 'Add :TYPE, or name the type with --relationships TYPE=file.',
        line,
      });
      return;
    }
    if (index < scanner.cells && scanner.ends[index]! > scanner.starts[index]!) return;
    const isSkipped = this.#dialect.skipBadRelationships;
    report({
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
  }
}
