import { describe, expect, it } from 'vitest';
import { listDirt } from '../../src/ask/list-dirt.ts';
import { createGraph } from '../../src/export/create-graph.ts';

describe('the list of dirt', () => {
  const graph = createGraph({ scale: 1_000, dirt: 2 });

  it('has every dirty node with what is wrong with it, and the original of a duplicate', () => {
    const { kinds, nodes } = listDirt(graph, { limit: 'all' });

    expect(kinds).toEqual({ orphan: 7, stale: 7, duplicate: 6 });
    expect(nodes).toHaveLength(20);
    expect(new Set(nodes.map(({ id }) => id)).size).toBe(20);
    for (const { kind, original } of nodes) expect(original === null).toBe(kind !== 'duplicate');
    expect(nodes.at(-1)).toMatchObject({ label: 'VirtualMachine', original: expect.stringMatching(/^vm-\d+$/) });
  });

  it('has so many of each kind, or of one', () => {
    expect(listDirt(graph, { limit: 2 }).nodes.map(({ kind }) => kind)).toEqual([
      ...['orphan', 'orphan', 'stale', 'stale', 'duplicate', 'duplicate'],
    ]);
    expect(listDirt(graph, { kind: 'orphans' })).toEqual(listDirt(graph, { kind: 'orphan' }));
    const { kinds, nodes } = listDirt(graph, { kind: 'stale' });
    expect(kinds).toEqual({ stale: 7 });
    expect(nodes.map(({ kind }) => kind)).toEqual(new Array(7).fill('stale'));
  });

  it('is found at once at any scale', () => {
    const { kinds, nodes } = listDirt(createGraph({ scale: 1_000_000_000, dirt: 2 }), { limit: 3 });
    expect(kinds).toEqual({ orphan: 6_666_667, stale: 6_666_667, duplicate: 6_666_666 });
    expect(nodes).toHaveLength(9);
  });

  it.each([
    [graph, { kind: 'old' }, 'Expected a kind of dirt (orphan, stale, duplicate), got `old`'],
    [graph, { limit: 0 }, 'Expected --limit to be a whole number from 1 to 1000, got `0`'],
    [createGraph(), {}, 'Expected a graph with dirt, got one without'],
    [createGraph({ scale: 10 ** 9, dirt: 2 }), { limit: 'all' as const }, 'Expected at most 1,000,000 nodes to list'],
  ])('is refused where it cannot be made', (asked, options, message) => {
    expect(() => listDirt(asked, options)).toThrow(message);
  });
});
