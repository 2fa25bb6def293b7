import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { integer } from '../../src/model/column/integer.ts';
import { bindModel, type Graph } from '../../src/model/graph.ts';
import { defineModel } from '../../src/model/model.ts';
import { node } from '../../src/model/node.ts';
import { createRecordReader } from '../../src/model/record.ts';

const bind = (nodes: readonly ReturnType<typeof node>[], scale: number): Graph =>
  bindModel(defineModel({ name: 'test', version: '1', nodes }), { seed: 'test', scale, asOfDay: 20_000 });

describe('node', () => {
  it('writes the ids by itself, with the label as their prefix', () => {
    const kind = node('Blog_Post', { columns: { size: integer() }, rows: () => (n, cell) => cell.size(n * 2) });
    const [table] = bind([kind], 3).nodes;
    expect(createRecordReader(table!)(2)).toMatchObject({ properties: { id: 'blogpost-0000002', size: 4n } });
    expect(node('A', { prefix: 'x' }).id.prefix).toBe('x');
  });

  it('has rows without columns', () => {
    expect(createRecordReader(bind([node('Thing', {})], 3).nodes[0]!)(0).properties).toEqual({ id: 'thing-0000000' });
  });

  it('deals out the scale by shares, after the kinds that count themselves', () => {
    const kinds = [
      node('A', { share: 1 }),
      node('B', { count: (scale) => Math.min(scale, 7) }),
      node('C', { share: 3 }),
    ];
    expect(bind(kinds, 107).nodes.map(({ count, base }) => [count, base])).toEqual([
      [25, 0],
      [7, 25],
      [75, 32],
    ]);
    expect(bind(kinds, 3).nodes.map(({ count }) => count)).toEqual([0, 3, 0]);
  });

  it('has as many nodes as the scale says, whatever the shares are', () => {
    const shares = fc.array(fc.double({ min: 0.001, max: 1_000, noNaN: true }), { minLength: 1, maxLength: 6 });
    fc.assert(
      fc.property(shares, fc.integer({ min: 1, max: 2 ** 40 }), (list, scale) => {
        const { nodes } = bind(
          list.map((share, index) => node(`K${index}`, { share })),
          scale,
        );
        expect(nodes.reduce((sum, { count }) => sum + count, 0)).toBe(scale);
        expect(nodes.every(({ count }) => count >= 0)).toBe(true);
      }),
    );
  });

  it('draws the same numbers for the same seed, table and name', () => {
    const draws: number[] = [];
    const kind = (label: string) =>
      node(label, {
        rows({ draw, today, count, scale }) {
          const tools = [draw(), draw('row'), draw('other')].map((it) => it.below(2 ** 20, 5));
          draws.push(...tools, today, count, scale);
          return () => {};
        },
      });
    for (const table of bind([kind('One'), kind('Two')], 8).nodes) expect(table.row).toBeTypeOf('function');
    const [first, again, other, today, count, scale, elsewhere] = draws;
    expect([again, today, count, scale]).toEqual([first, 20_000, 4, 8]);
    expect(new Set([first, other, elsewhere]).size).toBe(3);
  });

  it.each([
    [{ share: 0 }, 'Expected the share of Thing to be above 0, got `0`'],
    [{ share: Number.NaN }, 'Expected the share of Thing to be above 0, got `NaN`'],
    [{ share: 1, count: () => 1 }, 'Expected Thing to have a share or a count, got both'],
  ])('refuses %o', (options, message) => {
    expect(() => node('Thing', options)).toThrow(message);
  });
});

describe('defineModel with defaults', () => {
  it('refuses a draw without the number of the row', () => {
    const odd = node('Odd', {
      columns: { size: integer() },
      rows: ({ draw }) => {
        const size = draw('size') as unknown as { below(bound: number): number };
        return (_n, cell) => cell.size(size.below(5));
      },
    });
    const read = createRecordReader(bind([odd], 10).nodes[0]!);
    expect(() => read(3)).toThrow('Expected a draw to get the number of the row, got none');
  });

  it('gives a model its label and the constraint on ids', () => {
    const { label, schema, relationships } = defineModel({
      name: 'supply-chain',
      version: '1',
      nodes: [node('Part', {})],
    });
    expect({ label, schema, relationships }).toEqual({
      label: 'SupplyChain',
      schema: [{ kind: 'constraint', name: 'supplychain_id_unique', label: 'SupplyChain', properties: ['id'] }],
      relationships: [],
    });
  });

  it('does not give it the label of a kind', () => {
    const { label } = defineModel({ name: 'part', version: '1', nodes: [node('Part', {})] });
    expect(label).toBe('PartNode');
  });

  it('keeps a constraint on ids of the model', () => {
    const schema = [{ kind: 'constraint', name: 'own', label: 'Thing', properties: ['id'] }] as const;
    const model = defineModel({ name: 'test', version: '1', label: 'Thing', nodes: [node('Part', {})], schema });
    expect(model.schema).toEqual(schema);
  });
});
