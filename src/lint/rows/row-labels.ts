import { readCell } from '../dialect/dialect-scanner.ts';
import type { RowGroup } from '../header/csv-header.ts';
import { emptyLabel, emptyTextAsType, emptyType, labelWithColon, missingType, typeWithColon } from './label-rules.ts';
import { placeOf, type RowContext } from './row-context.ts';
import { skippedRow } from './row-rules.ts';
import { type TextCount, TextCounter } from './text-counter.ts';

const encoder = new TextEncoder();

/** Checks and counts the labels of nodes, or the type of relationships, that stand in the rows. */
export class RowLabels {
  readonly #context: RowContext;
  readonly #columns: readonly number[];
  readonly #isNode: boolean;
  readonly #needsType: boolean;
  readonly #delimiter: string;
  readonly #counter = new TextCounter();

  constructor({ header, labels }: RowGroup, context: RowContext) {
    const { kind, columns } = header;
    this.#context = context;
    this.#isNode = kind === 'node';
    this.#needsType = kind === 'relationship' && labels.length === 0;
    this.#delimiter = String.fromCharCode(context.dialect.arrayDelimiter);
    const wanted = kind === 'node' ? 'label' : 'type';
    this.#columns = columns.flatMap((column, index) => (column.kind === wanted ? [index] : []));
  }

  /** Checks the current row. Returns whether a relationship has a type, as far as the row decides that. */
  check(bytes: Uint8Array, line: number): boolean {
    if (this.#isNode) this.#checkLabels(bytes, line);
    return !this.#needsType || this.#checkType(line);
  }

  /** Counts what the current row has in its columns of labels, or of the type. */
  count(bytes: Uint8Array, line: number): void {
    const { starts, ends, cells } = this.#context.scanner;
    const column = this.#columns[0];
    if (column === undefined) return;
    let hasColon = false;
    if (this.#columns.length > 1) {
      const text = this.read(bytes);
      const encoded = encoder.encode(text);
      hasColon = this.#counter.add(encoded, 0, encoded.length, () => text);
    } else if (column < cells) {
      hasColon = this.#counter.add(bytes, starts[column]!, ends[column]!, () => this.read(bytes));
    } else {
      this.#counter.add(bytes, 0, 0, () => '');
    }
    if (hasColon) this.#reportColon(bytes, line);
  }

  /** The text of the current row in its columns of labels, or of the type. */
  read(bytes: Uint8Array): string {
    const { dialect, scanner } = this.#context;
    const present = this.#columns.filter((index) => index < scanner.cells);
    return present.map((index) => readCell(scanner, bytes, index, dialect)).join(this.#delimiter);
  }

  list(): readonly TextCount[] {
    return this.#counter.list();
  }

  #checkLabels(bytes: Uint8Array, line: number): void {
    const { dialect, scanner, report } = this.#context;
    for (const index of this.#columns) {
      if (index >= scanner.cells || !this.#hasEmptyLabel(bytes, index)) continue;
      const found = readCell(scanner, bytes, index, dialect);
      report({ ...emptyLabel(found, this.#delimiter), ...placeOf(this.#context, index, line) });
    }
  }

  /** Whether a delimiter has no label before or after it. */
  #hasEmptyLabel(bytes: Uint8Array, index: number): boolean {
    const { dialect, scanner } = this.#context;
    const { arrayDelimiter, trimStrings } = dialect;
    const [start, end] = [scanner.starts[index]!, scanner.ends[index]!];
    let wasDelimiter = true;
    for (let at = start; at < end; at++) {
      const isDelimiter = bytes[at] === arrayDelimiter;
      if (trimStrings && bytes[at]! <= 0x20 && !isDelimiter) continue;
      if (isDelimiter && wasDelimiter) return true;
      wasDelimiter = isDelimiter;
    }
    return end > start && wasDelimiter;
  }

  #reportColon(bytes: Uint8Array, line: number): void {
    const { dialect, scanner, report } = this.#context;
    for (const index of this.#columns) {
      const found = index < scanner.cells ? readCell(scanner, bytes, index, dialect) : '';
      if (!found.includes(':') || /^:(LABEL|TYPE)$/i.test(found)) continue; // a repeated header is reported as such
      const message = this.#isNode ? labelWithColon(found, this.#delimiter) : typeWithColon(found);
      report({ ...message, ...placeOf(this.#context, index, line) });
    }
  }

  #checkType(line: number): boolean {
    const { dialect, scanner, report } = this.#context;
    const [index] = this.#columns;
    if (index === undefined) {
      const { isCalendarVersion, skipBadRelationships } = dialect;
      const skipped = skipBadRelationships ? skippedRow : undefined;
      report({ ...missingType(isCalendarVersion ? skipped : 'a relationship with an empty type'), line });
      return !isCalendarVersion;
    }
    if (index < scanner.cells && scanner.ends[index]! > scanner.starts[index]!) return true;
    if (index < scanner.cells && scanner.quoted[index] !== 0 && !dialect.ignoreEmptyStrings) {
      report({ ...emptyTextAsType(), ...placeOf(this.#context, index, line) });
      return true;
    }
    report({ ...emptyType(dialect.skipBadRelationships), ...placeOf(this.#context, index, line) });
    return false;
  }
}
