import { BulkgenError } from '../errors.ts';
import { formatDay, formatSecond } from '../model/calendar.ts';
import type { Properties, PropertyValue } from '../model/value.ts';
import { type ForeignValue, fromDriverValue } from '../neo4j/value.ts';
import { canonicalValue } from './canonical-value.ts';

/** What is not as it should be: one property, or the labels or the row itself. */
export interface RowDifference {
  readonly what: string;
  readonly expected: string;
  readonly found: string;
}

/** The first property of a row that has another value or type than it should, or that no column has. */
export function findPropertyDifference(
  expected: Properties,
  found: Readonly<Record<string, unknown>>,
): RowDifference | undefined {
  for (const name of new Set([...Object.keys(expected), ...Object.keys(found)])) {
    const must = expected[name] ?? null;
    const is = fromDriverValue(found[name] ?? null);
    if (canonicalValue(must) === canonicalValue(is)) continue;
    return { what: `property \`${name}\``, expected: showValue(must), found: showValue(is) };
  }
  return undefined;
}

/** The error of a row that is in the database, or not, in another form than its model makes it. */
export function rowsDiffer(row: string, { what, expected, found }: RowDifference): BulkgenError {
  return new BulkgenError('rows-differ', `Expected ${what} of ${row} to be ${expected}, got ${found}`, {
    hint: 'The data was changed after the import, or is of another export: import the folder again with `bulkgen import --force`.',
  });
}

/** A value with its Neo4j type, for a sentence; text of any length is cut. */
function showValue(value: PropertyValue | ForeignValue): string {
  if (value === null) return 'none';
  if (typeof value === 'string') return `STRING \`${cut(value)}\``;
  if (typeof value === 'bigint') return `INTEGER \`${value}\``;
  if (typeof value === 'number') return `FLOAT \`${Number.isInteger(value) ? value.toFixed(1) : value}\``;
  if (typeof value === 'boolean') return `BOOLEAN \`${value}\``;
  if (!('kind' in value)) return `LIST \`${cut(JSON.stringify(value))}\``;
  switch (value.kind) {
    case 'date':
      return `DATE \`${formatDay(value.day)}\``;
    case 'datetime':
      return `ZONED DATETIME \`${formatSecond(value.second)}\``;
    case 'point':
      return `POINT \`${value.longitude} ${value.latitude}\``;
    case 'foreign':
      return `\`${cut(value.text)}\``;
  }
}

function cut(text: string): string {
  return text.length > 200 ? `${text.slice(0, 200)}…` : text;
}
