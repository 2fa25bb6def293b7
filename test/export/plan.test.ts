import { describe, expect, it } from 'vitest';
import { type PlannedPart, planExport } from '../../src/export/plan.ts';
import { createGraph } from '../../src/model/graph.ts';
import { author, library } from '../model/library.ts';
import { bindEstate } from '../models/cmdb/estate.ts';

function planAuthors(count: number): readonly PlannedPart[] {
  const model = { ...library, nodes: [{ ...author, count: () => count }, library.nodes[1]!] };
  const graph = createGraph(model, { seed: 'test', scale: 3, asOfDay: 0 });
  return planExport(graph, 'actual').tables[0]!.parts;
}

describe('planExport', () => {
  it('plans a header and one part for each table of a small graph', () => {
    const plan = planExport(createGraph(library, { seed: 'test', scale: 7, asOfDay: 0 }), 'actual');
    expect(plan.tables.map(({ header, parts }) => [header, parts])).toEqual([
      [
        { path: 'Author-header.csv', cells: [':ID', 'id:string', 'name:string', 'bornOn:date'] },
        [{ path: 'Author-000.csv', first: 0, rows: 7 }],
      ],
      [
        { path: 'Book-header.csv', cells: [':ID', 'id:string', 'genre:string', 'pages:int'] },
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
    [2_000_000, [2_000_000]],
    [2_000_001, [2_000_000, 1]],
    [5_000_000, [2_000_000, 2_000_000, 1_000_000]],
  ])('cuts %i rows into parts of %j', (count, rows) => {
    const parts = planAuthors(count);
    expect(parts.map((part) => part.rows)).toEqual(rows);
    expect(parts.map(({ first }) => first)).toEqual(rows.map((_, index) => index * 2_000_000));
    expect(parts.map(({ path }) => path)).toEqual(rows.map((_, index) => `Author-00${index}.csv`));
  });

  it('numbers parts so that their names sort, also beyond a thousand', () => {
    const paths = planAuthors(2_000_000 * 1_234).map(({ path }) => path);
    expect(paths).toHaveLength(1_234);
    expect(paths[0]).toBe('Author-0000.csv');
    expect([...paths].sort()).toEqual(paths);
  });

  it('gives no two files one name', () => {
    const { tables } = planExport(bindEstate(20_000_000), 'string');
    const paths = tables.flatMap(({ header, parts }) => [header.path, ...parts.map(({ path }) => path)]);
    expect(new Set(paths.map((path) => path.toLowerCase())).size).toBe(paths.length);
  });
});
