// The rules for rows: what each says where it is broken. Where that is, adds whoever found it.

import type { QuoteFault } from './dialect-scanner.ts';
import type { RuleMessage } from './finding.ts';

/** A row whose cells cannot be told apart. */
export function unreadableRow(fault: QuoteFault, found: string): RuleMessage {
  if (fault === 'open') {
    const remedy = 'Close the quote, or double it where it is meant.';
    return { severity: 'error', rule: 'quote-open', expected: 'a closing quote', found, remedy };
  }
  if (fault === 'lineBreak') {
    const remedy = 'Add --multiline-fields, if the break is meant, or close the quote.';
    return { severity: 'error', rule: 'line-break', expected: 'no line break in quotes', found, remedy };
  }
  return {
    severity: 'error',
    rule: 'quote-misplaced',
    expected: 'the end of the cell behind the closing quote',
    found,
    remedy: found.includes('\\"')
      ? 'Double the quotes that are part of the text (Spark does with its option escape), or add --legacy-style-quoting.'
      : 'Double the quotes that are part of the text.',
  };
}

export function badText(): RuleMessage {
  return {
    severity: 'warning',
    rule: 'encoding',
    expected: 'UTF-8',
    found: 'bytes that are none',
    becomes: '\ufffd for each of them',
    remedy: 'Name the encoding with --input-encoding, or convert the file.',
  };
}

/** Sizes in bytes. */
export function largeCell(size: number, most: number): RuleMessage {
  return {
    severity: 'error',
    rule: 'cell-size',
    expected: `at most ${most} bytes`,
    found: `${size} bytes`,
    remedy: 'Give --read-buffer-size more, or look for a quote that is not closed.',
  };
}

/** Sizes in characters. */
export function largeRow(size: number, buffer: number): RuleMessage {
  return {
    severity: 'error',
    rule: 'row-size',
    expected: `a row of less than ${buffer} characters`,
    found: `${size} characters`,
    remedy: 'Give --read-buffer-size more, or look for a quote that is not closed.',
  };
}

/** `missing`: the headers of the cells that are not there. */
export function shortRow(cells: number, missing: readonly string[], isRefused: boolean): RuleMessage {
  return {
    severity: isRefused ? 'error' : 'warning',
    rule: 'row-short',
    expected: `${cells + missing.length} cells, as the header has`,
    found: `${cells}`,
    ...(!isRefused && { becomes: `no value for ${missing.join(', ')}` }),
    remedy: isRefused
      ? 'Add the missing cells: the importer takes such a row only when its last cell has a value.'
      : 'Add the missing cells; empty ones are no value.',
  };
}

export function longRow(cells: number, columns: number, isIgnored: boolean): RuleMessage {
  return {
    severity: isIgnored ? 'warning' : 'error',
    rule: 'row-long',
    expected: `${columns} cells, as the header has`,
    found: `${cells}`,
    ...(isIgnored && { becomes: 'the row without the cells behind' }),
    remedy: isIgnored ? 'Add them to the header.' : 'Quote cells that have a delimiter, or add --ignore-extra-columns.',
  };
}

export function emptyId(): RuleMessage {
  return {
    severity: 'warning',
    rule: 'id-empty',
    expected: 'an id',
    found: 'none',
    becomes: 'a node that no relationship can refer to',
    remedy: 'Give it an id, or leave the row out.',
  };
}

export function emptyEnd(isSkipped: boolean): RuleMessage {
  return {
    ...skippable(isSkipped),
    rule: 'end-empty',
    expected: 'the id of a node',
    found: 'none',
    remedy: 'Name the node, or leave the row out.',
  };
}

/** `space`: the id space, empty for the global one. */
export function danglingEnd(id: string, space: string, isSkipped: boolean): RuleMessage {
  return {
    ...skippable(isSkipped),
    rule: 'end-dangling',
    expected: `the id of a node${space === '' ? '' : ` of ${space}`}`,
    found: id,
    remedy: isSkipped ? 'Add the node.' : 'Add the node, or add --skip-bad-relationships to leave such rows out.',
  };
}

export function emptyLabel(found: string, delimiter: string): RuleMessage {
  return {
    severity: 'warning',
    rule: 'label-empty',
    expected: `labels parted by one ${delimiter} each`,
    found,
    becomes: 'labels of which one is empty text',
    remedy: 'Take the delimiter at the beginning, at the end, or the second one away.',
  };
}

/** There is no column for it. */
export function missingType(isRefused: boolean): RuleMessage {
  return {
    severity: isRefused ? 'error' : 'warning',
    rule: 'type-missing',
    expected: 'a column :TYPE',
    found: 'none',
    ...(!isRefused && { becomes: 'a relationship whose type is empty text' }),
    remedy: 'Add :TYPE, or name the type with --relationships TYPE=file.',
  };
}

export function emptyType(isSkipped: boolean): RuleMessage {
  return {
    ...skippable(isSkipped),
    rule: 'type-empty',
    expected: 'the type of the relationship',
    found: 'none',
    remedy: 'Fill it in, or leave the row out.',
  };
}

/** What --skip-bad-relationships makes of it. */
function skippable(isSkipped: boolean): Pick<RuleMessage, 'severity' | 'becomes'> {
  return isSkipped ? { severity: 'warning', becomes: 'no relationship' } : { severity: 'error' };
}
