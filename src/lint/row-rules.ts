// The rules for rows: the text of each violation. The caller adds the place.
import type { QuoteFault } from './dialect-scanner.ts';
import type { RuleMessage } from './finding.ts';

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
  return {
    severity: 'error',
    rule: 'quote-misplaced',
    expected: 'the end of the cell after the closing quote',
    found,
    remedy: found.includes('\\"')
      ? 'Double the quotes that are part of the text (in Spark, set the option escape to `"`), or add --legacy-style-quoting.'
      : 'Double the quotes that are part of the text.',
  };
}

export function badText(): RuleMessage {
  return {
    severity: 'warning',
    rule: 'encoding',
    expected: 'UTF-8',
    found: 'bytes that are not UTF-8',
    becomes: '\ufffd in place of each such byte',
    remedy: 'Name the encoding with --input-encoding, or convert the file to UTF-8.',
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

/** `missing`: the headers of the missing cells. */
export function shortRow(cells: number, missing: readonly string[], isRefused: boolean): RuleMessage {
  return {
    severity: isRefused ? 'error' : 'warning',
    rule: 'row-short',
    expected: `${cells + missing.length} cells, as in the header`,
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

export function emptyLabel(found: string, delimiter: string): RuleMessage {
  return {
    severity: 'warning',
    rule: 'label-empty',
    expected: `labels with one ${delimiter} between them`,
    found,
    becomes: 'a list with an empty label',
    remedy: `Remove each ${delimiter} at the start, at the end, or next to another one.`,
  };
}

/** The relationships have no column for it. */
export function missingType(isRefused: boolean): RuleMessage {
  return {
    severity: isRefused ? 'error' : 'warning',
    rule: 'type-missing',
    expected: 'a column :TYPE',
    found: 'none',
    ...(!isRefused && { becomes: 'a relationship with an empty type' }),
    remedy: 'Add a column :TYPE, or name the type with --relationships TYPE=file.',
  };
}

export function emptyType(isSkipped: boolean): RuleMessage {
  return {
    ...skippable(isSkipped),
    rule: 'type-empty',
    expected: 'the type of the relationship',
    found: 'none',
    remedy: 'Add the type, or remove the row.',
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

/** `isSkipped`: whether the options include --skip-bad-relationships. */
function skippable(isSkipped: boolean): Pick<RuleMessage, 'severity' | 'becomes'> {
  return isSkipped ? { severity: 'warning', becomes: 'a row that neo4j-admin skips' } : { severity: 'error' };
}
