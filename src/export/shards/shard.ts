import { BulkgenError } from '../../errors.ts';
import { quoteValue } from '../../options/check-options.ts';
import { type ExportPlan, listPlaces, type PartPlace } from '../plan.ts';

/** One share of the parts of an export. The machines that write the export together have a share each. */
export interface Shard {
  /** From 1. */
  readonly index: number;
  readonly count: number;
}

const mostShards = 10_000;

/** Reads `i/n`, such as `3/10`. Throws `invalid-option`. */
export function parseShard(text: string): Shard {
  const shard = readShard(text);
  if (shard) return shard;
  const expected = `i/n with i from 1 to n and n at most ${mostShards.toLocaleString('en-US')}, such as 3/10`;
  throw new BulkgenError('invalid-option', `Expected --shard to be ${expected}, got ${quoteValue(text)}`);
}

/** Undefined for a text that is not `i/n`. */
export function readShard(text: string): Shard | undefined {
  const [, index, count] = /^(\d{1,5})\/(\d{1,5})$/.exec(text) ?? [];
  const shard = { index: Number(index), count: Number(count) };
  return shard.index >= 1 && shard.index <= shard.count && shard.count <= mostShards ? shard : undefined;
}

/** The parts of one shard: a pure function of the plan, so that machines need not talk to each other. */
export function partsOfShard(plan: ExportPlan, { index, count }: Shard): readonly PartPlace[] {
  return dealParts(plan, count)[index - 1]!;
}

/** The parts of all shards, in order. */
export function dealParts(plan: ExportPlan, count: number): readonly (readonly PartPlace[])[] {
  const shards: PartPlace[][] = Array.from({ length: count }, () => []);
  const work = ({ table, part }: PartPlace): number => {
    const { table: planned, parts } = plan.tables[table]!;
    return parts[part]!.rows * (Object.keys(planned.columns).length + 3); // ends and the row itself
  };
  // Largest first, in turn from the first shard to the last and back, so that no shard always gets the larger one.
  for (const [turn, place] of listPlaces(plan)
    .toSorted((a, b) => work(b) - work(a))
    .entries()) {
    const step = turn % (2 * count);
    shards[step < count ? step : 2 * count - 1 - step]!.push(place);
  }
  return shards;
}
