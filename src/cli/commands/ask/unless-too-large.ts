import { BulkgenError } from '../../../errors.ts';

/** What a search finds; undefined when the graph is too large for it. Throws its other errors. */
export function unlessTooLarge<T>(search: () => T): T | undefined {
  try {
    return search();
  } catch (error) {
    if (error instanceof BulkgenError && error.code === 'scale-too-large') return undefined;
    throw error;
  }
}
