// The rules for labels and types in rows: the text of each violation. The caller adds the place.
import type { RuleMessage } from '../finding.ts';
import { skippable } from './row-rules.ts';

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

export function labelWithColon(found: string, delimiter: string): RuleMessage {
  return {
    severity: 'warning',
    rule: 'label-colon',
    expected: 'labels without colons',
    found,
    becomes: 'a label with the colon in its name, which needs backticks in Cypher',
    remedy: `Remove the colons, and write ${delimiter} between labels.`,
  };
}

export function typeWithColon(found: string): RuleMessage {
  return {
    severity: 'warning',
    rule: 'type-colon',
    expected: 'a type without colons',
    found,
    becomes: 'a type with the colon in its name, which needs backticks in Cypher',
    remedy: 'Remove the colons.',
  };
}

/** The relationships have no column for it. `becomes`: what the importer makes of the row; undefined if it refuses the row. */
export function missingType(becomes: string | undefined): RuleMessage {
  return {
    severity: becomes === undefined ? 'error' : 'warning',
    rule: 'type-missing',
    expected: 'a column :TYPE',
    found: 'none',
    ...(becomes !== undefined && { becomes }),
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

/** For an empty text in quotes, which the importer stores as a type. */
export function emptyTextAsType(): RuleMessage {
  return {
    severity: 'warning',
    rule: 'type-empty-text',
    expected: 'the type of the relationship',
    found: 'an empty text in quotes',
    becomes: 'a relationship with an empty type',
    remedy: 'Add the type, or remove the row.',
  };
}
