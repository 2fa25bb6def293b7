import { parseString, writeToString } from 'fast-csv';
import { describe, expect, it } from 'vitest';
import { createRowEncoder } from '../../src/csv/encode.ts';
import type { IdForm } from '../../src/csv/header.ts';
import { ByteBuffer } from '../../src/model/byte-buffer.ts';
import { createGraph, largestScale } from '../../src/model/graph.ts';
import { tablesOf } from '../../src/model/record.ts';
import { cmdb } from '../../src/models/cmdb/model.ts';
import { library } from '../model/library.ts';
import { countFrom, describeRow, encodeRows } from './encode-rows.ts';

const forms: readonly IdForm[] = ['actual', 'string'];
const asOfDay = 20_454;

describe('createRowEncoder', () => {
  const graph = createGraph(library, { seed: 'test', scale: 7, asOfDay });

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
    ['nodes of a later table', 'actual', 1, '7,book-0,novel,226\n8,book-1,poem,881\n'],
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
    it.each([1, 2, 5, 12, 60, 1_000])('writes what fast-csv writes for the same values at scale %i', async (scale) => {
      const estate = createGraph(cmdb, { seed: 'test', scale, asOfDay });
      for (const table of tablesOf(estate)) {
        const ordinals = countFrom(0, table.count);
        const rows = ordinals.map((ordinal) => [...describeRow(estate, table, ids, ordinal)]);
        const expected = await writeToString(rows, { includeEndRowDelimiter: rows.length > 0 });
        expect(encodeRows(estate, table, ids, ordinals)).toBe(expected);
      }
    });

    it('writes rows that fast-csv reads back as their values', async () => {
      const estate = createGraph(cmdb, { seed: 'test', scale: 60, asOfDay });
      for (const table of tablesOf(estate)) {
        const ordinals = countFrom(0, table.count);
        const found: string[][] = [];
        const text = encodeRows(estate, table, ids, ordinals);
        for await (const row of parseString<string[], string[]>(text, { headers: false })) found.push(row);
        expect(found).toEqual(ordinals.map((ordinal) => describeRow(estate, table, ids, ordinal)));
      }
    });

    it('never takes more bytes for a row than it says', () => {
      const estate = createGraph(cmdb, { seed: 'test', scale: largestScale, asOfDay });
      const out = new ByteBuffer(8_192);
      for (const table of tablesOf(estate)) {
        const { encode, maxRowBytes } = createRowEncoder(estate, table, ids, out);
        for (const ordinal of [...countFrom(0, 50), ...countFrom(table.count - 50, 50)]) {
          out.position = 0;
          encode(ordinal);
          expect(out.position).toBeLessThanOrEqual(maxRowBytes);
        }
      }
    });

    it.each([2 ** 31, 2 ** 32, 2 ** 33])('goes on across ordinal %i without a jump', (border) => {
      const estate = createGraph(cmdb, { seed: 'test', scale: largestScale, asOfDay });
      const server = estate.nodes.find(({ name }) => name === 'Server')!;
      const rows = encodeRows(estate, server, ids, countFrom(border - 2, 4))
        .trimEnd()
        .split('\n');
      const numbers = countFrom(border - 2, 4).map((ordinal) => String(ordinal).padStart(13, '0'));
      const start = (number: string, n: number) =>
        ids === 'actual' ? `${server.base + border - 2 + n},srv-${number},` : `srv-${number},`;
      expect(rows.map((row, n) => row.startsWith(start(numbers[n]!, n)))).toEqual([true, true, true, true]);
      expect(new Set(rows.map((row) => row.split(',').slice(4).join())).size).toBe(4);
    });

    it.each([2 ** 31, 2 ** 32])('names the ends of relationships across record number %i', (border) => {
      const estate = createGraph(cmdb, { seed: 'test', scale: largestScale, asOfDay });
      const devices = estate.nodes.find(({ name }) => name === 'NetworkDevice')!;
      const hostedIn = estate.relationships.find(({ name }) => name === 'HOSTED_IN')!;
      const records = countFrom(border - 2, 4);
      const rows = encodeRows(
        estate,
        hostedIn,
        ids,
        records.map((record) => record - devices.base),
      );
      const starts = rows
        .trimEnd()
        .split('\n')
        .map((row) => row.split(',')[0]);
      const names = records.map((record) => `net-${String(record - devices.base).padStart(13, '0')}`);
      expect(starts).toEqual(ids === 'actual' ? records.map(String) : names);
    });
  });
});
