// The rules for rows: the text of each violation. The caller adds the place.
import type { QuoteFault } from '../dialect/dialect-scanner.ts';
import type { RuleMessage } from '../finding.ts';

/** For a row that cannot be split into cells. */
export function misplacedQuote(fault: QuoteFault, found: string): RuleMessage {
  if (fault === 'open') {
    const remedy = 'Close the quote, or double it if it is part of the text.';
    return { severity: 'error', rule: 'quote-open', expected: 'a closing quote', found, remedy };
  }
  if (fault === 'lineBreak') {
    const remedy = 'Close the quote, or add --multiline-fields if the line break is part of the text.';
    return { severity: 'error', rule: 'line-break', expected: 'no line break inside quotes', found, remedy };
  }
  if (fault === 'blankAtEnd') {
    const remedy = 'Remove the blanks: neo4j-admin does not trim them at the end of a header or of a file.';
    return { severity: 'error', rule: 'quote-misplaced', expected: 'no blanks after the closing quote', found, remedy };
  }
  return {
    severity: 'error',
    rule: 'quote-misplaced',
    expected: 'the end of the cell after the closing quote',
    found,
    remedy: remedyAfterQuote(found),
  };
}

function remedyAfterQuote(found: string): string {
  if (/^(.)((?!\1).)*\1[ \t]+([^\w \t]|$)/.test(found))
    return 'Remove the blanks after the quote, or add --trim-strings.';
  return found.includes('\\"')
    ? 'Double the quotes that are part of the text (in Spark, set the option escape to `"`), or add --legacy-style-quoting.'
    : 'Double the quotes that are part of the text.';
}

/** For blanks that --trim-strings does not remove, because the text before them has escaped characters. */
export function blanksAfterEscape(found: string, becomes: string): RuleMessage {
  return {
    severity: 'warning',
    rule: 'quote-blank',
    expected: 'no blanks between the closing quote and the end of the cell',
    found,
    becomes,
    remedy: 'Remove the blanks: neo4j-admin misplaces the end of a text with escaped characters.',
  };
}

/** `encoding`: its name in capital letters. */
export function badText(encoding: string): RuleMessage {
  return {
    severity: 'warning',
    rule: 'encoding',
    expected: encoding,
    found: `bytes that are not ${encoding}`,
    becomes: '\ufffd in place of each such byte',
    remedy: `Name ${encoding === 'UTF-8' ? 'the' : 'another'} encoding with --input-encoding, or convert the file to UTF-8.`,
  };
}

const bufferRemedy = 'Increase --read-buffer-size, or look for a quote that is not closed.';

/** Sizes in bytes. */
export function largeCell(size: number, most: number): RuleMessage {
  return {
    severity: 'error',
    rule: 'cell-size',
    expected: `a cell of at most ${most} bytes`,
    found: `${size} bytes`,
    remedy: bufferRemedy,
  };
}

/** Sizes in characters. */
export function largeRow(size: number, buffer: number): RuleMessage {
  return {
    severity: 'error',
    rule: 'row-size',
    expected: `a row of fewer than ${buffer} characters`,
    found: `${size} characters`,
    remedy: bufferRemedy,
  };
}

export interface ShortRow {
  readonly cells: number;
  readonly columns: number;
  /** The headers of the missing cells that the importer would store. */
  readonly missing: readonly string[];
  readonly isRefused: boolean;
}

export function shortRow({ cells, columns, missing, isRefused }: ShortRow): RuleMessage {
  return {
    severity: isRefused ? 'error' : 'warning',
    rule: 'row-short',
    expected: `${columns} cells, as in the header`,
    found: `${cells}`,
    ...(!isRefused && { becomes: `a row without a value for ${missing.join(', ')}` }),
    remedy: isRefused
      ? 'Add the missing cells: neo4j-admin accepts a short row only if its last cell has a value.'
      : 'Add the missing cells, and leave those without a value empty.',
  };
}

export function longRow(cells: number, columns: number, isIgnored: boolean): RuleMessage {
  return {
    severity: isIgnored ? 'warning' : 'error',
    rule: 'row-long',
    expected: `${columns} cells, as in the header`,
    found: `${cells}`,
    ...(isIgnored && { becomes: 'a row without the extra cells' }),
    remedy: isIgnored
      ? 'Add the missing columns to the header, or remove the extra cells.'
      : 'Quote the cells that contain a delimiter, or add --ignore-extra-columns.',
  };
}

export function emptyId(): RuleMessage {
  return {
    severity: 'warning',
    rule: 'id-empty',
    expected: 'an id',
    found: 'none',
    becomes: 'a node that no relationship can refer to',
    remedy: 'Add an id, or remove the row.',
  };
}

/** For an id that is not a number, in a row that the importer skips. `message`: what is wrong with it. */
export function invalidId(message: Omit<RuleMessage, 'found'>): Omit<RuleMessage, 'found'> {
  return { ...message, severity: 'warning', rule: 'id-invalid', becomes: skippedRow };
}

export function emptyEnd(isSkipped: boolean): RuleMessage {
  return {
    ...skippable(isSkipped),
    rule: 'end-empty',
    expected: 'the id of a node',
    found: 'none',
    remedy: 'Add the id of a node, or remove the row.',
  };
}

/** `space`: the id space, empty for the global one. */
export function danglingEnd(id: string, space: string, isSkipped: boolean): RuleMessage {
  return {
    ...skippable(isSkipped),
    rule: 'end-dangling',
    expected: `the id of a node${space === '' ? '' : ` in the id space ${space}`}`,
    found: id,
    remedy: isSkipped ? 'Add the node.' : 'Add the node, or skip such rows with --skip-bad-relationships.',
  };
}

/** For an end that is not the id of a node, while `spelling`, which means the same, is one. */
export function differentSpelling(found: string, spelling: string, isSkipped: boolean): RuleMessage {
  return {
    ...skippable(isSkipped),
    rule: 'end-spelling',
    expected: 'the id of a node, as the node is written',
    found,
    remedy: `Write \`${spelling}\`, as the node has it: neo4j-admin compares ids character by character.`,
  };
}

/** `becomes`: what the importer makes of the row; undefined if it refuses the row. */
export function duplicateId(found: string, becomes: string | undefined): RuleMessage {
  return {
    severity: becomes === undefined ? 'error' : 'warning',
    rule: 'id-duplicate',
    expected: 'an id that no other node of its id space has',
    found,
    ...(becomes !== undefined && { becomes }),
    remedy:
      becomes === undefined
        ? 'Make the ids unique, or keep one node of each id with --skip-duplicate-nodes.'
        : 'Make the ids unique.',
  };
}

/** What the importer makes of a row that it skips. */
export const skippedRow = 'a row that neo4j-admin skips';

/** `isSkipped`: whether the options include --skip-bad-relationships. */
export function skippable(isSkipped: boolean): Pick<RuleMessage, 'severity' | 'becomes'> {
  return isSkipped ? { severity: 'warning', becomes: skippedRow } : { severity: 'error' };
}
