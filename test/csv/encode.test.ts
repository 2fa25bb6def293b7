import { parseString, writeToString } from 'fast-csv';
import { describe, expect, it } from 'vitest';
import { createRowEncoder } from '../../src/csv/encode.ts';
import type { IdForm } from '../../src/csv/header.ts';
import { ByteBuffer } from '../../src/model/byte-buffer.ts';
import { bindModel, largestScale } from '../../src/model/graph.ts';
import { tablesOf } from '../../src/model/record.ts';
import { builtInModels } from '../../src/model-loader/known-models.ts';
import { library } from '../model/library.ts';
import { countFrom, describeRow, encodeRows } from './encode-rows.ts';

const forms: readonly IdForm[] = ['actual', 'string'];
const asOfDay = 20_454;
const allModels = [library, ...builtInModels];
const byName = allModels.map((model) => [model.name, model] as const);

describe('createRowEncoder', () => {
  const graph = bindModel(library, { seed: 'test', scale: 7, asOfDay });

  it.each<[string, IdForm, number, string]>([
    [
      'nodes by record number',
      'actual',
      0,
      '0,aut-00,"The 1. ""Author""",\n1,aut-01,"The 2. ""Author""",1998-08-15\n2,aut-02,"The 3. ""Author""",\n',
    ],
    [
      'nodes with their labels',
      'string',
      0,
      'aut-00,"The 1. ""Author""",,Thing;Author\naut-01,"The 2. ""Author""",1998-08-15,Thing;Author\naut-02,"The 3. ""Author""",,Thing;Author\n',
    ],
    ['nodes of a later table', 'actual', 1, '7,book-0,novel,226,true\n8,book-1,poem,881,false\n'],
    ['relationships by record number', 'actual', 2, '0,7,0.25\n1,7,0.5\n2,7,0.75\n'],
    [
      'relationships by id with their type',
      'string',
      2,
      'aut-00,book-0,0.25,WROTE\naut-01,book-0,0.5,WROTE\naut-02,book-0,0.75,WROTE\n',
    ],
  ])('writes %s', (_, ids, place, expected) => {
    const table = tablesOf(graph)[place]!;
    expect(encodeRows(graph, table, ids, countFrom(0, Math.min(3, table.count)))).toBe(expected);
  });

  describe.each(forms)('with %s ids', (ids) => {
    it.each(allModels.flatMap((model) => [1, 2, 5, 12, 60, 1_000].map((scale) => [model.name, scale, model] as const)))(
      'writes what fast-csv writes for the same values: %s, scale %i',
      async (_, scale, model) => {
        const bound = bindModel(model, { seed: 'test', scale, asOfDay });
        for (const table of tablesOf(bound)) {
          const ordinals = countFrom(0, table.count);
          const rows = ordinals.map((ordinal) => [...describeRow(bound, table, ids, ordinal)]);
          const expected = await writeToString(rows, { includeEndRowDelimiter: rows.length > 0 });
          expect(encodeRows(bound, table, ids, ordinals)).toBe(expected);
        }
      },
    );

    it.each(byName)('writes rows that fast-csv reads back as their values: %s', async (_, model) => {
      const bound = bindModel(model, { seed: 'test', scale: 60, asOfDay });
      for (const table of tablesOf(bound)) {
        const ordinals = countFrom(0, table.count);
        const found: string[][] = [];
        const text = encodeRows(bound, table, ids, ordinals);
        for await (const row of parseString<string[], string[]>(text, { headers: false })) found.push(row);
        expect(found).toEqual(ordinals.map((ordinal) => describeRow(bound, table, ids, ordinal)));
      }
    });

    it.each(byName)('never takes more bytes for a row than it says: %s', (_, model) => {
      const bound = bindModel(model, { seed: 'test', scale: largestScale, asOfDay });
      const out = new ByteBuffer(8_192);
      for (const table of tablesOf(bound)) {
        const { encode, maxRowBytes } = createRowEncoder(bound, table, ids, out);
        for (const ordinal of [...countFrom(0, 50), ...countFrom(table.count - 50, 50)]) {
          out.position = 0;
          encode(ordinal);
          expect(out.position).toBeLessThanOrEqual(maxRowBytes);
        }
      }
    });

    it.each([2 ** 31, 2 ** 32, 2 ** 33])('continues across ordinal %i without a jump', (border) => {
      const bound = bindModel(library, { seed: 'test', scale: largestScale, asOfDay });
      const books = bound.nodes.find(({ name }) => name === 'Book')!;
      const rows = encodeRows(bound, books, ids, countFrom(border - 2, 4))
        .trimEnd()
        .split('\n');
      const numbers = countFrom(border - 2, 4).map((ordinal) => String(ordinal).padStart(13, '0'));
      const start = (number: string, n: number) =>
        ids === 'actual' ? `${books.base + border - 2 + n},book-${number},` : `book-${number},`;
      expect(rows.map((row, n) => row.startsWith(start(numbers[n]!, n)))).toEqual([true, true, true, true]);
      expect(new Set(rows.map((row) => row.slice(row.indexOf(',', 20)))).size).toBe(4);
    });

    it.each([2 ** 31, 2 ** 32])('names the ends of relationships across record number %i', (border) => {
      const bound = bindModel(library, { seed: 'test', scale: largestScale, asOfDay });
      const wrote = bound.relationships.find(({ name }) => name === 'WROTE')!;
      const records = countFrom(border - 2, 4); // the n-th row starts at the n-th author, whose record number is n
      const rows = encodeRows(bound, wrote, ids, records);
      const starts = rows
        .trimEnd()
        .split('\n')
        .map((row) => row.split(',')[0]);
      const names = records.map((record) => `aut-${String(record).padStart(13, '0')}`);
      expect(starts).toEqual(ids === 'actual' ? records.map(String) : names);
    });
  });
});
