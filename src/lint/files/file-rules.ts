// The rules for files as a whole: the text of each violation. The caller adds the place.
import type { RuleMessage } from '../finding.ts';

export interface MissingHeader {
  /** How findings name the files that may have the header. */
  readonly candidates: readonly string[];
  /** A header that the first line may stand for. */
  readonly suggestion: string | undefined;
  /** The line by which Excel knows the delimiter, if the file begins with it. */
  readonly excelLine: string | undefined;
  /** Whether the file has no text. */
  readonly isEmpty: boolean;
}

/** For a file of rows that no header belongs to. */
export function missingHeader({ candidates, suggestion, excelLine, isEmpty }: MissingHeader): RuleMessage {
  const options = 'name the files of a table together with --nodes or --relationships';
  const [last, ...others] = candidates.toReversed();
  const choice = [others.toReversed().join(', '), last].filter(Boolean).join(' or ');
  const remedy = isEmpty
    ? 'Write the file again, or leave it out with --exclude.'
    : excelLine !== undefined
      ? `Remove the line \`${excelLine}\`: only Excel reads it.`
      : last !== undefined
        ? `Rename the files so that their names match, or ${options}. The header may be ${choice}.`
        : suggestion !== undefined
          ? `Write \`${suggestion}\` in its first line.`
          : `Add a header such as \`id:ID,name,:LABEL\` or \`:START_ID,:END_ID,:TYPE\`, or ${options}.`;
  return {
    severity: 'error',
    rule: 'header-missing',
    expected: 'a header in the first line, or in a separate file with a matching name such as people-header.csv',
    found: isEmpty ? 'no text' : 'neither',
    remedy,
  };
}

/** For a file that begins with a blank line, which is a header without columns for the importer. */
export function blankHeader(): RuleMessage {
  return {
    severity: 'error',
    rule: 'header-missing',
    expected: 'a header in the first line',
    found: 'a blank line',
    remedy: 'Remove the blank lines before the header.',
  };
}

/** For a table of nodes whose files have neither a header nor a row. */
export function emptyTable(): RuleMessage {
  return {
    severity: 'warning',
    rule: 'file-empty',
    expected: 'a header in the first line',
    found: 'no text',
    becomes: 'a table without nodes',
    remedy: 'Write the file again, or leave it out.',
  };
}

export function repeatedHeader(cells: readonly string[]): RuleMessage {
  return {
    severity: 'warning',
    rule: 'header-repeated',
    expected: 'a row of data, because the header is in another file',
    found: cells.join(','),
    becomes: 'a row of data',
    remedy: 'Add --auto-skip-subsequent-headers, or remove the line.',
  };
}

/** For a row that is the header again, after other rows. */
export function joinedHeader(cells: readonly string[]): RuleMessage {
  return {
    ...repeatedHeader(cells),
    expected: 'a row of data after the header',
    remedy: 'Remove the line: it repeats the header, as in files that were joined.',
  };
}

/** For a first line with the names of the columns: neo4j-admin skips only lines with :ID or the like. */
export function repeatedNames(cells: readonly string[]): RuleMessage {
  return {
    ...repeatedHeader(cells),
    remedy: 'Remove the line, or write the file without a header (in Spark, set the option header to false).',
  };
}

/** `options`: those that describe the file. `isMixed`: whether other files have the expected delimiter. */
export function otherDelimiter(
  { expected, found, options }: { readonly expected: string; readonly found: string; readonly options: string },
  isMixed: boolean,
): RuleMessage {
  return {
    severity: 'error',
    rule: 'delimiter',
    expected: `cells with \`${expected}\` between them`,
    found,
    remedy: isMixed
      ? `Write all files with the same delimiter: neo4j-admin takes only one. The options for this file are ${options}.`
      : `Add ${options}.`,
  };
}

/** `isRefused`: whether the header has such marks. */
export function otherQuote(
  { expected, found, options }: { readonly expected: string; readonly found: string; readonly options: string },
  isRefused: boolean,
): RuleMessage {
  return {
    severity: isRefused ? 'error' : 'warning',
    rule: 'quote',
    expected: `\`${expected}\` as the quotation mark`,
    found,
    ...(!isRefused && { becomes: 'part of the text' }),
    remedy: `Add ${options}.`,
  };
}

/** `known`: the id spaces of the nodes. An empty name stands for the global id space. */
export function unknownSpace(space: string, known: readonly string[]): RuleMessage {
  const nameOf = (name: string): string => name || 'the global id space';
  return {
    severity: 'error',
    rule: 'header-space',
    expected: `an id space of the nodes (${known.map(nameOf).join(', ') || 'there is none'})`,
    found: nameOf(space),
    remedy: 'Use the same name, in parentheses, here and in the header of the nodes.',
  };
}

/** `character`: see `findReservedCharacter`. */
export function reservedCharacter(path: string, character: string): RuleMessage {
  return {
    severity: 'error',
    rule: 'file-name',
    expected: `a file name without ${character}`,
    found: path,
    remedy: `Rename the file: neo4j-admin would misread ${character} in its path.`,
  };
}

/**
 * The character in a path that neo4j-admin would misread. It separates files at commas and labels from files at the first equal
 * sign, and treats a backslash as part of a pattern. None of them can be escaped. `labels` are those of `FileGroup`.
 */
export function findReservedCharacter(path: string, labels: readonly string[]): string | undefined {
  if (path.includes(',')) return 'a comma';
  if (path.includes('\\')) return 'a backslash';
  if (/[\r\n]/.test(path)) return 'a line break';
  return labels.length === 0 && path.includes('=') ? 'an equal sign' : undefined;
}

/** The rules whose rows or cells neo4j-admin counts against --bad-tolerance, if it skips them. */
const tolerableRules = [
  'end-empty',
  'end-dangling',
  'end-spelling',
  'type-empty',
  'type-missing',
  'id-invalid',
  'id-duplicate',
  'row-long',
];

/** Whether neo4j-admin skips what a finding names, or part of it, and counts it against --bad-tolerance. */
export function isTolerable({ severity, rule }: Pick<RuleMessage, 'severity' | 'rule'>): boolean {
  return severity === 'warning' && tolerableRules.includes(rule);
}

export function tooManyBadEntries(entries: number, most: number): RuleMessage {
  return {
    severity: 'error',
    rule: 'bad-tolerance',
    expected: `at most ${most} bad ${most === 1 ? 'row or extra cell' : 'rows and extra cells'} in all files`,
    found: `${entries}`,
    remedy: 'Fix the rows, or increase --bad-tolerance.',
  };
}
