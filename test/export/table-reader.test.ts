import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, expectTypeOf, it } from 'vitest';
import { createGraph } from '../../src/export/create-graph.ts';
import { exportGraph } from '../../src/export/export-graph.ts';
import { tablesOf } from '../../src/model/record.ts';
import { library } from '../model/library.ts';
import { specimens } from '../model/specimens.ts';
import { makeTemporaryFolder } from '../setup/temporary-folder.ts';

const graph = createGraph({ model: library, scale: 9 });

async function collect<Item>(items: AsyncIterable<Item>): Promise<Item[]> {
  const all: Item[] = [];
  for await (const item of items) all.push(item);
  return all;
}

describe('the rows of a table', () => {
  it('are plain objects whose type is that of the columns', async () => {
    const authors = await collect(graph.table('Author').rows({ end: 2 }));
    expect(authors).toEqual([
      { id: 'aut-00', name: 'The 1. "Author"', bornOn: null },
      { id: 'aut-01', name: 'The 2. "Author"', bornOn: '1998-08-15' },
    ]);
    const [first] = authors;
    expectTypeOf(first!).toEqualTypeOf<{
      readonly id: string;
      readonly name: string;
      readonly bornOn: string | null;
    }>();
    const [book] = await collect(graph.table('Book').rows());
    expectTypeOf(book!.pages).toEqualTypeOf<number>();
    expectTypeOf(book!.genre).toEqualTypeOf<'novel' | 'poem' | 'letters, diaries'>();
    // @ts-expect-error: a book has no such column
    expect(book!.title).toBe(undefined);
    // @ts-expect-error: the model has no such table
    expect(() => graph.table('Reader')).toThrow(/Expected a table of the model \(Author, Book, WROTE, Review\), got/);
  });

  it('name the ends of a relationship by readable id', async () => {
    const [wrote] = await collect(graph.table('WROTE').rows());
    expect(wrote).toEqual({ startId: 'aut-00', endId: 'book-0', share: 0.25 });
    expectTypeOf(wrote!.startId).toEqualTypeOf<string>();
  });

  it('of the events name the node that they affect', async () => {
    const [review] = await collect(graph.table('Review').rows());
    expect(review).toEqual({ id: 'rev-00', stars: 1, affectedCi: 'book-0' });
  });

  it('have the values of every type of column as JSON has them', async () => {
    const [, row] = await collect(createGraph({ model: specimens, scale: 3 }).table('Specimen').rows());
    expect(JSON.parse(JSON.stringify(row))).toEqual(row);
    expect(row).toMatchObject({
      tags: ['old'],
      size: -1,
      grains: -(2 ** 32),
      weight: -1.001,
      onLoan: false,
      foundOn: '2023-04-07',
      seenAt: '2025-08-11T02:38:42Z',
      place: { longitude: -0.01, latitude: 0.02 },
      age: expect.stringMatching(/^P/),
      soldOn: '2026-01-02',
      opensAt: '00:20:34+05:30',
      shownAt: '2025-12-31T23:39:26',
      sizes: [-1, -1],
      days: ['2025-12-31', '2025-12-31'],
    });
  });

  it('of the built-in model are typed, too', async () => {
    const [server] = await collect(createGraph({ scale: 100 }).table('Server').rows({ first: 5, end: 6 }));
    expect(server).toMatchObject({ id: 'srv-0000005', cpuCores: expect.any(Number), dualHomed: expect.any(Boolean) });
    expectTypeOf(server!.cpuCores).toEqualTypeOf<number>();
    expectTypeOf(server!.datacenter).toEqualTypeOf<string | null>();
  });

  it.each([{ first: -1 }, { end: 10 }, { first: 3, end: 2 }, { first: 0.5 }])('refuse the range %j', async (range) => {
    await expect(collect(graph.table('Author').rows(range))).rejects.toMatchObject({ code: 'invalid-option' });
    await expect(collect(graph.table('Author').csv(range))).rejects.toMatchObject({ code: 'invalid-option' });
  });

  it('end with the reason of a signal as the cause', async () => {
    const controller = new AbortController();
    const reason = new Error('enough');
    const rows = createGraph({ scale: 100_000 }).table('Server').rows({ signal: controller.signal });
    await rows.next();
    controller.abort(reason);
    await expect(collect(rows)).rejects.toMatchObject({ code: 'interrupted', cause: reason });
  });
});

describe('the CSV of a table', () => {
  it.each(['actual', 'string'] as const)('has the bytes of an export with ids %s, in ranges or whole', async (ids) => {
    const folder = await makeTemporaryFolder();
    await exportGraph({ folder, model: library, scale: 9, ids });
    for (const { name, count } of tablesOf(graph)) {
      const table = graph.table(name as 'Author');
      const header = await readFile(join(folder, `${name}-header.csv`));
      const rows = await readFile(join(folder, `${name}-000.csv`));
      expect(Buffer.concat(await collect(table.csv({ ids })))).toEqual(Buffer.concat([header, rows]));
      const middle = Math.floor(count / 2);
      const halves = [{ end: middle }, { first: middle }].map((range) => table.csv({ ids, header: false, ...range }));
      expect(Buffer.concat((await Promise.all(halves.map(collect))).flat())).toEqual(rows);
    }
  });

  it('may be kept while more is generated', async () => {
    const servers = createGraph({ scale: 30_000 }).table('Server');
    const whole = Buffer.concat(await collect(servers.csv()));
    expect(whole.toString().trimEnd().split('\n')).toHaveLength(servers.count + 1);
  });

  it('is refused for events, which have no file', async () => {
    await expect(collect(graph.table('Review').csv())).rejects.toMatchObject({ code: 'invalid-option' });
  });
});
