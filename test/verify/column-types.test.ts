import neo4j from 'neo4j-driver';
import { describe, expect, it } from 'vitest';
import { planExport } from '../../src/export/plan.ts';
import { bindModel } from '../../src/model/graph.ts';
import { createRecordReader } from '../../src/model/record.ts';
import { toDriverProperties } from '../../src/neo4j/value.ts';
import { findPropertyDifference } from '../../src/verify/database/row-difference.ts';
import { createFoundText, createRowText } from '../../src/verify/database/row-text.ts';
import { listVerifiedTables } from '../../src/verify/database/verified-table.ts';
import { RowCheck } from '../../src/verify/files/row-check.ts';
import { encodeRows } from '../csv/encode-rows.ts';
import { specimens } from '../model/specimens.ts';

const graph = bindModel(specimens, { seed: 'test', scale: 60, asOfDay: 20_454 });
const plan = planExport(graph, { ids: 'actual' });
const [table] = listVerifiedTables(graph);
const read = createRecordReader(table!);
const columns = Object.entries(table!.columns);
const names = columns.map(([name]) => name);
const ordinals = Array.from({ length: table!.count }, (_, ordinal) => ordinal);

/** The columns whose cells have a form of their own. Text may be anything. */
const checkedNames = columns.filter(([, { expected }]) => expected !== 'text').map(([name]) => name);

describe('every column type in a file', () => {
  const rows = ordinals.map((ordinal) => encodeRows(graph, table!, 'actual', [ordinal]));

  function check(checkedRows: readonly string[]): RowCheck {
    const rowCheck = new RowCheck(plan, plan.tables[0]!, plan.tables[0]!.parts[0]!);
    rowCheck.push(Buffer.from(checkedRows.join('')));
    rowCheck.end();
    return rowCheck;
  }

  it('passes the check of rows', () => {
    expect(check(rows).wrongRow).toBeUndefined();
  });

  it.each(checkedNames)('fails the check when a cell has another form: %s', (name) => {
    const cells = rows[4]!.match(/(?:"(?:[^"]|"")*"|[^,\n]*)[,\n]/g)!;
    const place = 1 + names.indexOf(name); // the record number stands first
    const damaged = cells.with(place, cells[place]!.endsWith('\n') ? ';;\n' : ';;,');
    expect(check(rows.with(4, damaged.join(''))).wrongRow).toMatchObject({ line: 5, column: name, found: ';;' });
  });
});

describe('every column type in a database', () => {
  /** A row as full verification reads it: dates as text, other values as the driver's own. */
  function answer(properties: Readonly<Record<string, unknown>>): readonly unknown[] {
    return names.map((name) => {
      const value = properties[name] ?? null;
      const isDate = value instanceof neo4j.types.Date || value instanceof neo4j.types.DateTime;
      return isDate ? String(value) : value;
    });
  }

  it('has the same canonical text as generated and as found', () => {
    const toText = createRowText(table!);
    const toFoundText = createFoundText(table!, 0);
    for (const ordinal of ordinals) {
      const row = answer(toDriverProperties(read(ordinal).properties));
      expect(toFoundText(row, row.filter((value) => value !== null).length)).toBe(toText(ordinal));
    }
  });

  it('has no difference between a row and its driver values', () => {
    for (const ordinal of ordinals) {
      const { properties } = read(ordinal);
      expect(findPropertyDifference(properties, toDriverProperties(properties))).toBeUndefined();
    }
  });

  it.each(names)('has a difference when the database has a value of another type: %s', (name) => {
    const { properties } = read(1);
    const found = { ...toDriverProperties(properties), [name]: [1n, 1.5] };
    expect(findPropertyDifference(properties, found)).toMatchObject({ subject: `property \`${name}\`` });
  });
});
