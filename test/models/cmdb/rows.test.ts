import { describe, expect, it } from 'vitest';
import type { AnyCells } from '../../../src/model/columns.ts';
import { bindModel } from '../../../src/model/graph.ts';
import { createRecordReader } from '../../../src/model/record.ts';
import type { Table } from '../../../src/model/table.ts';
import { encodeRows } from '../../csv/encode-rows.ts';
import { library } from '../../model/library.ts';
import { asOfDay, bindEstate, everyTable, makeEstate } from './estate.ts';

/** The cells that a row calls, in the order of the calls. */
function listCalls(table: Table, ordinal: number): readonly string[] {
  const calls: string[] = [];
  const cells = new Proxy({} as AnyCells, { get: (_, name) => () => calls.push(String(name)) });
  table.row(ordinal, cells);
  return calls;
}

function expectCallsInOrder(table: Table): void {
  const expected = [...(table.kind === 'relationship' ? ['ends'] : []), ...Object.keys(table.columns)];
  const last = table.count - 1;
  const ordinals = [0, 1, 2, 3, 5, 8, 13, Math.floor(last / 3), Math.floor(last / 2), Math.floor(last * 0.8), last];
  for (const ordinal of ordinals) {
    if (ordinal >= 0 && ordinal <= last) expect([ordinal, listCalls(table, ordinal)]).toEqual([ordinal, expected]);
  }
}

describe('a row of', () => {
  const graph = bindEstate(10_000);

  it.each(everyTable(graph).map((table) => [table.name, table] as const))(
    '%s calls each of its cells once, in the order of the columns',
    (_, table) => {
      expect(table.count).toBeGreaterThan(1);
      expectCallsInOrder(table);
    },
  );

  it('any class of a small estate does so, too', () => {
    for (const scale of [1, 2, 5, 11, 12, 30]) everyTable(bindEstate(scale)).forEach(expectCallsInOrder);
  });

  it('another model does so, too', () => {
    everyTable(bindModel(library, { seed: 'test', scale: 12, asOfDay })).forEach(expectCallsInOrder);
  });

  it.each(everyTable(graph).map((table) => [table.name, table] as const))(
    '%s is the same alone and in any order',
    (_, table) => {
      const read = createRecordReader(table);
      const forward = Array.from({ length: Math.min(200, table.count) }, (_, ordinal) => read(ordinal));
      const other = bindEstate(10_000);
      const alone = createRecordReader(everyTable(other).find(({ name }) => name === table.name)!);
      for (let ordinal = forward.length - 1; ordinal >= 0; ordinal--) expect(alone(ordinal)).toEqual(forward[ordinal]);
    },
  );
});

describe('values and bytes', () => {
  const estates = [makeEstate(1_000), makeEstate(1_000, 'another seed'), makeEstate(12)];

  it('never start a text with what a spreadsheet takes for a formula', () => {
    const dangerous: string[] = [];
    for (const { nodes, links, events } of estates) {
      for (const { properties } of [...nodes, ...[...links.values()].flat(), ...events]) {
        for (const value of Object.values(properties).flat()) {
          if (typeof value === 'string' && /^[=+\-@\t\r]/.test(value)) dangerous.push(value);
        }
      }
    }
    expect(dangerous).toEqual([]);
  });

  it('fit their columns and are null only in optional columns', () => {
    const faults: unknown[] = [];
    for (const { graph } of estates) {
      for (const table of everyTable(graph)) {
        const read = createRecordReader(table);
        for (let ordinal = 0; ordinal < Math.min(500, table.count); ordinal++) {
          for (const [name, value] of Object.entries(read(ordinal).properties)) {
            const { optional = false, valueType } = table.columns[name]!;
            const fits = value === null ? optional : nameType(value) === valueType.cypherType;
            if (!fits) faults.push([table.name, ordinal, name, value]);
          }
        }
      }
    }
    expect(faults).toEqual([]);
  });

  it('differ for another seed, but for what follows from places alone', () => {
    const [one, other] = [bindEstate(1_000), bindEstate(1_000, 'another seed')];
    const bytesOf = (graph: typeof one) =>
      everyTable(graph).map((table) => encodeRows(graph, table, 'string', [...Array(table.count).keys()]));
    const [first, second] = [bytesOf(one), bytesOf(other)];
    const same = everyTable(one).filter((_, place) => first[place] === second[place]);
    expect(same.map(({ name }) => name)).toEqual(fixed);
  });
});

/** Software, which rack has what, and which switch and cluster a host is connected to, follow from the counts of an estate. */
const fixed = ['Software', 'HOSTED_IN', 'CONNECTS_TO', 'MEMBER_OF'];

function nameType(value: unknown): string {
  if (typeof value === 'string') return 'STRING';
  if (typeof value === 'bigint') return 'INTEGER';
  if (typeof value === 'number') return 'FLOAT';
  if (typeof value === 'boolean') return 'BOOLEAN';
  if (Array.isArray(value)) return 'LIST<STRING NOT NULL>';
  return { date: 'DATE', datetime: 'ZONED DATETIME', point: 'POINT' }[(value as { kind: string }).kind] ?? 'unknown';
}
