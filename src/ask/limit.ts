import { BulkgenError } from '../errors.ts';

const mostListed = 1_000;

/** How many results to list; 10 by default. Throws `invalid-option` unless it is a whole number from 1 to 1,000. */
export function readLimit(limit = 10): number {
  if (Number.isInteger(limit) && limit >= 1 && limit <= mostListed) return limit;
  const message = `Expected --limit to be a whole number from 1 to ${mostListed}, got \`${limit}\``;
  throw new BulkgenError('invalid-option', message);
}
