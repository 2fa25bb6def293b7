import { formatCount } from '../../system/format-number.ts';
import type { DatabaseVerification } from '../../verify/database/verify-database.ts';
import { formatTable } from './format.ts';

/** What was verified in a database, and what was only counted. */
export function formatVerification(verification: DatabaseVerification): string {
  const { checks, digests } = verification;
  const counts = checks.map(({ name, expected, found }) => [name, found, `of ${formatCount(expected)}`]);
  return `${formatTable(counts)}${digests ? describeDigests(verification, digests) : describeCounts(verification)}`;
}

function describeCounts({ basis, samples }: DatabaseVerification): string {
  switch (basis) {
    case 'files':
      return 'The counts match the files and the report of neo4j-admin. Values were not compared.\n';
    case 'snapshot':
      return 'The counts match the snapshot. Values were not compared: --full verifies every row.\n';
    case 'model':
      return `The counts match the manifest. ${formatCount(samples)} sampled rows of all tables have the labels, ends, values and types of their model.
The other rows were counted, not read: --full verifies every row.
`;
  }
}

function describeDigests(
  { basis }: DatabaseVerification,
  digests: NonNullable<DatabaseVerification['digests']>,
): string {
  const rows = digests.map(({ name, rows, digest }) => [name, rows, digest]);
  const total = formatCount(digests.reduce((sum, { rows }) => sum + rows, 0));
  const origin = basis === 'model' ? 'of their model' : 'that were packed';
  return `${formatTable(rows)}All ${total} rows have the labels, ends, values and types ${origin}, and there are no other rows.
A digest covers every row of its table: the same graph has the same digest on every machine.
`;
}
