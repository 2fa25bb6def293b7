import { describe, expect, it } from 'vitest';
import { createGraph } from '../../../src/export/create-graph.ts';
import { type ExportPlan, listPlaces, type PartPlace, planExport } from '../../../src/export/plan.ts';
import { dealParts, parseShard, partsOfShard } from '../../../src/export/shards/shard.ts';
import { builtInModels } from '../../../src/model-loader/known-models.ts';

function sumCells({ tables }: ExportPlan, places: readonly PartPlace[]): number {
  return places.reduce((sum, { table, part }) => {
    const { table: planned, parts } = tables[table]!;
    return sum + parts[part]!.rows * Object.keys(planned.columns).length;
  }, 0);
}

describe('parseShard', () => {
  it.each([
    ['1/1', { index: 1, count: 1 }],
    ['3/10', { index: 3, count: 10 }],
    ['10000/10000', { index: 10_000, count: 10_000 }],
  ])('reads %s', (text, shard) => {
    expect(parseShard(text)).toEqual(shard);
  });

  it.each(['', '3', '0/3', '4/3', '-1/3', '1/0', '1/10001', '1.5/3', '1/3/5', ' 1/3', 'a/b'])(
    'refuses `%s`',
    (text) => {
      const expected = 'Expected --shard to be i/n with i from 1 to n and n at most 10,000, such as 3/10, got';
      expect(() => parseShard(text)).toThrow(`${expected} \`${text}\``);
    },
  );
});

describe('the parts of shards', () => {
  const plan = planExport(createGraph({ scale: 3_000 }), { ids: 'actual', parts: 4 });

  const partCount = plan.tables.length * 4;

  it.each([1, 2, 3, 7, 132, 200])('are each in one of %i shards', (count) => {
    const dealt = Array.from({ length: count }, (_, index) => partsOfShard(plan, { index: index + 1, count })).flat();
    expect(dealt).toHaveLength(partCount);
    expect(new Set(dealt.map(({ table, part }) => `${table} ${part}`)).size).toBe(partCount);
  });

  it.each(builtInModels.map((model) => [model.name, model] as const))(
    'are at most 2 percent more work than the mean, in %s from 100 parts a shard on',
    (_, model) => {
      const large = planExport(createGraph({ model, scale: 1_000_000_000 }), { ids: 'actual' });
      for (const parts of [100, 200, 700]) {
        const work = dealParts(large, Math.floor(listPlaces(large).length / parts)).map((places) =>
          sumCells(large, places),
        );
        const mean = work.reduce((sum, cells) => sum + cells) / work.length;
        expect(Math.max(...work) / mean).toBeLessThan(1.02);
      }
    },
  );
});
