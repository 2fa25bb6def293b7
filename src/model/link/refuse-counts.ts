import { BulkgenError } from '../../errors.ts';

/** Throws `invalid-model` for a number that is not whole or too small. `owner`: what the numbers belong to, with a blank before it. */
export function refuseCounts(
  owner: string,
  counts: readonly (readonly [name: string, value: number, least: number])[],
): void {
  for (const [name, value, least] of counts) {
    if (Number.isSafeInteger(value) && value >= least) continue;
    throw new BulkgenError(
      'invalid-model',
      `Expected \`${name}\`${owner} to be a whole number from ${least} up, got \`${value}\``,
    );
  }
}
