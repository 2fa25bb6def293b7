import { formatCount, formatQuantity } from '../../system/format-number.ts';
import type { CountedContent, DatabaseVerification } from '../../verify/database/verify-database.ts';
import { formatTable } from './format.ts';

/** What was verified in a database, and what was only counted. */
export function formatVerification(verification: DatabaseVerification): string {
  const { checks, counted, digests } = verification;
  const compared = checks.map(({ name, expected, found }) => [name, found, `of ${formatCount(expected)}`]);
  return `${formatTable(counted ? listCounts(counted) : compared)}${digests ? describeDigests(verification, digests) : describeCounts(verification)}`;
}

function listCounts({ nodes, relationships, properties, labels, types, indexes }: CountedContent) {
  return [
    ['nodes', nodes],
    ['relationships', relationships],
    ...(properties === undefined ? [] : [['properties', properties]]),
    ...Object.entries(labels).map(([name, count]) => [`nodes of ${name}`, count]),
    ...Object.entries(types).map(([name, count]) => [`relationships of ${name}`, count]),
    ['constraints and indexes online', indexes],
  ];
}

/** The same in one sentence. */
export function summarizeVerification({ basis, checks, samples, digests }: DatabaseVerification): string {
  if (basis === 'dump') return 'A dump records no counts to compare with.';
  const source = { model: 'manifest', files: 'files', snapshot: 'snapshot' }[basis];
  const rows = digests ? 'all rows match, too' : `${formatQuantity(samples, 'sampled rows')} match their model`;
  const compared = digests || basis === 'model' ? `, and ${rows}` : '';
  return `All ${checks.length} counts match the ${source}${compared}.`;
}

function describeCounts({ basis, samples }: DatabaseVerification): string {
  switch (basis) {
    case 'files':
      return 'The counts match the files and the report of neo4j-admin. Values were not compared.\n';
    case 'snapshot':
      return 'The counts match the snapshot. Values were not compared: --full verifies every row.\n';
    case 'dump':
      return 'Counted in the restored database: a dump records no counts to compare with. --full reads every row.\n';
    case 'model':
      return `The counts match the manifest. ${formatQuantity(samples, 'sampled rows')} of all tables have the labels, ends, values and types of their model.
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
  if (basis === 'dump') {
    return `${formatTable(rows)}All ${total} rows can be read, and their number is the one that Neo4j keeps. A dump records no values to compare with.\n`;
  }
  const origin = basis === 'model' ? 'of their model' : 'that were packed';
  return `${formatTable(rows)}All ${total} rows have the labels, ends, values and types ${origin}, and there are no other rows.
A digest covers every row of its table: the same graph has the same digest on every machine.
`;
}
