import type { DatabaseProof } from '../verify/verify-database.ts';
import { formatCount, formatTable } from './format.ts';

/** What was found, and what that proves and what it does not. */
export function formatProof({ checks, samples, digests }: DatabaseProof): string {
  const counted = formatTable(checks.map(({ name, expected, found }) => [name, found, `of ${formatCount(expected)}`]));
  if (samples === 0)
    return `${counted}The counts are those of the files and of neo4j-admin; values were not compared.\n`;
  const compared = `${formatCount(samples)} rows of all tables have the labels, ends, values and types that their model gives them.`;
  if (!digests) {
    return `${counted}The counts are those of the manifest; ${compared}\nThe other rows were counted, not read: --full proves every one.\n`;
  }
  const rows = digests.map(({ name, rows, digest }) => [name, rows, digest]);
  const total = digests.reduce((sum, { rows }) => sum + rows, 0);
  return `${counted}${formatTable(rows)}Every one of ${formatCount(total)} rows has the labels, ends, values and types that its model gives it, and there are no others.\nA digest stands for the rows of a table: it is the same wherever the same graph is.\n`;
}
