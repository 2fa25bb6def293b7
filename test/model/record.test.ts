import { describe, expect, it } from 'vitest';
import { bindModel } from '../../src/model/graph.ts';
import { createRecordReader, tablesOf } from '../../src/model/record.ts';
import { library } from './library.ts';

const graph = bindModel(library, { seed: 'test', scale: 7, asOfDay: 20_000 });

describe('createRecordReader', () => {
  it('gives a node as values', () => {
    const read = createRecordReader(graph.nodes[0]!);
    expect(read(0)).toEqual({ properties: { id: 'aut-00', name: 'The 1. "Author"', bornOn: null } });
    expect(read(1)).toEqual({
      properties: { id: 'aut-01', name: 'The 2. "Author"', bornOn: { kind: 'date', day: 9_999 } },
    });
  });

  it('gives a relationship with the record numbers of its ends', () => {
    expect(createRecordReader(graph.relationships[0]!)(4)).toEqual({ properties: { share: 0.5 }, ends: [4, 8] });
  });

  it('gives each row a new object', () => {
    const read = createRecordReader(graph.nodes[0]!);
    const first = read(0);
    read(1);
    expect(first.properties['id']).toBe('aut-00');
  });
});

describe('tablesOf', () => {
  it('puts the nodes before the relationships and leaves the events out', () => {
    expect(tablesOf(graph).map(({ name }) => name)).toEqual(['Author', 'Book', 'WROTE']);
  });
});
