import { describe, expect, it } from 'vitest';
import { BulkgenError } from '../../src/errors.ts';
import { defineRelationship } from '../../src/model/definition.ts';
import { bindModel, findTable } from '../../src/model/graph.ts';
import { createModulo } from '../../src/model/link/modulo.ts';
import { createRecordReader } from '../../src/model/record.ts';
import { author, library } from './library.ts';

const options = { seed: 'test', scale: 7, asOfDay: 20_000 };

describe('bindModel', () => {
  it('gives every node table a base: the sum of the counts before it', () => {
    const { nodes, relationships } = bindModel(library, options);
    expect(nodes.map(({ name, count, base }) => ({ name, count, base }))).toEqual([
      { name: 'Author', count: 7, base: 0 },
      { name: 'Book', count: 2, base: 7 },
    ]);
    expect(relationships.map(({ name, count, base }) => ({ name, count, base }))).toEqual([
      { name: 'WROTE', count: 6, base: 0 },
    ]);
  });

  it('keeps the links of a relationship, which need no row', () => {
    const links = createModulo({ sources: 6, targets: 2 });
    const wrote = defineRelationship({ type: 'WROTE', columns: {}, rows: () => ({ count: 6, links, row: () => {} }) });
    expect(bindModel({ ...library, relationships: [wrote] }, options).relationships[0]!.links).toBe(links);
  });

  it('binds a table when it is asked for the first time, and once', () => {
    let bound = 0;
    const rows = () => {
      bound++;
      return { count: 0, row: () => {} };
    };
    const graph = bindModel(
      { ...library, relationships: [defineRelationship({ type: 'WROTE', columns: {}, rows })] },
      options,
    );
    expect(bound).toBe(0);
    expect([graph.relationships[0]!.count, graph.relationships[0]!.count, bound]).toEqual([0, 0, 1]);
  });

  it('names every node by its record number', () => {
    const graph = bindModel(library, options);
    expect([0, 6, 7, 8].map((record) => graph.idOf(record))).toEqual(['aut-00', 'aut-06', 'book-0', 'book-1']);
  });

  it.each([-1, 9, 2 ** 40])('refuses the record number %i, which no node has', (record) => {
    expect(() => bindModel(library, options).idOf(record)).toThrow(BulkgenError);
  });

  it.each([0, -1, 1.5, Number.NaN, Number.POSITIVE_INFINITY, 2 ** 40 + 1, 2 ** 41])(
    'refuses a scale of %d',
    (scale) => {
      expect(() => bindModel(library, { ...options, scale })).toThrow(
        expect.objectContaining({
          code: 'invalid-option',
          message: `Expected --scale to be a whole number from 1 to 2^40, got \`${scale}\``,
        }),
      );
    },
  );

  it('uses the number of events of the caller, by default that of the model', () => {
    expect(bindModel(library, options).events!.count).toBe(14);
    expect(bindModel(library, options, 0).events!.count).toBe(0);
    expect(bindModel(library, options, 3).events!.count).toBe(3);
  });

  it.each([
    ['the events outnumber the scale', library, 1_000_000, 'events'],
    ['a class has more rows than the scale says', withAuthors(1_000_000), undefined, 'nodes'],
  ] as const)('makes ids wide enough when %s', (_, model, events, kind) => {
    const graph = bindModel(model, options, events);
    const table = kind === 'events' ? graph.events! : graph.nodes[0]!;
    const read = createRecordReader(table);
    const ids = [0, 99, 100, 999_999].map((ordinal) => read(ordinal).properties['id']);
    const { prefix } = table.context.ownId;
    expect(ids).toEqual([`${prefix}-0000000`, `${prefix}-0000099`, `${prefix}-0000100`, `${prefix}-0999999`]);
  });

  it('refuses a table that asks for a node type the model lacks', () => {
    expect(() => bindModel({ ...library, nodes: [author] }, options).relationships[0]!.count).toThrow(
      'Could not make WROTE of model library at scale 7: Expected Book to be in the `nodes` of the model',
    );
  });

  it('names the streams by seed, model and stream', () => {
    const pages = (seed: string, name: string) => {
      const graph = bindModel({ ...library, name }, { ...options, seed, scale: 60 });
      const read = createRecordReader(graph.nodes[1]!);
      return Array.from({ length: 20 }, (_, ordinal) => read(ordinal).properties['pages']).join();
    };
    const all = [pages('a', 'library'), pages('b', 'library'), pages('a', 'archive')];
    expect(new Set(all).size).toBe(3);
    expect(pages('a', 'library')).toBe(all[0]);
  });
});

describe('findTable', () => {
  it('passes over tables without rows', () => {
    const { nodes } = bindModel({ ...library, nodes: [{ ...author, count: () => 0 }, library.nodes[1]!] }, options);
    expect(findTable(nodes, 0).name).toBe('Book');
  });
});

function withAuthors(count: number) {
  return { ...library, nodes: [{ ...author, count: () => count }, library.nodes[1]!] };
}
