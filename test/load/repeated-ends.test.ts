import { describe, expect, it } from 'vitest';
import { createGraph } from '../../src/export/create-graph.ts';
import { indexEnds } from '../../src/load/repeated-ends.ts';
import { parallel } from '../model/parallel.ts';
import { specimens } from '../model/specimens.ts';

describe('the ends of a table', () => {
  it('are known for every row, and for no other', () => {
    const graph = createGraph({ model: specimens, scale: 50 });
    const { has, repeated } = indexEnds(graph, graph.relationships[0]!);
    for (let ordinal = 0; ordinal < 49; ordinal++) expect(has(ordinal, ordinal + 1)).toBe(true);
    expect([has(0, 0), has(1, 0), has(49, 0), has(48, 50), has(-1, 0)]).not.toContain(true);
    expect(repeated.size).toBe(0);
  });

  it('group the rows that share them', () => {
    const graph = createGraph({ model: parallel, scale: 4 });
    const { repeated } = indexEnds(graph, graph.relationships[0]!);
    expect([...repeated.keys()]).toEqual(Array.from({ length: 12 }, (_, ordinal) => ordinal));
    expect([0, 5, 11].map((ordinal) => repeated.get(ordinal))).toEqual([
      [0, 4, 8],
      [1, 5, 9],
      [3, 7, 11],
    ]);
  });
});
