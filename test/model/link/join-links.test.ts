import { describe, expect, it } from 'vitest';
import { integer } from '../../../src/model/column/integer.ts';
import type { AnyCells } from '../../../src/model/columns.ts';
import type { GraphContext } from '../../../src/model/definition.ts';
import { createFill } from '../../../src/model/link/fill.ts';
import { joinLinks } from '../../../src/model/link/join-links.ts';
import { createModulo } from '../../../src/model/link/modulo.ts';
import { bindEstate } from '../../models/cmdb/estate.ts';

const columns = { row: integer(), sum: integer() };
const estate = bindEstate(5_000);
const graph = {
  nodes: (label: string) => estate.nodes.find(({ name }) => name === label)!,
} as unknown as GraphContext; // joinLinks asks for nothing else
const [racks, servers, centers] = ['Rack', 'Server', 'DataCenter'].map((label) => graph.nodes(label as never)) as [
  { count: number; base: number },
  { count: number; base: number },
  { count: number; base: number },
];

const joined = joinLinks<typeof columns>(graph, [
  {
    ...{ from: 'Rack', to: 'DataCenter', links: createModulo({ sources: racks.count, targets: centers.count }) },
    write(cell, row, source, target) {
      cell.row(row);
      cell.sum(source + target);
    },
  },
  { from: 'DataCenter', to: 'Rack', links: createFill({ sources: 0, targets: racks.count }), write: () => {} },
  {
    ...{ from: 'Server', to: 'Rack', links: createFill({ sources: servers.count, targets: racks.count }) },
    write(cell, row, source, target) {
      cell.row(row);
      cell.sum(source + target);
    },
  },
]);

/** What the cells of a row are called with. */
function callsOf(row: number): readonly number[] {
  const calls: number[] = [];
  const cells: AnyCells = {
    ends: (start, end) => calls.push(Number(start), Number(end)),
    row: (value) => calls.push(Number(value)),
    sum: (value) => calls.push(Number(value)),
  };
  joined.row(row, cells as never);
  return calls;
}

describe('joinLinks', () => {
  it('puts the rows of each section after each other, and names all sections', () => {
    expect(joined.count).toBe(racks.count + servers.count);
    expect(joined.sections!.map(({ from, to, links }) => [from, to, links.rows])).toEqual([
      ['Rack', 'DataCenter', racks.count],
      ['DataCenter', 'Rack', 0],
      ['Server', 'Rack', servers.count],
    ]);
  });

  it('writes the record numbers of the ends, and gives their numbers within their kinds', () => {
    const { links } = joined.sections![2]!;
    const target = links.target(5);
    expect(callsOf(racks.count + 5)).toEqual([servers.base + 5, racks.base + target, 5, 5 + target]);
  });

  it('writes the same rows in any order', () => {
    const inOrder = Array.from({ length: joined.count }, (_, row) => callsOf(row));
    const backwards = inOrder.map((_, place) => callsOf(joined.count - 1 - place)).toReversed();
    expect(backwards).toEqual(inOrder);
    const scattered = inOrder.map((_, place) => callsOf((place * 7) % joined.count));
    expect(scattered).toEqual(inOrder.map((_, place) => inOrder[(place * 7) % joined.count]));
  });
});
