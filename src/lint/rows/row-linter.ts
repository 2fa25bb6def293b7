import type { CsvDialect } from '../dialect/csv-dialect.ts';
import { DialectScanner, readCell } from '../dialect/dialect-scanner.ts';
import type { RowGroup } from '../header/csv-header.ts';
import type { IdHashList } from '../ids/id-hash-set.ts';
import { type IdSpaceView, RowIds } from '../ids/row-ids.ts';
import { type CheckedColumn, findCheckedColumns } from './checked-columns.ts';
import { RepeatedHeader } from './repeated-header.ts';
import { placeOf, type Report, type RowContext } from './row-context.ts';
import { RowLabels } from './row-labels.ts';
import { badText, invalidId } from './row-rules.ts';
import { RowShape } from './row-shape.ts';
import type { RowCounts } from './row-tally.ts';

export interface RowLinterOptions {
  readonly dialect: CsvDialect;
  readonly spaces: ReadonlyMap<string, IdSpaceView>;
  readonly report: Report;
}

interface PropertyColumn {
  /** Counted from 0. */
  readonly index: number;
  /** Whether an empty text in quotes is a value. */
  readonly takesEmpty: boolean;
}

/** Checks and counts the rows of a group, one after the other. It only gathers the ids of nodes. */
export class RowLinter {
  readonly scanner: DialectScanner;
  readonly #context: RowContext;
  readonly #shape: RowShape;
  readonly #header: RepeatedHeader;
  readonly #ids: RowIds;
  readonly #labels: RowLabels;
  readonly #checked: readonly CheckedColumn[];
  readonly #properties: readonly PropertyColumn[];
  #rows = 0;
  #values = 0;
  #skipped = 0;

  constructor(group: RowGroup, { dialect, spaces, report }: RowLinterOptions) {
    const { columns } = group.header;
    this.scanner = new DialectScanner(columns.length, dialect);
    this.#context = { columns, dialect, scanner: this.scanner, report };
    this.#shape = new RowShape(this.#context);
    this.#header = new RepeatedHeader(this.#context);
    this.#ids = new RowIds(group, this.#context, spaces);
    this.#labels = new RowLabels(group, this.#context);
    this.#checked = findCheckedColumns(columns, dialect, spaces);
    this.#properties = columns.flatMap(({ kind, name, type = 'string' }, index) => {
      const isStoredId = kind === 'id' && name !== undefined && dialect.idType !== 'actual';
      if (kind !== 'property' && !isStoredId) return [];
      return [
        {
          index,
          takesEmpty: !dialect.ignoreEmptyStrings && type === 'string' && !(isStoredId && dialect.idType !== 'string'),
        },
      ];
    });
  }

  /** Hashes of the ids of nodes. */
  get ids(): IdHashList {
    return this.#ids.hashes;
  }

  /** Checks the row that the scanner has just read, which lies from `start` to `end`. */
  check(bytes: Uint8Array, line: number, start: number, end: number): void {
    const { fault } = this.scanner;
    if (fault !== undefined) {
      this.#rows++;
      this.#shape.reportFault(fault, bytes, line);
      this.#ids.gatherBeforeFault(bytes);
      return;
    }
    this.#header.check(bytes, line);
    if (!this.#checkCells(bytes, line)) {
      this.#skipped++;
      return;
    }
    this.#shape.check(bytes, line, start, end);
    const hasEnds = this.#ids.check(bytes, line);
    const hasType = this.#labels.check(bytes, line);
    if (!hasEnds || !hasType) {
      this.#skipped++; // or the importer refuses the row
      return;
    }
    this.#rows++;
    this.#values += this.countProperties();
    this.#labels.count(bytes, line);
  }

  /** Reports that the row at a line contains bytes that are not text in an encoding. */
  reportBadText(line: number, encoding: string): void {
    this.#context.report({ ...badText(encoding.toUpperCase()), line });
  }

  /** What the importer will make of the rows so far. */
  count(): RowCounts {
    const badEntries = this.#skipped + this.#shape.extraCells;
    return { rows: this.#rows, properties: this.#values, labels: this.#labels.list(), badEntries };
  }

  /** How many values of the current row the importer stores. */
  countProperties(): number {
    const { cells, starts, ends, quoted } = this.scanner;
    let values = 0;
    for (const { index, takesEmpty } of this.#properties) {
      if (index < cells && (starts[index]! < ends[index]! || (takesEmpty && quoted[index] !== 0))) values++;
    }
    return values;
  }

  /** The text of the current row in its columns of labels, or of the type. */
  readLabels(bytes: Uint8Array): string {
    return this.#labels.read(bytes);
  }

  /** Returns false if the importer skips the row because of an id that is not a number. */
  #checkCells(bytes: Uint8Array, line: number): boolean {
    const { cells, starts, ends, quoted } = this.scanner;
    for (const { index, linter, skipped, checksEmpty } of this.#checked) {
      if (index >= cells) continue;
      const [start, end] = [starts[index]!, ends[index]!];
      if (start === end ? !checksEmpty || quoted[index] === 0 : linter.isUsual(bytes, start, end)) continue;
      const found = readCell(this.scanner, bytes, index, this.#context.dialect);
      const message = linter.check(found);
      if (!message) continue;
      const isSkipped = skipped?.check(found)?.severity === 'error';
      const report = isSkipped ? invalidId(message) : message;
      this.#context.report({ ...report, found, ...placeOf(this.#context, index, line) });
      if (isSkipped) return false;
    }
    return true;
  }
}
