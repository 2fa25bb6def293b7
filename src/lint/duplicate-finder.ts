import type { CsvDialect } from './csv-dialect.ts';
import { IdHashSet } from './id-hash-set.ts';
import { IdReader } from './id-reader.ts';
import type { IdSpaceView, RowGroup, RowLinter } from './row-linter.ts';

/** A node whose id has the hash of another's: whether it is the same, its text tells. */
export interface DuplicateId {
  /** As it stands there. */
  readonly id: string;
  /** The same for the same ids, and only for those. */
  readonly key: string;
  /** Counted from the beginning of its stretch. */
  readonly line: number;
  /** 1-based. */
  readonly column: number;
  readonly header: string;
  /** What stands in its columns of labels. */
  readonly labels: string;
  readonly properties: number;
}

export interface DuplicateFinderOptions {
  readonly dialect: CsvDialect;
  readonly spaces: ReadonlyMap<string, IdSpaceView>;
  readonly checker: RowLinter;
  /** By id space. */
  readonly wanted: ReadonlyMap<string, IdHashSet>;
}

/** Finds the nodes that have one of some hashes. */
export class DuplicateFinder {
  readonly #twins: DuplicateId[] = [];
  readonly #wanted: IdHashSet;
  readonly #reader: IdReader;
  readonly #header: string;
  readonly #checker: RowLinter;

  constructor({ header: { columns } }: RowGroup, { dialect, spaces, checker, wanted }: DuplicateFinderOptions) {
    const id = columns.find(({ kind }) => kind === 'id');
    this.#wanted = wanted.get(id?.space ?? '') ?? new IdHashSet();
    this.#reader = new IdReader(columns, 'id', spaces.get(id?.space ?? '')?.type, dialect);
    this.#header = id?.text ?? '';
    this.#checker = checker;
  }

  /** Looks at the row that the checker's scanner has just read. */
  look(bytes: Uint8Array, line: number): void {
    const { scanner } = this.#checker;
    if (scanner.fault !== undefined || !this.#reader.read(scanner, bytes)) return;
    const { high, low } = this.#reader.hash;
    if (!this.#wanted.has(high, low)) return;
    this.#twins.push({
      id: this.#reader.readText(scanner, bytes),
      key: this.#reader.readKey(scanner, bytes),
      line,
      column: this.#reader.column,
      header: this.#header,
      labels: this.#checker.readLabels(bytes),
      properties: this.#checker.countProperties(),
    });
  }

  /** Those found so far, which it then forgets. */
  take(): readonly DuplicateId[] {
    return this.#twins.splice(0);
  }
}
