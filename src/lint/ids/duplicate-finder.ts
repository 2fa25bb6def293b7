import type { CsvDialect } from '../dialect/csv-dialect.ts';
import type { RowGroup } from '../header/csv-header.ts';
import type { RowLinter } from '../rows/row-linter.ts';
import { IdHashSet } from './id-hash-set.ts';
import { IdReader } from './id-reader.ts';
import type { IdSpaceView } from './row-ids.ts';

/** A node whose id has the same hash as that of another node. The ids themselves may still differ. */
export interface DuplicateId {
  /** The id as it is written. */
  readonly id: string;
  /** A text that is equal only for equal ids. */
  readonly key: string;
  /** Counted from the beginning of its range. */
  readonly line: number;
  /** Counted from 1. */
  readonly column: number;
  readonly header: string;
  /** The text of its columns of labels. */
  readonly labels: string;
  /** How many values the importer would store. */
  readonly properties: number;
}

export interface DuplicateFinderOptions {
  readonly dialect: CsvDialect;
  readonly spaces: ReadonlyMap<string, IdSpaceView>;
  /** Reads the rows that are checked. */
  readonly linter: RowLinter;
  /** The hashes to look for, by id space. */
  readonly wanted: ReadonlyMap<string, IdHashSet>;
}

/** Finds the nodes of a group whose ids have one of the wanted hashes. */
export class DuplicateFinder {
  readonly #found: DuplicateId[] = [];
  readonly #wanted: IdHashSet;
  readonly #reader: IdReader;
  readonly #header: string;
  readonly #linter: RowLinter;

  constructor({ header: { columns } }: RowGroup, { dialect, spaces, linter, wanted }: DuplicateFinderOptions) {
    const id = columns.find(({ kind }) => kind === 'id');
    this.#wanted = wanted.get(id?.space ?? '') ?? new IdHashSet();
    this.#reader = new IdReader(columns, 'id', spaces.get(id?.space ?? '')?.types ?? [], dialect);
    this.#header = id?.text ?? '';
    this.#linter = linter;
  }

  /** Checks the row that the linter's scanner has just read. */
  check(bytes: Uint8Array, line: number): void {
    const { scanner } = this.#linter;
    if (scanner.fault !== undefined || !this.#reader.read(scanner, bytes)) return;
    const { high, low } = this.#reader.hash;
    if (!this.#wanted.has(high, low)) return;
    this.#found.push({
      id: this.#reader.readText(scanner, bytes),
      key: this.#reader.readKey(scanner, bytes),
      line,
      column: this.#reader.column,
      header: this.#header,
      labels: this.#linter.readLabels(bytes),
      properties: this.#linter.countProperties(),
    });
  }

  /** Returns the nodes found since the call before. */
  take(): readonly DuplicateId[] {
    return this.#found.splice(0);
  }
}
