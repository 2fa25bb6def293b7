// The rules for files as a whole: the text of each violation. The caller adds the place.
import type { RuleMessage } from './finding.ts';

/** For a file of rows that no header belongs to. */
export function missingHeader(): RuleMessage {
  return {
    severity: 'error',
    rule: 'header-missing',
    expected: 'a header in the first line, or in a separate file with a matching name such as people-header.csv',
    found: 'neither',
    remedy:
      'Add a header such as `id:ID,name,:LABEL`, or say which files belong together with --nodes and --relationships.',
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

/** The rules whose rows neo4j-admin counts against --bad-tolerance, if it skips them. */
const tolerableRules = ['end-empty', 'end-dangling', 'type-empty', 'id-duplicate', 'row-long'];

/** Whether neo4j-admin skips what a finding names, or part of it, and counts it against --bad-tolerance. */
export function isTolerable({ severity, rule }: Pick<RuleMessage, 'severity' | 'rule'>): boolean {
  return severity === 'warning' && tolerableRules.includes(rule);
}

export function tooManyBadRows(rows: number, most: number): RuleMessage {
  return {
    severity: 'error',
    rule: 'bad-tolerance',
    expected: `at most ${most} bad ${most === 1 ? 'row' : 'rows'} in all files`,
    found: `${rows}`,
    remedy: 'Fix the rows, or increase --bad-tolerance.',
  };
}
