import { describe, expect, it } from 'vitest';
import { listLoadedTables } from '../../src/load/loaded-table.ts';
import { createTextBatches } from '../../src/load/unwind.ts';
import type { AnyCells } from '../../src/model/columns.ts';
import { bindModel } from '../../src/model/graph.ts';
import { specimens } from '../model/specimens.ts';

const graph = bindModel(specimens, { seed: 'test', scale: 3, asOfDay: 20_454 });
const table = listLoadedTables(graph).find(({ stage }) => stage === 'nodes')!;
const statement = { text: '', parameters: {} };

describe('the rows of a batch', () => {
  it('end with the row that exceeds the longest text', () => {
    const prepare = createTextBatches(graph, () => statement, { longest: 1 });
    expect(prepare({ table, first: 0, end: 3 })).toMatchObject({ first: 0, end: 1 });
  });

  it('name the row and the column of a cell that does not fit', () => {
    const row = (ordinal: number, cells: AnyCells): void => {
      const { id, size } = cells as unknown as Record<'id' | 'size', (value: number) => void>;
      id(ordinal);
      size(0.5);
    };
    const misfit = { ...table, row };
    const prepare = createTextBatches({ ...graph, nodes: [misfit] }, () => statement);
    expect(() => prepare({ table: misfit, first: 2, end: 3 })).toThrow(
      expect.objectContaining({
        code: 'invalid-model',
        message: expect.stringMatching(/^Could not make row 2 of Specimen, column `size`/),
      }),
    );
  });
});
