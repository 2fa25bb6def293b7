import { formatId } from '../model/readable-id.ts';
import type { Table } from '../model/table.ts';
import type { IdRange } from './own-rows.ts';

/** Cuts the ids of a table into ranges of at most `rows` ids. */
export function* cutIds({ context, count }: Table, rows: number): Generator<IdRange> {
  for (let first = 0; first < count; first += rows) {
    const last = Math.min(count, first + rows) - 1;
    yield { first: formatId(context.ownId, first), last: formatId(context.ownId, last) };
  }
}
