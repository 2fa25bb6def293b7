import { describe, expect, it } from 'vitest';
import { encodeHeader, headerCells, type IdForm } from '../../src/csv/header.ts';
import { bindModel } from '../../src/model/graph.ts';
import { tablesOf } from '../../src/model/record.ts';
import { cmdb } from '../../src/models/cmdb/model.ts';
import { library } from '../model/library.ts';

const options = { seed: 'test', scale: 7, asOfDay: 20_454 };

describe('headerCells', () => {
  it.each<[string, IdForm, readonly string[]]>([
    ['Author', 'actual', [':ID', 'id:string', 'name:string', 'bornOn:date']],
    ['Author', 'string', ['id:ID(Thing)', 'name:string', 'bornOn:date', ':LABEL']],
    ['WROTE', 'actual', [':START_ID', ':END_ID', 'share:double']],
    ['WROTE', 'string', [':START_ID(Thing)', ':END_ID(Thing)', 'share:double', ':TYPE']],
  ])('follow the grammar of neo4j-admin: %s with %s ids', (name, ids, cells) => {
    const table = tablesOf(bindModel(library, options)).find((one) => one.name === name)!;
    expect(headerCells(table, ids, 'Thing')).toEqual(cells);
  });

  it.each<IdForm>(['actual', 'string'])('name every column of every table once with %s ids', (ids) => {
    for (const table of tablesOf(bindModel(cmdb, options))) {
      const cells = headerCells(table, ids, cmdb.label);
      const named = cells.map((cell) => cell.split(':')[0]).filter((name) => name !== '');
      expect(named).toEqual(Object.keys(table.columns));
      expect(new Set(cells).size).toBe(cells.length);
      expect(cells.join()).not.toMatch(/["\s;]/);
    }
  });
});

describe('encodeHeader', () => {
  it('joins the cells and ends the line', () => {
    expect(new TextDecoder().decode(encodeHeader([':ID', 'id:string']))).toBe(':ID,id:string\n');
  });
});
