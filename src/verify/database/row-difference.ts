import { BulkgenError } from '../../errors.ts';
import { canonicalText, describeValue, type Properties } from '../../model/value.ts';
import { fromDriverValue } from '../../neo4j/value.ts';

/** What differs in a row: a property, the labels, or the number of such rows. */
export interface RowDifference {
  readonly subject: string;
  readonly expected: string;
  readonly found: string;
}

export interface CompareOptions {
  /** Whether more labels and properties than those of the model make no difference. */
  readonly ignoresAdditions?: boolean | undefined;
}

/** Returns the first property of a row whose value or type differs, or that no column has. */
export function findPropertyDifference(
  expected: Properties,
  found: Readonly<Record<string, unknown>>,
  { ignoresAdditions = false }: CompareOptions = {},
): RowDifference | undefined {
  for (const name of new Set([...Object.keys(expected), ...(ignoresAdditions ? [] : Object.keys(found))])) {
    const expectedValue = expected[name] ?? null;
    const foundValue = fromDriverValue(found[name] ?? null);
    if (canonicalText(expectedValue) === canonicalText(foundValue)) continue;
    return {
      subject: `property \`${name}\``,
      expected: describeValue(expectedValue),
      found: describeValue(foundValue),
    };
  }
  return undefined;
}

/** The error of a row of the database that is not what its model makes. */
export function rowsDiffer(row: string, { subject, expected, found }: RowDifference): BulkgenError {
  return new BulkgenError('rows-differ', `Expected ${subject} of ${row} to be ${expected}, got ${found}`, {
    hint: 'Import the folder again with `bulkgen import --force`: the database was changed after the import, or holds another export.',
  });
}
