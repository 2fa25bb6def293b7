import { BulkgenError } from '../errors.ts';
import { canonicalText, describeValue, type Properties } from '../model/value.ts';
import { fromDriverValue } from '../neo4j/value.ts';

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
    if (canonicalText(must) === canonicalText(is)) continue;
    return { what: `property \`${name}\``, expected: describeValue(must), found: describeValue(is) };
  }
  return undefined;
}

/** The error of a row that is in the database, or not, in another form than its model makes it. */
export function rowsDiffer(row: string, { what, expected, found }: RowDifference): BulkgenError {
  return new BulkgenError('rows-differ', `Expected ${what} of ${row} to be ${expected}, got ${found}`, {
    hint: 'The data was changed after the import, or is of another export: import the folder again with `bulkgen import --force`.',
  });
}
