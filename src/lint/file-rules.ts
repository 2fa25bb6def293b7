// The rules for files and their headers: what each says where it is broken. Where that is, adds whoever found it.
import type { BrokenRule } from './finding.ts';

/** Of rows that no header is for. */
export function missingHeader(): BrokenRule {
  return {
    severity: 'error',
    rule: 'header-missing',
    expected: 'a header in its first line, or in a file of its own that is named like it, such as people-header.csv',
    found: 'neither',
    remedy:
      'Add a header such as `id:ID,name,:LABEL`, or say which files belong together with --nodes and --relationships.',
  };
}

export function repeatedHeader(cells: readonly string[]): BrokenRule {
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
export function unknownSpace(space: string, known: readonly string[]): BrokenRule {
  const nameOf = (name: string): string => name || 'the global one';
  return {
    severity: 'error',
    rule: 'header-space',
    expected: `an id space that nodes have (${known.map(nameOf).join(', ') || 'there is none'})`,
    found: nameOf(space),
    remedy: 'Write the same name in parentheses in the header of the nodes.',
  };
}

/** `sign`: by `findOwnSign`. */
export function unusableName(name: string, sign: string): BrokenRule {
  return {
    severity: 'error',
    rule: 'file-name',
    expected: `a name without ${sign}`,
    found: name,
    remedy: 'Rename it: neo4j-admin would take the sign for its own.',
  };
}

/** More rows are left out than may be. */
export function tooManyBad(rows: number, most: number): BrokenRule {
  return {
    severity: 'error',
    rule: 'bad-tolerance',
    expected: `at most ${most} rows that are not as they should be, in all files`,
    found: `${rows}`,
    remedy: 'Mend them, or give --bad-tolerance more.',
  };
}
