import type { CellMessage } from '../../src/lint/cell-rules.ts';

/** A cell of a type of neo4j-admin, and what the lint says about it. */
export interface LintedCell {
  readonly type: string;
  readonly cell: string;
  readonly warning: Pick<CellMessage, 'rule' | 'becomes'> | undefined;
}

/**
 * How the value that the importer stored differs from what the lint says about it; nothing if they agree. `stored` is
 * `type: text`, with `;` between the values of a list.
 */
export function compareStored({ type, cell, warning }: LintedCell, stored: string): string | undefined {
  const text = stored.slice(stored.indexOf(': ') + 2);
  if (warning?.becomes !== undefined) {
    return isChange(warning, text) ? undefined : `stored as ${stored}, not ${warning.becomes}`;
  }
  if (stored === '') return warning || cell === '' ? undefined : 'not stored, without a finding';
  const isMeant = isSame[type.replace('[]', '')];
  const means = type.endsWith('[]') ? cell.replace(/^\[(.*)\]$/s, '$1') : cell;
  return !isMeant || hasEach(type, isMeant)(means, text) ? undefined : `stored as ${stored}, without a finding`;
}

/** Whether the importer stored what a warning says. */
function isChange({ rule, becomes }: Pick<CellMessage, 'rule' | 'becomes'>, text: string): boolean {
  if (rule === 'cell-zone') return text.endsWith('Z');
  return rule === 'cell-point' ? isSamePoint(becomes!, text) : text.split(';').includes(becomes!);
}

type Same = (cell: string, stored: string) => boolean;

const isSameWhole: Same = (cell, stored) => BigInt(cell.trim()) === BigInt(stored);
const isSameDecimal: Same = (cell, stored) => Object.is(parseDecimal(cell.trim()), Number(stored));
const isSameText: Same = (cell, stored) => cell === stored;
const isSameDate: Same = (cell, stored) => !/^\d{4}-\d\d-\d\d$/.test(cell) || cell === stored;

/** Whether the stored text is what a cell means, for types that have one way to write each value. */
const isSame: Readonly<Record<string, Same>> = {
  ...{ byte: isSameWhole, short: isSameWhole, int: isSameWhole, long: isSameWhole },
  ...{ float: isSameDecimal, double: isSameDecimal, string: isSameText, char: isSameText, date: isSameDate },
  boolean: (cell, stored) => `${cell.trim().toLowerCase() === 'true'}` === stored,
  point: (cell, stored) => isSamePoint(cell.toLowerCase(), stored),
};

/** Compares the coordinates only. */
function isSamePoint(cell: string, stored: string): boolean {
  const read = (text: string): string[] =>
    [...text.matchAll(/\b(?!srid)(\w+):\s*(-?[\d.]+)/g)].map(
      ([, name, value]) => `${axes[name!] ?? name} ${Number(value)}`,
    );
  return read(cell).sort().join() === read(stored).sort().join();
}

const axes: Readonly<Record<string, string>> = { longitude: 'x', latitude: 'y', height: 'z' };

function hasEach(type: string, isMeant: Same): Same {
  if (!type.endsWith('[]')) return isMeant;
  return (cell, stored) => {
    const [parts, values] = [cell.split(';'), stored.split(';')];
    return parts.length === values.length && parts.every((part, index) => isMeant(part, values[index]!));
  };
}

/** Reads a number as Java does: also with a suffix, or with hexadecimal digits and an exponent of two. */
function parseDecimal(text: string): number {
  const [, digits, exponent] = /^(0x[\da-f]+)p(\d+)[fd]?$/i.exec(text) ?? [];
  return digits === undefined ? Number(text.replace(/[fd]$/i, '')) : Number(digits) * 2 ** Number(exponent);
}
