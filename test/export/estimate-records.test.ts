import { describe, expect, it } from 'vitest';
import { createGraph } from '../../src/export/create-graph.ts';
import { estimateRecords } from '../../src/export/estimate-records.ts';
import { countRecords } from '../../src/export/property-blocks.ts';
import { tablesOf } from '../../src/model/record.ts';
import type { PropertyValue } from '../../src/model/value.ts';
import { datetime, defineModel, defineNode, duration, identity, integer, list, point } from '../../src/model.ts';
import { builtInModels } from '../../src/model-loader/known-models.ts';

const estimate = (name: string, scale: number) => {
  const model = builtInModels.find((each) => each.name === name)!;
  return estimateRecords(tablesOf(createGraph({ model, scale })));
};

const repeat = <Value>(times: number, value: Value): readonly Value[] => Array.from({ length: times }, () => value);

/** Nodes with long lists. */
const lists = defineModel({
  ...{ name: 'lists', version: '1', relationships: [] },
  nodes: [
    defineNode({
      ...{ label: 'A', id: { prefix: 'a', digits: 6 } },
      columns: {
        id: identity(),
        durations: list(duration(), { max: 9 }),
        instants: list(datetime(), { max: 9 }),
        points: list(point(), { max: 12 }),
        numbers: list(integer(), { max: 90 }),
      },
      count: (scale) => scale,
      rows:
        ({ asOfDay }) =>
        (ordinal, cell) => {
          cell.id(ordinal);
          cell.durations(repeat(1 + (ordinal % 9), [ordinal % 2 ? -1 : 1, 3, 60 * ordinal] as const));
          cell.instants(repeat(1 + (ordinal % 9), asOfDay * 86_400 - ordinal));
          cell.points(repeat(1 + (ordinal % 12), [ordinal, ordinal] as const));
          cell.numbers(repeat(1 + (ordinal % 90), ordinal));
        },
    }),
  ],
});

/** Records of a page in the property store, and in the string and the array store. */
const [perPage, textsPerPage] = [199, 64];

describe('the estimate of records', () => {
  it.each([
    ['cmdb', 1_000, 48],
    ['cmdb', 10_000, 488],
    ['cmdb', 100_000, 4_927],
    ['social', 20_000, 372],
    ['fraud', 20_000, 282],
    ['supply-chain', 20_000, 734],
  ])('of %s with %i nodes comes close to the %i pages that neo4j-admin 5.26.30 wrote', (name, scale, pages) => {
    const { properties } = estimate(name, scale);
    expect(properties / perPage).toBeGreaterThan(0.96 * (pages - 1)); // the last page need not be full
    expect(properties / perPage).toBeLessThan(1.04 * pages);
  });

  it('counts long texts and lists in their own stores: 327 and 174 pages were measured', () => {
    expect(estimate('cmdb', 100_000).arrays / textsPerPage).toBeCloseTo(327, -2);
    expect(estimate('social', 20_000).strings / textsPerPage).toBeCloseTo(174, -2);
  });

  it('counts lists as neo4j-admin 5.26.30 packs them: 1,560 pages were measured', () => {
    const { arrays } = estimateRecords(tablesOf(createGraph({ model: lists, scale: 20_000 })));
    expect(arrays / (1_560 * textsPerPage)).toBeGreaterThan(0.96);
    expect(arrays / (1_560 * textsPerPage)).toBeLessThan(1.04);
  });

  it('puts the end of the record formats, 2^36 property records, between 6 and 7 billion CIs', () => {
    expect(estimate('cmdb', 6e9).properties).toBeLessThan(2 ** 36);
    expect(estimate('cmdb', 7e9).properties).toBeGreaterThan(2 ** 36);
  });
});

/** Expected: records of the property, the string and the array store. */
describe('the records of one node', () => {
  const date = { kind: 'date', day: 20_000 } as const;
  const point = { kind: 'point', longitude: 1, latitude: 2 } as const;
  const duration = (months: number) => ({ kind: 'duration', months, days: 0, seconds: 0 }) as const;
  it.each<[string, readonly PropertyValue[], readonly number[]]>([
    ['no value', [null], [0, 0, 0]],
    ['four short values', [true, 1n, date, 'open'], [1, 0, 0]],
    ['five short values', [true, 1n, date, 'open', false], [2, 0, 0]],
    ['integers of more than 35 bits', [2n ** 34n, -(2n ** 34n) - 1n], [1, 0, 0]],
    ['a float, an integer and a float, which does not fit into the first record', [0.5, 1n, 0.5], [2, 0, 0]],
    ['36 letters and digits', ['a1B2'.repeat(9)], [1, 0, 0]],
    ['37 letters and digits, which are a string record', ['a1B2'.repeat(9), 'a1B2'.repeat(9).concat('x')], [2, 1, 0]],
    ['54 digits', ['1'.repeat(54)], [1, 0, 0]],
    ['250 letters of another script, of two bytes each', ['я'.repeat(250)], [1, 5, 0]],
    ['short whole numbers in a list', [[1n, 2n, 3n, 4n, 5n]], [1, 0, 0]],
    ['texts in a list', [['a', 'b']], [1, 0, 1]],
    ['a hundred floats', [Array.from({ length: 100 }, () => 0.5)], [1, 0, 7]],
    ['a hundred whole numbers of 10 bits', [Array.from({ length: 100 }, (_, n) => 1_000n - BigInt(n))], [1, 0, 2]],
    ['a hundred whole numbers below 0, of 64 bits', [Array.from({ length: 100 }, () => -1n)], [1, 0, 7]],
    ['a hundred dates of 15 bits', [Array.from({ length: 100 }, () => date)], [1, 0, 2]],
    ['seven durations of two bits', [Array.from({ length: 7 }, () => duration(1))], [1, 0, 1]],
    ['four durations back, of four numbers of 64 bits', [Array.from({ length: 4 }, () => duration(-1))], [1, 0, 2]],
    ['eight points', [Array.from({ length: 8 }, (): typeof point => point)], [1, 0, 2]],
    ['a point and a duration', [point, duration(1)], [2, 0, 0]],
  ])('counts %s', (_, values, records) => {
    expect(Object.values(countRecords(values))).toEqual(records);
  });
});
