import { otherDelimiter, otherQuote } from '../files/file-rules.ts';
import type { FirstRow } from '../files/first-row.ts';
import type { FindingCollector } from '../finding.ts';
import type { CsvDialect } from './csv-dialect.ts';
import { type DialectGuess, guessDelimiter, nameCharacter, optionsOf } from './guess-dialect.ts';

export interface DialectReportOptions {
  readonly dialect: CsvDialect;
  /** How findings name a file. */
  readonly nameOf: (path: string) => string;
  readonly findings: FindingCollector;
}

/** Reports files that are not written with the delimiter and the quotation mark of the dialect. */
export class DialectReport {
  readonly #options: DialectReportOptions;
  readonly #others: { readonly path: string; readonly guess: DialectGuess & { readonly delimiter: number } }[] = [];
  /** Whether a file is written with the delimiter of the dialect. */
  #isMixed = false;

  constructor(options: DialectReportOptions) {
    this.#options = options;
  }

  /** Returns whether the dialect can split the file into cells. `columns`: how many the header has, if it is in another file. */
  check(path: string, { cells, guess: own }: FirstRow, columns?: number): boolean {
    const { dialect, nameOf, findings } = this.#options;
    const delimiter = own?.delimiter ?? (columns === undefined ? undefined : guessDelimiter(cells, columns));
    if (delimiter !== undefined && columns !== 1) {
      this.#others.push({ path, guess: { ...own, delimiter } });
      return false;
    }
    this.#isMixed ||= cells.length > 1;
    if (own?.quote === undefined) return true;
    const characters = { expected: nameCharacter(dialect.quote), found: nameCharacter(own.quote) };
    const isHeader = own.isInHeader === true;
    const message = otherQuote({ ...characters, options: optionsOf(own, dialect) }, isHeader);
    findings.add({ ...message, file: nameOf(path), line: isHeader ? 1 : 2 });
    return !isHeader;
  }

  /** Reports delimiters, after all files were checked. */
  finish(): void {
    const { dialect, nameOf, findings } = this.#options;
    const expected = nameCharacter(dialect.delimiter);
    for (const { path, guess } of this.#others) {
      const message = { expected, found: nameCharacter(guess.delimiter), options: optionsOf(guess, dialect) };
      findings.add({ ...otherDelimiter(message, this.#isMixed), file: nameOf(path), line: 1 });
    }
  }
}
