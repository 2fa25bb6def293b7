// The rules for files and their headers: what each says where it is broken. Where that is, adds whoever found it.
import type { RuleMessage } from './finding.ts';

/** Of rows that no header is for. */
export function missingHeader(): RuleMessage {
  return {
    severity: 'error',
    rule: 'header-missing',
    expected: 'a header in its first line, or in a file of its own that is named like it, such as people-header.csv',
    found: 'neither',
    remedy:
      'Add a header such as `id:ID,name,:LABEL`, or say which files belong together with --nodes and --relationships.',
  };
}

export function repeatedHeader(cells: readonly string[]): RuleMessage {
  return {
    severity: 'warning',
    rule: 'header-repeated',
    expected: 'rows alone, for the header is in another file',
    found: cells.join(','),
    becomes: 'a row of data',
    remedy: 'Add --auto-skip-subsequent-headers.',
  };
}

/** `known`: the id spaces that nodes have; an empty name is that of the global one. */
export function unknownSpace(space: string, known: readonly string[]): RuleMessage {
  const nameOf = (name: string): string => name || 'the global one';
  return {
    severity: 'error',
    rule: 'header-space',
    expected: `an id space that nodes have (${known.map(nameOf).join(', ') || 'there is none'})`,
    found: nameOf(space),
    remedy: 'Write the same name in parentheses in the header of the nodes.',
  };
}

/** `sign`: by `findReservedCharacter`. */
export function unusableName(name: string, sign: string): RuleMessage {
  return {
    severity: 'error',
    rule: 'file-name',
    expected: `a name without ${sign}`,
    found: name,
    remedy: 'Rename it: neo4j-admin would take the sign for its own.',
  };
}

/** More rows are left out than may be. */
export function tooManyBad(rows: number, most: number): RuleMessage {
  return {
    severity: 'error',
    rule: 'bad-tolerance',
    expected: `at most ${most} rows that are not as they should be, in all files`,
    found: `${rows}`,
    remedy: 'Mend them, or give --bad-tolerance more.',
  };
}

/**
 * The sign in a path that neo4j-admin would take for its own: it parts a list of files at commas, labels from files at the first
 * equal sign, and takes a backslash for part of a pattern; none can be escaped. `labels` are those of `FileGroup`.
 */
export function findReservedCharacter(path: string, labels: readonly string[]): string | undefined {
  if (path.includes(',')) return 'comma';
  if (path.includes('\\')) return 'backslash';
  if (/[\r\n]/.test(path)) return 'line break';
  return labels.length === 0 && path.includes('=') ? 'equal sign' : undefined;
}
