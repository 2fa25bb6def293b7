// Guesses the delimiter and the quotation mark of a file that is not written with those of the dialect.
import type { CsvDialect } from './csv-dialect.ts';
import { DialectScanner, readCell } from './dialect-scanner.ts';

/** Characters, as bytes, that a file seems to be written with in place of those of the dialect. */
export interface DialectGuess {
  readonly delimiter?: number;
  readonly quote?: number;
  /** Whether cells of the first row have such quotation marks. */
  readonly isInHeader?: boolean;
}

const delimiters = [',', ';', '\t', '|', '\x01', '^', '~'].map((character) => character.charCodeAt(0));
const quotes = ['"', "'", '`'].map((character) => character.charCodeAt(0));
const sampledRows = 10;
const mostCells = 1_000;

/** `bytes`: the beginning of a file, or all of it if `isWhole`. `cells`: its first row, as the dialect splits it. */
export function guessDialect(
  bytes: Uint8Array,
  cells: readonly string[],
  { dialect, isWhole }: { readonly dialect: CsvDialect; readonly isWhole: boolean },
): DialectGuess | undefined {
  const mark = guessQuote(bytes, dialect, isWhole);
  const known = { ...dialect, ...(mark && { quote: mark.quote }) };
  const delimiter = delimiters.find(
    (other) => other !== dialect.delimiter && other !== known.quote && fits(bytes, cells, { known, other, isWhole }),
  );
  if (delimiter === undefined) return mark;
  return { delimiter, ...mark };
}

/** The delimiter that splits a row of one cell into as many cells as a header in another file has columns. */
export function guessDelimiter(cells: readonly string[], columns: number): number | undefined {
  const [cell = ''] = cells;
  if (cells.length !== 1 || columns === 1) return undefined;
  return delimiters.find((delimiter) => cell.split(String.fromCharCode(delimiter)).length === columns);
}

interface Candidate {
  readonly known: CsvDialect;
  readonly other: number;
  readonly isWhole: boolean;
}

/** Whether a file is better split by another delimiter: into the columns of a header, or into as many cells in every row. */
function fits(bytes: Uint8Array, cells: readonly string[], { known, other, isWhole }: Candidate): boolean {
  if (!cells.some((cell) => cell.includes(String.fromCharCode(other)))) return false;
  const rows = readRows(bytes, { ...known, delimiter: other }, isWhole);
  const [first = []] = rows;
  const keywords = first.filter(isKeyword).length;
  if (keywords > 0) return cells.length === 1 || keywords > cells.filter(isKeyword).length;
  return (
    cells.length === 1 &&
    first.length > 1 &&
    rows.length > 1 &&
    rows.every(({ length }) => length === first.length) &&
    readRows(bytes, known, isWhole).every(({ length }) => length === 1)
  );
}

/** Whether a cell is a column of ids, labels or types, without a usual delimiter in it. */
function isKeyword(cell: string): boolean {
  return /^[^,;|\t^]*:(?:ID|START_ID|END_ID|LABEL|TYPE)(?:\([^)]*\))?(?:\{.*\})?$/i.test(cell);
}

/** The mark around a cell of every row, or around cells of the header, if it is not that of the dialect. */
function guessQuote(
  bytes: Uint8Array,
  dialect: CsvDialect,
  isWhole: boolean,
): { readonly quote: number; readonly isInHeader: boolean } | undefined {
  for (const quote of quotes) {
    if (quote === dialect.quote || !bytes.includes(quote)) continue;
    const mark = String.fromCharCode(quote);
    const counts = readLines(bytes, isWhole).map((line) => {
      const cells = line.split(findDelimiter(line, mark, dialect));
      return cells.filter((cell) => cell.length > 1 && cell.startsWith(mark) && cell.endsWith(mark)).length;
    });
    const [header = 0, ...others] = counts;
    const isInHeader = header > 1;
    if (isInHeader || (others.length > 0 && others.every((count) => count > 0))) return { quote, isInHeader };
  }
  return undefined;
}

/** The delimiter beside a quoted cell of a line. */
function findDelimiter(line: string, mark: string, { delimiter }: CsvDialect): string {
  const given = String.fromCharCode(delimiter);
  const known = [given, ...delimiters.map((code) => String.fromCharCode(code))];
  return known.find((character) => line.includes(mark + character) || line.includes(character + mark)) ?? given;
}

/** The first rows as a dialect splits them. A row that is not complete is left out, if there are others. */
function readRows(bytes: Uint8Array, dialect: CsvDialect, isWhole: boolean): readonly (readonly string[])[] {
  const scanner = new DialectScanner(mostCells, dialect);
  const rows: (readonly string[])[] = [];
  let at = 0;
  while (rows.length < sampledRows) {
    at = scanner.skipBlank(bytes, at, bytes.length);
    const next = at < bytes.length ? scanner.read(bytes, at, bytes.length, isWhole) : -1;
    if (next < 0) break;
    const count = Math.min(scanner.cells, mostCells);
    rows.push(Array.from({ length: count }, (_, cell) => readCell(scanner, bytes, cell, dialect)));
    at = next;
  }
  return rows;
}

function readLines(bytes: Uint8Array, isWhole: boolean): readonly string[] {
  const lines = new TextDecoder().decode(bytes.subarray(0, 1 << 16)).split(/[\r\n]+/);
  if (!isWhole || lines.at(-1) === '') lines.pop();
  return lines.slice(0, sampledRows);
}

/** A character as a shell takes it in an option. */
function quoteCharacter(code: number): string {
  if (code === 9) return 'TAB';
  if (code < 32) return `U+${code.toString(16).toUpperCase().padStart(4, '0')}`;
  const character = String.fromCharCode(code);
  return character === "'" ? `"'"` : `'${character}'`;
}

/** The options that describe a guess, to add to a command. Delimiters that would be the same are changed, too. */
export function optionsOf({ delimiter, quote }: DialectGuess, dialect: CsvDialect): string {
  const options: string[] = [];
  if (delimiter !== undefined) {
    options.push(`--delimiter ${quoteCharacter(delimiter)}`);
    const inner = quoteCharacter((delimiter === 0x7c ? ';' : '|').charCodeAt(0));
    if (dialect.arrayDelimiter === delimiter) options.push(`--array-delimiter ${inner}`);
    if (dialect.vectorDelimiter === delimiter) options.push(`--vector-delimiter ${inner}`);
  }
  if (quote !== undefined) options.push(`--quote ${quoteCharacter(quote)}`);
  return options.join(' ');
}

/** How a message names a character. */
export function nameCharacter(code: number): string {
  return code === 9 || code < 32 ? quoteCharacter(code) : String.fromCharCode(code);
}
