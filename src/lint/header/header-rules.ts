// The rules for headers: the text of each violation.

import type { RuleMessage } from '../finding.ts';
import { type CsvHeader, scalarTypes } from './csv-header.ts';

export function wrongKind(kind: CsvHeader['kind'], found: string): RuleMessage {
  return refused('header-kind', {
    expected: `a column for a ${kind}`,
    found,
    remedy: 'Use :ID and :LABEL for nodes, and :START_ID, :END_ID and :TYPE for relationships.',
  });
}

export function missingColumn(name: string, cells: readonly string[]): RuleMessage {
  const remedy = `Add a column ${name}.`;
  return refused('header-missing', { expected: `a column ${name}`, found: cells.join(',') || 'no text', remedy });
}

/** For a header of relationships that has neither end. `found`: as in `missingColumn`. */
export function missingEnds({ found }: RuleMessage): RuleMessage {
  const remedy = 'Add both columns.';
  return refused('header-missing', { expected: 'the columns :START_ID and :END_ID', found, remedy });
}

/** `becomes`: what the importer makes of the column; nothing if it refuses the header. */
export function lookAlike(keyword: string, found: string, becomes: string | undefined): RuleMessage {
  return {
    severity: becomes === undefined ? 'error' : 'warning',
    rule: 'header-look-alike',
    expected: `a column ${keyword}`,
    found,
    ...(becomes !== undefined && { becomes }),
    remedy: `Write ${keyword === ':ID' ? '`:ID` after the name of the column' : `\`${keyword}\` in its place`}.`,
  };
}

export function unreadableOptions(found: string): RuleMessage {
  return refused('header-options', {
    expected: 'options such as {name:value}',
    found,
    remedy: 'Write the options as {name:value}, and quote the cell if it contains a comma.',
  });
}

/** `used`: the options that the importer uses in such a column. */
export function unusedOptions(found: string, used: readonly string[], name: string): RuleMessage {
  return {
    severity: 'warning',
    rule: 'header-options',
    expected: used.length === 0 ? 'no braces in a column without options' : `the options ${used.join(' and ')} only`,
    found,
    becomes: `a column${name === '' ? '' : ` named \`${name}\``} without the text in braces`,
    remedy: 'Correct or remove the text in braces: neo4j-admin does not use it.',
  };
}

/** For parentheses in a column of a property, which has no id space. */
export function ignoredParentheses(found: string, name: string): RuleMessage {
  return {
    severity: 'warning',
    rule: 'header-name',
    expected: 'parentheses only for an id space',
    found,
    becomes: `a property named \`${name}\``,
    remedy: 'Remove the parentheses: neo4j-admin leaves them out of the name.',
  };
}

export function unknownTimeOption(found: string): RuleMessage {
  const remedy = 'Correct or remove the option.';
  return refused('header-options', { expected: 'no option other than timezone', found, remedy });
}

export function unknownReferenceSystem(found: string): RuleMessage {
  return refused('header-options', {
    expected: 'a coordinate reference system such as WGS-84 or cartesian',
    found,
    remedy: 'Correct the option crs.',
  });
}

export function unknownTimeZone(found: string): RuleMessage {
  return refused('header-options', {
    expected: 'a time zone such as +01:00 or Europe/Berlin',
    found,
    remedy: 'Correct the option timezone.',
  });
}

export function openParenthesis(found: string): RuleMessage {
  const remedy = 'Close the parenthesis.';
  return refused('header-space', { expected: 'an id space in parentheses', found, remedy });
}

/** `space`: the id space of the first id; empty for the global one. */
export function differentSpace(space: string, found: string): RuleMessage {
  return refused('header-space', {
    expected: `the id space of the first :ID column, which is ${space || 'the global id space'}`,
    found,
    remedy: 'Give all :ID columns the same id space.',
  });
}

export function vectorType(found: string): RuleMessage {
  return refused('header-type', {
    expected: 'a type that Neo4j Community can store',
    found,
    remedy: 'Change the type to float[], or import into Neo4j Enterprise with --no-lint.',
  });
}

export function unknownType(found: string): RuleMessage {
  return refused('header-type', {
    expected: `a type of neo4j-admin (${scalarTypes.join(', ')}; with [] for a list)`,
    found,
    remedy: 'Correct the type, or remove it to import text.',
  });
}

export function unknownIdType(found: string): RuleMessage {
  return refused('header-type', {
    expected: `an id-type of neo4j-admin (${scalarTypes.join(', ')})`,
    found,
    remedy: 'Correct the id-type, or remove it.',
  });
}

export function missingName(found: string): RuleMessage {
  return refused('header-name', {
    expected: 'the name of a property',
    found,
    remedy: 'Name the property, or leave out the column by writing :IGNORE.',
  });
}

export function repeatedName(name: string, found: string): RuleMessage {
  return refused('header-repeated', {
    expected: `only one column named \`${name}\``,
    found,
    remedy: 'Rename one of the columns, or leave one out by giving it the type IGNORE.',
  });
}

export function repeatedKind(found: string): RuleMessage {
  return refused('header-repeated', {
    expected: 'only one such column',
    found,
    remedy: 'Remove one of the columns, or leave one out by writing :IGNORE in its place.',
  });
}

function refused(rule: string, text: Omit<RuleMessage, 'severity' | 'rule'>): RuleMessage {
  return { severity: 'error', rule, ...text };
}
