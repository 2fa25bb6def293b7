import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { listLoadedTables } from '../../src/load/loaded-table.ts';
import type { Batch } from '../../src/load/method.ts';
import { BatchQueue, findGaps, type LoadedRange } from '../../src/load/queue.ts';
import { bindModel } from '../../src/model/graph.ts';
import { library } from '../model/library.ts';

const tables = listLoadedTables(bindModel(library, { seed: 'test', scale: 200, asOfDay: 20_454 }));
const [table, other] = tables as [Batch['table'], Batch['table']];

function take(queue: BatchQueue): readonly (readonly [string, number, number])[] {
  const batches: (readonly [string, number, number])[] = [];
  for (let batch = queue.take(); batch; batch = queue.take()) batches.push([batch.table.name, batch.first, batch.end]);
  return batches;
}

describe('findGaps', () => {
  it('returns every table when nothing is loaded', () => {
    expect(findGaps(tables, [])).toEqual(
      tables.filter(({ count }) => count > 0).map((table) => ({ table, first: 0, end: table.count })),
    );
  });

  it('returns exactly the rows that no batch has loaded, whatever the sizes of the batches were', () => {
    const ranges = fc.array(fc.tuple(fc.nat(table.count - 1), fc.integer({ min: 1, max: 30 })), { maxLength: 20 });
    fc.assert(
      fc.property(ranges, (pairs) => {
        const rows = new Set<number>();
        const loaded: LoadedRange[] = [];
        for (const [first, length] of pairs) {
          const end = Math.min(table.count, first + length);
          if (Array.from({ length: end - first }, (_, index) => first + index).some((row) => rows.has(row))) continue;
          for (let row = first; row < end; row++) rows.add(row);
          loaded.push({ table: table.name, first, end });
        }
        const unloaded = findGaps([table], loaded).flatMap(({ first, end }) =>
          Array.from({ length: end - first }, (_, index) => first + index),
        );
        expect(unloaded).toEqual(Array.from({ length: table.count }, (_, row) => row).filter((row) => !rows.has(row)));
      }),
    );
  });
});

describe('the queue of batches', () => {
  it('cuts tables into batches', () => {
    const queue = new BatchQueue(
      [
        { table, first: 3, end: 10 },
        { table: other, first: 0, end: 2 },
      ],
      () => 3,
    );
    expect(take(queue)).toEqual([
      [table.name, 3, 6],
      [table.name, 6, 9],
      [table.name, 9, 10],
      [other.name, 0, 2],
    ]);
  });

  it('returns a halved batch in smaller ones, and keeps the size for its table only', () => {
    const queue = new BatchQueue(
      [
        { table, first: 0, end: 9 },
        { table: other, first: 0, end: 4 },
      ],
      () => 4,
    );
    const batch = queue.take()!;
    expect(queue.halve(batch)).toBe(true);
    queue.giveBack(batch);
    expect(take(queue)).toEqual([
      [table.name, 0, 2],
      [table.name, 2, 4],
      [table.name, 4, 6],
      [table.name, 6, 8],
      [table.name, 8, 9],
      [other.name, 0, 4],
    ]);
  });

  it('does not halve a single row', () => {
    const queue = new BatchQueue([{ table, first: 0, end: 1 }], () => 4);
    expect(queue.halve(queue.take()!)).toBe(false);
  });
});
