import { describe, expect, it } from 'vitest';
import { type PlannedPart, type PlanOptions, planExport } from '../../src/export/plan.ts';
import { bindModel } from '../../src/model/graph.ts';
import { author, library } from '../model/library.ts';

const bindLibrary = (scale: number) => bindModel(library, { seed: 'test', scale, asOfDay: 0 });

function planAuthors(count: number, { parts, gzip }: Omit<PlanOptions, 'ids'> = {}): readonly PlannedPart[] {
  const model = { ...library, nodes: [{ ...author, count: () => count }, library.nodes[1]!] };
  const graph = bindModel(model, { seed: 'test', scale: 3, asOfDay: 0 });
  return planExport(graph, { ids: 'actual', parts, gzip }).tables[0]!.parts;
}

describe('planExport', () => {
  it('plans a header and one part for each table of a small graph', () => {
    const plan = planExport(bindLibrary(7), { ids: 'actual' });
    expect(plan.tables.map(({ header, parts }) => [header, parts])).toEqual([
      [
        { path: 'Author-header.csv', cells: [':ID', 'id:string', 'name:string', 'bornOn:date'] },
        [{ path: 'Author-000.csv', first: 0, rows: 7 }],
      ],
      [
        { path: 'Book-header.csv', cells: [':ID', 'id:string', 'genre:string', 'pages:int', 'inPrint:boolean'] },
        [{ path: 'Book-000.csv', first: 0, rows: 2 }],
      ],
      [
        { path: 'WROTE-header.csv', cells: [':START_ID', ':END_ID', 'share:double'] },
        [{ path: 'WROTE-000.csv', first: 0, rows: 6 }],
      ],
    ]);
    expect(plan.rows).toBe(15);
  });

  it.each([
    [0, [0]],
    [1, [1]],
    [500_000, [500_000]],
    [500_001, [250_001, 250_000]],
    [1_400_000, [466_667, 466_667, 466_666]],
  ])('cuts %i rows into parts of %j', (count, rows) => {
    const parts = planAuthors(count);
    expect(parts.map((part) => part.rows)).toEqual(rows);
    expect(parts.map(({ path }) => path)).toEqual(rows.map((_, index) => `Author-00${index}.csv`));
  });

  it.each([
    [10, 3],
    [3, 10],
    [2 ** 40 + 7, 1_000],
  ])('cuts %i rows into %i parts without a gap', (count, parts) => {
    const planned = planAuthors(count, { parts });
    expect(planned).toHaveLength(parts);
    let next = 0;
    for (const { first, rows } of planned) {
      expect(first).toBe(next);
      next += rows;
    }
    expect(next).toBe(count);
  });

  it('refuses a form of ids that it does not know', () => {
    expect(() => planExport(bindLibrary(10), { ids: 'uuid' as 'string' })).toThrow(
      'Expected --ids to be actual or string, got `uuid`',
    );
  });

  it.each(['10', {}, [0], true] as unknown as number[])('refuses %j as a number of parts', (parts) => {
    expect(() => planAuthors(10, { parts })).toThrow('Expected --parts to be auto or a number from 1 to 10,000');
  });

  it.each([0, 1.5, -1, Number.NaN, 10_001])('refuses %d parts', (parts) => {
    expect(() => planAuthors(10, { parts })).toThrow('Expected --parts to be auto or a number from 1 to 10,000');
  });

  it('numbers parts so that their names sort, also beyond a thousand, and says which are compressed', () => {
    const paths = planAuthors(500_000 * 1_234, { gzip: true }).map(({ path }) => path);
    expect(paths).toHaveLength(1_234);
    expect(paths[0]).toBe('Author-0000.csv.gz');
    expect([...paths].sort()).toEqual(paths);
  });

  it('plans the tables that are asked for, in the order of the model', () => {
    const plan = planExport(bindLibrary(60), { ids: 'actual', tables: ['WROTE', 'Author'] });
    expect(plan.tables.map(({ table }) => table.name)).toEqual(['Author', 'WROTE']);
    expect(plan.complete).toBe(false);
    expect(planExport(bindLibrary(60), { ids: 'actual' }).complete).toBe(true);
  });

  it.each([[['Author', 'Auhtor']], [['']], [[]]])('refuses the tables %j', (tables) => {
    expect(() => planExport(bindLibrary(60), { ids: 'actual', tables })).toThrow(
      'Expected --tables to name tables of the model (Author, Book, WROTE), got',
    );
  });

  it('gives no two files one name', () => {
    const { tables } = planExport(bindLibrary(20_000_000), { ids: 'string' });
    const paths = tables.flatMap(({ header, parts }) => [header.path, ...parts.map(({ path }) => path)]);
    expect(new Set(paths.map((path) => path.toLowerCase())).size).toBe(paths.length);
  });
});
