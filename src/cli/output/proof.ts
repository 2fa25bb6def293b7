import type { DatabaseVerification } from '../../verify/database/verify-database.ts';
import { formatCount, formatTable } from './format.ts';

/** What was found, and what that proves and what it does not. */
export function formatProof(proof: DatabaseVerification): string {
  const counted = proof.checks.map(({ name, expected, found }) => [name, found, `of ${formatCount(expected)}`]);
  return `${formatTable(counted)}${proof.digests ? sayDigests(proof, proof.digests) : sayCounts(proof)}`;
}

function sayCounts({ basis, samples }: DatabaseVerification): string {
  if (basis === 'files') return 'The counts are those of the files and of neo4j-admin; values were not compared.\n';
  if (basis === 'snapshot')
    return 'The counts are those that were packed; values were not compared: --full proves every row.\n';
  return `The counts are those of the manifest; ${formatCount(samples)} rows of all tables have the labels, ends, values and types that their model gives them.
The other rows were counted, not read: --full proves every one.
`;
}

function sayDigests({ basis }: DatabaseVerification, digests: NonNullable<DatabaseVerification['digests']>): string {
  const rows = digests.map(({ name, rows, digest }) => [name, rows, digest]);
  const total = formatCount(digests.reduce((sum, { rows }) => sum + rows, 0));
  const proven =
    basis === 'model'
      ? `Every one of ${total} rows has the labels, ends, values and types that its model gives it, and there are no others.`
      : `Every one of ${total} rows has the labels, ends, values and types that were packed, and there are no others.`;
  return `${formatTable(rows)}${proven}
A digest stands for the rows of a table: it is the same wherever the same graph is.
`;
}
