import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { IdForm } from '../../src/csv/header.ts';
import { type BlockOptions, generateBlocks } from '../../src/export/rows.ts';
import { bindModel, type Graph } from '../../src/model/graph.ts';
import { tablesOf } from '../../src/model/record.ts';
import type { Table } from '../../src/model/table.ts';
import { countFrom, encodeRows } from '../csv/encode-rows.ts';
import { library } from '../model/library.ts';
import { bindEstate } from '../models/cmdb/estate.ts';

/** The bytes of a stretch as text, each block copied before the next is made. */
async function generate(graph: Graph, table: Table, options: BlockOptions) {
  const chunks: string[] = [];
  const blocks: { first: number; rows: number; nulls: number; bytes: number }[] = [];
  for await (const { bytes, ...block } of generateBlocks(graph, table, options)) {
    chunks.push(Buffer.from(bytes).toString());
    blocks.push({ ...block, bytes: bytes.length });
  }
  return { text: chunks.join(''), blocks };
}

const forms: readonly IdForm[] = ['actual', 'string'];

describe.each(forms)('generateBlocks with %s ids', (ids) => {
  it('gives the same bytes for every cut of a tiny export', async () => {
    const estate = bindEstate(24);
    for (const table of tablesOf(estate)) {
      const whole = (await generate(estate, table, { ids, first: 0, end: table.count })).text;
      for (let cut = 0; cut <= table.count; cut++) {
        const head = await generate(estate, table, { ids, first: 0, end: cut, blockBytes: 4_096 });
        const tail = await generate(estate, table, { ids, first: cut, end: table.count, blockBytes: 4_096 });
        expect(head.text + tail.text).toBe(whole);
      }
    }
  });

  it('gives any row alone the bytes it has in the whole', async () => {
    const estate = bindEstate(60);
    for (const table of tablesOf(estate)) {
      const lines = encodeRows(estate, table, ids, countFrom(0, table.count)).split('\n');
      for (const ordinal of countFrom(0, table.count)) {
        const { text } = await generate(estate, table, { ids, first: ordinal, end: ordinal + 1, blockBytes: 4_096 });
        expect(text).toBe(`${lines[ordinal]}\n`);
      }
    }
  });

  it('gives the same bytes for any cuts and sizes of blocks of a small export', async () => {
    const estate = bindEstate(1_000);
    const wholes = new Map(
      tablesOf(estate).map((table) => [table, encodeRows(estate, table, ids, countFrom(0, table.count))]),
    );
    const cuts = fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { maxLength: 4 });
    const tables = fc.constantFrom(...tablesOf(estate));
    const sizes = fc.integer({ min: 2_000, max: 100_000 });
    await fc.assert(
      fc.asyncProperty(tables, cuts, sizes, async (table, places, blockBytes) => {
        const borders = [0, ...places.map((place) => Math.floor(place * table.count)), table.count];
        borders.sort((a, b) => a - b);
        const stretches = borders.slice(1).map((end, n) => ({ ids, first: borders[n]!, end, blockBytes }));
        const texts: string[] = [];
        for (const stretch of stretches) texts.push((await generate(estate, table, stretch)).text);
        expect(texts.join('')).toBe(wholes.get(table));
      }),
    );
  });

  it('says of each block which rows it holds and how many cells are empty, and fits its size', async () => {
    const estate = bindEstate(30_000);
    const places = estate.relationships.find(({ name }) => name === 'HOSTED_IN')!; // racks have no unit
    const blockBytes = 4_096;
    const { text, blocks } = await generate(estate, places, { ids, first: 10, end: 4_000, blockBytes });
    expect(blocks.length).toBeGreaterThan(5);
    let next = 10;
    for (const { first, rows, bytes } of blocks) {
      expect(first).toBe(next);
      expect(rows).toBeGreaterThan(0);
      expect(bytes).toBeLessThanOrEqual(blockBytes);
      next += rows;
    }
    expect(next).toBe(4_000);
    // An empty cell is a comma before a comma or the end of a line: no value here ends or begins with one.
    const nulls = blocks.reduce((sum, block) => sum + block.nulls, 0);
    expect(nulls).toBe(
      text
        .slice(0, -1)
        .split(/[,\n]/)
        .filter((cell) => cell === '').length,
    );
    expect(nulls).toBeGreaterThan(40);
  });

  it('leaves the bytes of a block alone until the one after the next is asked for', async () => {
    const estate = bindEstate(1_000);
    const server = estate.nodes.find(({ name }) => name === 'Server')!;
    const whole = encodeRows(estate, server, ids, countFrom(0, server.count));
    const texts: string[] = [];
    let before: Uint8Array | undefined;
    for await (const { bytes } of generateBlocks(estate, server, {
      ids,
      first: 0,
      end: server.count,
      blockBytes: 4_096,
    })) {
      if (before) texts.push(Buffer.from(before).toString());
      before = bytes;
    }
    texts.push(Buffer.from(before!).toString());
    expect(texts.join('')).toBe(whole);
  });
});

describe('generateBlocks', () => {
  it('refuses a row with a code that its vocabulary has not, instead of losing the block', async () => {
    const estate = bindEstate(60);
    const server = estate.nodes.find(({ name }) => name === 'Server')!;
    const row: Table['row'] = (ordinal, cell) =>
      server.row(ordinal, ordinal === 3 ? { ...cell, os: () => cell['os']!(99) } : cell);
    await expect(generate(estate, { ...server, row }, { ids: 'actual', first: 0, end: 9 })).rejects.toThrow(
      'Expected every cell of Server, row 3, to be one of its column',
    );
  });

  it.each<[string, string, number[]]>([
    ['Expected a value of type int, got `1.5`', 'cpuCores', [1.5]],
    ['Expected a day of the years 0 to 9999, got `1e+21`', 'purchasedOn', [1e21]],
  ])('names the row and the column of a cell that does not fit: %s', async (reason, column, cell) => {
    const estate = bindEstate(60);
    const server = estate.nodes.find(({ name }) => name === 'Server')!;
    const row: Table['row'] = (ordinal, cells) =>
      server.row(
        ordinal,
        ordinal === 3 ? { ...cells, [column]: () => (cells[column] as (...value: number[]) => void)(...cell) } : cells,
      );
    await expect(generate(estate, { ...server, row }, { ids: 'actual', first: 0, end: 9 })).rejects.toMatchObject({
      code: 'invalid-model',
      message: expect.stringContaining(`Could not make row 3 of Server, column \`${column}\`: ${reason}`),
    });
  });

  const graph = bindModel(library, { seed: 'test', scale: 7, asOfDay: 20_454 });
  const authors = graph.nodes[0]!;

  it('makes no block of no rows', async () => {
    const { blocks } = await generate(graph, authors, { ids: 'actual', first: 3, end: 3 });
    expect(blocks).toEqual([]);
  });

  it('refuses blocks that a row might not fit into', async () => {
    const options: BlockOptions = { ids: 'actual', first: 0, end: 7, blockBytes: 100 };
    await expect(generate(graph, authors, options)).rejects.toThrow(/^Expected blocks of at least \d+ bytes, got 100$/);
  });
});
