import { describe, expect, it } from 'vitest';
import { bindModel } from '../../../src/model/graph.ts';
import { createRecordReader } from '../../../src/model/record.ts';
import { cmdb } from '../../../src/models/cmdb/model.ts';
import { toDriverProperties } from '../../../src/neo4j/value.ts';
import { createFoundText, createRowText } from '../../../src/verify/database/row-text.ts';
import {
  createNumberFinder,
  listVerifiedTables,
  type VerifiedTable,
} from '../../../src/verify/database/verified-table.ts';

const graph = bindModel(cmdb, { seed: 'bulkgen', scale: 2_000, asOfDay: 20_454 });
const tables = listVerifiedTables(graph);

/** A row as the database returns it: dates as text, and a value of another type in a list. */
function answer({ columns }: VerifiedTable, properties: Readonly<Record<string, unknown>>): readonly unknown[] {
  return Object.entries(columns).map(([name, { valueType }]) => {
    const value = properties[name] ?? null;
    if (!/^(DATE|ZONED DATETIME)$/.test(valueType.cypherType) || value === null) return value;
    return typeof value === 'object' ? String(value) : [value];
  });
}

function rowOf(table: VerifiedTable, ordinal: number): Record<string, unknown> {
  return { ...toDriverProperties(createRecordReader(table)(ordinal).properties) };
}

function countKeys(properties: Readonly<Record<string, unknown>>): number {
  return Object.values(properties).filter((value) => value !== null).length;
}

describe('the text of a row', () => {
  it.each(tables.map((table) => [table.name, table] as const))(
    'is the same for a regenerated and a found row: %s',
    (_, table) => {
      const toText = createRowText(table);
      const toFoundText = createFoundText(table, 0);
      for (let ordinal = 0; ordinal < Math.min(table.count, 100); ordinal++) {
        const properties = rowOf(table, ordinal);
        const ends = table.kind === 'node' ? '' : /^\d+>\d+;/.exec(toText(ordinal))![0];
        expect(ends + toFoundText(answer(table, properties), countKeys(properties))).toBe(toText(ordinal));
      }
    },
  );

  const server = tables.find(({ name }) => name === 'Server')!;

  it.each<[string, Record<string, unknown>]>([
    ['an integer as a float', { cpuCores: 16 }],
    ['an integer as text', { cpuCores: '16' }],
    ['a date as text', { purchasedOn: '2024-05-05' }],
    ['a property without a value', { ip: null }],
    ['an empty text in place of no value', { ip: '' }],
    ['a property that no column has', { colour: 'red' }],
    ['such a property in place of another', { colour: 'red', ip: null }],
  ])('differs for %s', (_, change) => {
    const properties = { ...rowOf(server, 3), ...change };
    const found = createFoundText(server, 0)(answer(server, properties), countKeys(properties));
    expect(found).not.toBe(createRowText(server)(3));
  });
});

describe('the record number of a node', () => {
  const find = createNumberFinder(graph.nodes);

  it('is found by the id of a node of any table', () => {
    for (const record of [0, 1, 57, 1_000, 1_999]) expect(find(graph.idOf(record))).toBe(record);
  });

  it.each(['srv-9999999', 'srv-1', 'srv-00000001', 'evt-0000001', 'srv-000000x', 'nope-0000001', 'srv', '', null, 5n])(
    'is -1 for %s, which no node has as its id',
    (id) => {
      expect(find(id)).toBe(-1);
    },
  );
});
