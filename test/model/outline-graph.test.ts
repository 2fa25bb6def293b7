import { describe, expect, it } from 'vitest';
import { bindModel } from '../../src/model/graph.ts';
import { outlineGraph } from '../../src/model/outline-graph.ts';
import { cmdb } from '../../src/models/cmdb/model.ts';
import { library } from './library.ts';
import { social } from './social.ts';

const options = { seed: 'test', asOfDay: 20_454 };

describe('the outline of a graph', () => {
  it('has every table with its count, its columns and their types', () => {
    const outline = outlineGraph(bindModel(library, { ...options, scale: 6 }));
    expect(outline).toMatchObject({ model: { name: 'library', version: '0.1.0' }, label: 'Thing', scale: 6 });
    expect(outline.nodes.map(({ name, count }) => [name, count])).toEqual([
      ['Author', 6],
      ['Book', 2],
      ['Review', 12],
    ]);
    expect(outline.nodes[0]!.columns).toEqual([
      { name: 'id', type: 'string', cypherType: 'STRING', optional: false },
      { name: 'name', type: 'string', cypherType: 'STRING', optional: false },
      { name: 'bornOn', type: 'date', cypherType: 'DATE', optional: true },
    ]);
    expect(outline.relationships.map(({ name, count, connects }) => [name, count, connects])).toEqual([
      ['WROTE', 6, [{ from: ['Author'], to: ['Book'] }]],
      ['REVIEWS', 12, [{ from: ['Review'], to: ['Book'] }]],
    ]);
  });

  it('takes the labels together that a relationship type connects', () => {
    const { relationships } = outlineGraph(bindModel(cmdb, { ...options, scale: 1_000 }));
    expect(relationships.find(({ name }) => name === 'DEPENDS_ON')!.connects).toEqual([
      {
        from: ['WebApplication', 'MobileBackend', 'APIService', 'BackgroundService', 'Microservice'],
        to: ['Database', 'Microservice'],
      },
      { from: ['WebApplication', 'MobileBackend'], to: ['APIService'] },
    ]);
  });

  it('has the constraint that a model gets by itself, and no events where the model has none', () => {
    const { schema, nodes } = outlineGraph(bindModel(social, { ...options, scale: 100 }));
    expect(schema).toEqual([expect.objectContaining({ kind: 'constraint', label: 'People', properties: ['id'] })]);
    expect(nodes.map(({ name }) => name)).toEqual(['Person', 'Post']);
  });

  it('finds the same labels by some rows of a large graph as by all rows of a small one', () => {
    const [small, large] = [3_000, 10_000_000].map((scale) => outlineGraph(bindModel(cmdb, { ...options, scale })));
    const list = ({ relationships }: typeof small & {}) => relationships.map(({ connects }) => connects);
    expect(list(large!)).toEqual(list(small!));
  });

  it('has a relationship type without rows', () => {
    const { events: _, ...model } = library;
    const { relationships } = outlineGraph(bindModel(model, { ...options, scale: 1 }));
    expect(relationships[0]).toMatchObject({ name: 'WROTE', count: 0, connects: [] });
  });
});
