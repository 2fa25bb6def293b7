import { describe, expect, it } from 'vitest';
import { createGraph } from '../../src/export/create-graph.ts';
import {
  anyReference,
  type Columns,
  date,
  defineModel,
  defineNode,
  defineRelationship,
  enumeration,
  type GraphTables,
  identity,
  integer,
  type Model,
  type RowFunction,
  vocabulary,
} from '../../src/model.ts';

const colour = vocabulary('red', 'green');
const columns = { id: identity(), size: integer(), colour: enumeration(colour), made: date() };

type Row = RowFunction<typeof columns>;
type Cell = Parameters<Row>[1];

const writeRow: Row = (n, cell) => {
  cell.id(n);
  cell.size(n);
  cell.colour(colour.code('red'));
  cell.made(20_000);
};

/** A model of one node type with these rows. */
function withRows(rows: () => (n: number, cell: Cell) => void, count = (scale: number): number => scale): Model {
  const thing = defineNode({ label: 'Thing', id: { prefix: 'thing', digits: 3 }, columns, count, rows: () => rows() });
  return defineModel({ name: 'broken', version: '1', nodes: [thing] });
}

/** A model whose relationships connect such record numbers. */
function withEnds(write: (n: number, cell: { ends(...ends: number[]): void }) => void): Model {
  const next = defineRelationship({
    type: 'NEXT',
    columns: {},
    rows: () => ({ count: 20, row: write as (n: number, cell: { ends(start: number, end: number): void }) => void }),
  });
  return defineModel({ ...withRows(() => writeRow), relationships: [next] });
}

describe('a model of the user', () => {
  it('is accepted when its rows are as its columns say', () => {
    expect(createGraph({ model: withRows(() => writeRow), scale: 100 }).scale).toBe(100);
    const model = withEnds((n, cell) => cell.ends(n, n + 1));
    expect(createGraph({ model, scale: 100 }).relationships).toHaveLength(1);
    expect(
      createGraph({
        model: withRows(
          () => writeRow,
          () => 0,
        ),
        scale: 100,
      }).nodes[0]!.count,
    ).toBe(0);
  });

  const write = (change: (n: number, cell: Cell & Record<string, (value: unknown) => void>) => void): Model =>
    withRows(() => change as (n: number, cell: Cell) => void);

  it.each<[string, Model, string]>([
    [
      'leaves out the last cell',
      write((n, cell) => {
        cell.id(n);
        cell.size(n);
        cell.colour(colour.code('red'));
      }),
      'Expected row 0 of Thing to write column `made`, got no call of it',
    ],
    [
      'leaves out a cell',
      write((n, cell) => {
        cell.id(n);
        cell.colour(colour.code('red'));
      }),
      'Expected row 0 of Thing to write column `size`, got no call of it',
    ],
    [
      'leaves out a cell, and fails later',
      write((n, cell) => {
        cell.id(n);
        cell.colour(colour.code('red'));
        throw new Error('no more');
      }),
      'Expected row 0 of Thing to write column `size`, got no call of it',
    ],
    [
      'writes cells in another order',
      write((n, cell) => {
        cell.id(n);
        cell.colour(colour.code('red'));
        cell.size(n);
      }),
      'Expected row 0 of Thing to write each column once and in order, got column `colour` before column `size`',
    ],
    [
      'writes a cell twice in a later row',
      write((n, cell) => {
        writeRow(n, cell);
        if (n > 90) cell.size(n);
      }),
      'Expected row 99 of Thing to write each column once and in order, got column `size` twice',
    ],
    [
      'writes a column that does not exist',
      write((n, cell) => {
        cell.id(n);
        cell['szie']!(n);
      }),
      'Expected row 0 of Thing to write `id`, `size`, `colour`, `made`, got `szie`',
    ],
    [
      'writes a value that the column does not hold',
      write((n, cell) => {
        cell.id(n);
        cell.size(1.5);
      }),
      'Could not make row 0 of Thing, column `size`: Expected a value of type int, got `1.5`',
    ],
    [
      'writes a code of another vocabulary',
      write((n, cell) => {
        cell.id(n);
        cell.size(n);
        (cell as Record<string, (value: unknown) => void>)['colour']!(7);
      }),
      'Expected column `colour` of row 0 of Thing to be a code of its vocabulary, got `7`',
    ],
    [
      'throws',
      write(() => {
        throw new Error('no idea');
      }),
      'Could not make row 0 of Thing: no idea',
    ],
    [
      'draws from Math.random',
      withRows(
        () => (n, cell) => writeRow(n, { ...pick(cell), size: () => cell.size(Math.floor(Math.random() * 2 ** 30)) }),
      ),
      'Expected column `size` of row 0 of Thing to be the same each time, got `',
    ],
    [
      'draws from Math.random when it is bound',
      withRows(() => {
        const size = Math.floor(Math.random() * 2 ** 30);
        return (n, cell) => writeRow(n, { ...pick(cell), size: () => cell.size(size) });
      }),
      'Expected column `size` of row 0 of Thing to be the same each time, got `',
    ],
    [
      'looks at the clock',
      withRows(
        () => (n, cell) => writeRow(n, { ...pick(cell), made: () => cell.made(Math.floor(Date.now() / 86_400_000)) }),
      ),
      'Expected column `made` of row 0 of Thing to be the same each time, got `2',
    ],
    [
      'looks at the date',
      withRows(() => {
        const today = Math.floor(Date.parse(new Date().toISOString().slice(0, 10)) / 86_400_000);
        return (n, cell) => writeRow(n, { ...pick(cell), made: () => cell.made(today) });
      }),
      'Expected column `made` of row 0 of Thing to be the same each time, got `2',
    ],
    [
      'counts half rows',
      withRows(
        () => writeRow,
        (scale) => scale / 8,
      ),
      'Expected the number of nodes of Thing to be a whole number, got `12.5`',
    ],
    [
      'counts NaN rows',
      withRows(
        () => writeRow,
        () => Number.NaN,
      ),
      'Expected the number of nodes of Thing to be a whole number, got `NaN`',
    ],
    [
      'ends at a node that does not exist',
      withEnds((n, cell) => cell.ends(n, n === 19 ? 100 : 0)),
      'Expected the ends of row 19 of NEXT to be two record numbers from 0 to 99, got `19, 100`',
    ],
    [
      'has one end',
      withEnds((n, cell) => cell.ends(n)),
      'Expected the ends of row 0 of NEXT to be two record numbers from 0 to 99, got `0`',
    ],
    ['has no ends', withEnds(() => {}), 'Expected row 0 of NEXT to write the ends, got no call of it'],
  ])('that %s is refused with the row and the column', (_, model, message) => {
    expect(() => createGraph({ model, scale: 100 })).toThrow(
      expect.objectContaining({ code: 'invalid-model', exitCode: 2, message: expect.stringContaining(message) }),
    );
  });

  it('is asked its questions before anything is written', () => {
    const queries = [
      {
        question: 'How many?',
        cypher: 'RETURN 1',
        answer: () => {
          throw new TypeError('no idea');
        },
      },
    ];
    expect(() => createGraph({ model: { ...withRows(() => writeRow), queries }, scale: 100 })).toThrow(
      'Could not answer the question "How many?" of model broken at scale 100: no idea',
    );
  });

  it('is not refused for a question that only a smaller graph cannot answer', () => {
    const queries = [
      {
        question: 'Which is the last of 2,000?',
        cypher: 'RETURN 1',
        answer: ({ nodes }: GraphTables) => {
          if (nodes[0]!.count < 2_000) throw new TypeError('too few');
          return [{ last: 1_999 }];
        },
      },
    ];
    const model = { ...withRows(() => writeRow), queries };
    expect(createGraph({ model, scale: 2_000 }).scale).toBe(2_000);
    expect(() => createGraph({ model, scale: 1_500 })).toThrow('of model broken at scale 1500: too few');
  });

  it('is looked at in its events, too', () => {
    const thing = withRows(() => writeRow).nodes[0]!;
    const review = defineNode({
      label: 'Review',
      id: { prefix: 'rev', digits: 2 },
      columns: { id: identity(), affectedCi: anyReference() },
      count: (scale) => scale,
      rows: () => (n, cell) => cell.id(n),
    });
    const events = { node: review, relationshipType: 'REVIEWS', defaultCount: () => 5, affected: () => () => 0 };
    const model = defineModel({ name: 'events', version: '1', nodes: [thing], events });
    expect(() => createGraph({ model })).toThrow('Expected row 0 of Review to write column `affectedCi`');
  });

  it('finds the clock as it was afterwards', () => {
    const before = globalThis.Date;
    expect(() => createGraph({ model: withRows(() => () => {}), scale: 5 })).toThrow();
    expect(globalThis.Date).toBe(before);
  });
});

/** The functions of the cells by name, of which some can be replaced. */
function pick(cell: Cell): Cell {
  const names = Object.keys(columns) as (keyof Columns & keyof Cell)[];
  return Object.fromEntries(
    names.map((name) => [name, (...value: unknown[]) => (cell[name] as (...v: unknown[]) => void)(...value)]),
  ) as unknown as Cell;
}
