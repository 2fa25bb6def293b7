import { BulkgenError } from '../errors.ts';
import type { LoadMethodName } from './method.ts';

/** Refuses a merge by a method that only creates rows. Throws `invalid-option`. */
export function checkMerge(method: LoadMethodName): void {
  if (method === 'unwind') return;
  throw new BulkgenError('invalid-option', `Expected --merge with --method unwind, got --method ${method}`, {
    hint: `Leave out --method ${method}: only unwind finds the rows that exist.`,
  });
}
