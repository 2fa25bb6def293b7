import type { CellMessage } from '../../src/lint/values/cell-rules.ts';
import { readDecimal } from '../../src/lint/values/number-text.ts';
import { readStringMap, trimBlanks } from '../../src/lint/values/string-map.ts';

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
  return !isMeant || hasEach(type, isMeant)(cell, text) ? undefined : `stored as ${stored}, without a finding`;
}

/** Whether the importer stored what a warning says. */
function isChange({ rule, becomes }: Pick<CellMessage, 'rule' | 'becomes'>, text: string): boolean {
  const texts = text.split(';');
  if (rule === 'cell-zone') return texts.some((value) => value.endsWith('Z'));
  return rule === 'cell-point' ? texts.some((value) => isSamePoint(becomes!, value)) : texts.includes(becomes!);
}

type Same = (cell: string, stored: string) => boolean;

const isSameWhole: Same = (cell, stored) => BigInt(trimBlanks(cell)) === BigInt(stored);
const isSameText: Same = (cell, stored) => cell === stored;
const isSameDate: Same = (cell, stored) => !/^\d{4}-\d\d-\d\d$/.test(cell) || cell === stored;
const isSameDouble: Same = (cell, stored) => Object.is(readDecimal(cell)!.value, Number(stored));
/** Without --normalize-types=false a float is a double. */
const isSameFloat: Same = (cell, stored) =>
  isSameDouble(cell, stored) || Object.is(Math.fround(readDecimal(cell)!.value), Math.fround(Number(stored)));

/** Whether the stored text is what a cell means, for types that have one way to write each value. */
const isSame: Readonly<Record<string, Same>> = {
  ...{ byte: isSameWhole, short: isSameWhole, int: isSameWhole, long: isSameWhole },
  ...{ float: isSameFloat, double: isSameDouble, string: isSameText, char: isSameText, date: isSameDate },
  boolean: (cell, stored) => `${trimBlanks(cell).toLowerCase() === 'true'}` === stored,
  point: (cell, stored) => isSamePoint(cell, stored),
};

/** Compares the coordinates only. */
function isSamePoint(cell: string, stored: string): boolean {
  const read = (text: string): string =>
    Array.from(readStringMap(text) ?? [], ([name, value]) => [axes[name.toLowerCase()], readDecimal(value)?.value])
      .filter(([axis]) => axis !== undefined)
      .sort()
      .join();
  return read(cell) === read(stored);
}

const axes: Readonly<Record<string, string>> = { x: 'x', y: 'y', z: 'z', longitude: 'x', latitude: 'y', height: 'z' };

function hasEach(type: string, isMeant: Same): Same {
  if (!type.endsWith('[]')) return isMeant;
  return (cell, stored) => {
    const hasBrackets = !/^(string|char)/.test(type) && cell.startsWith('[');
    const parts = (hasBrackets ? cell.slice(1, -1) : cell).split(';');
    const values = stored.split(';');
    return parts.length === values.length && parts.every((part, index) => isMeant(part, values[index]!));
  };
}
