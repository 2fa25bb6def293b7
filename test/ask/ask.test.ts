import { describe, expect, it } from 'vitest';
import { findImpact } from '../../src/ask/find-impact.ts';
import { findNeighbours } from '../../src/ask/find-neighbours.ts';
import { findNode, nameNode, nameRecord } from '../../src/ask/find-node.ts';
import { findPath } from '../../src/ask/find-path.ts';
import { findSinglePoints } from '../../src/ask/find-single-points.ts';
import { findTop } from '../../src/ask/find-top.ts';
import { createGraph, type ReadableGraph } from '../../src/export/create-graph.ts';
import type { FailureRule, Model } from '../../src/model.ts';
import classic from '../../src/models/classic.ts';
import { cmdb } from '../../src/models/cmdb/model.ts';
import fraud from '../../src/models/fraud.ts';
import social from '../../src/models/social.ts';
import supplyChain from '../../src/models/supply-chain.ts';
import { measureDistances, type Row, readRows } from './brute-force.ts';
import { shop } from './shop-model.ts';

const models: readonly Model[] = [social, fraud, supplyChain, classic, shop];
const cases = models.flatMap((model) => [1, 7, 60, 500].map((scale) => [model.name, scale, model] as const));
const withRules = cases.filter(([, , { failures }]) => failures);

/** Some ids of every kind, spread evenly. */
function sampleIds(graph: ReadableGraph, most: number): readonly string[] {
  return graph.nodes.flatMap(({ base, count }) => {
    const step = Math.max(1, Math.floor(count / most));
    return Array.from({ length: Math.min(count, most) }, (_, index) => graph.idOf(base + index * step));
  });
}

const labelOf = (graph: ReadableGraph, id: string): string =>
  graph.nodes.find(({ context }) => id.startsWith(`${context.ownId.prefix}-`))!.name;

/** Where failures spread: from the node that fails to the one that feels it. */
function listSpread(graph: ReadableGraph, rows: readonly Row[]): readonly (Row & { readonly rule: FailureRule })[] {
  return graph
    .failures()
    .flatMap((rule) =>
      rows
        .filter(
          ({ type, from, to }) =>
            type === rule.type &&
            (rule.from ?? labelOf(graph, from)) === labelOf(graph, from) &&
            (rule.to ?? labelOf(graph, to)) === labelOf(graph, to),
        )
        .map((row) => ({ ...row, rule, ...(rule.fails === 'source' && { from: row.to, to: row.from }) })),
    );
}

const numberOf = (id: string): number => Number(id.split('-')[1]);

/** Everything that fails at last, found by looking at all nodes again and again. */
function failAll(graph: ReadableGraph, rows: readonly Row[], first: string): ReadonlySet<string> {
  const spread = listSpread(graph, rows);
  const failed = new Set([first]);
  const isLost = ({ from, to, rule }: (typeof spread)[number]): boolean => {
    const [source, target] = rule.fails === 'source' ? [to, from] : [from, to];
    return failed.has(from) && (rule.isRequired?.(numberOf(source), numberOf(target)) ?? true);
  };
  for (let size = 0; size < failed.size; ) {
    size = failed.size;
    for (const { to, rule } of spread) {
      const own = spread.filter((row) => row.to === to && row.rule === rule);
      const rest = own.filter((row) => !isLost(row)).length;
      if (rest < (rule.needed?.(numberOf(to)) ?? own.length)) failed.add(to);
    }
  }
  failed.delete(first);
  return failed;
}

describe.each(cases)('the questions about %s with %i nodes', (_, scale, model) => {
  const graph = createGraph({ model, scale });

  it('have the neighbours of the rows', async () => {
    const rows = await readRows(graph);
    for (const id of sampleIds(graph, 15)) {
      const { degrees, neighbours } = findNeighbours(graph, { node: id, limit: 1_000 });
      const expected = [
        ...rows.filter(({ from }) => from === id).map(({ type, to }) => `${type} out ${labelOf(graph, to)} ${to}`),
        ...rows.filter(({ to }) => to === id).map(({ type, from }) => `${type} in ${labelOf(graph, from)} ${from}`),
      ].sort();
      expect(neighbours.map((one) => `${one.type} ${one.direction} ${one.label} ${one.id}`)).toEqual(expected);
      for (const { type, direction, label, rows: count } of degrees)
        expect(expected.filter((line) => line.startsWith(`${type} ${direction} ${label} `))).toHaveLength(count);
    }
  });

  it('have the nodes with most rows', async () => {
    const rows = await readRows(graph);
    for (const { name: label, base, count } of graph.nodes) {
      const ids = Array.from({ length: count }, (_unused, n) => graph.idOf(base + n));
      for (const by of ['dependants', 'dependencies'] as const) {
        for (const type of [undefined, ...graph.relationships.map(({ name }) => name)]) {
          const connects = graph.relationships.some(({ name, sections }) =>
            sections!.some(({ from, to }) => (type ?? name) === name && (by === 'dependants' ? to : from) === label),
          );
          if (!connects) {
            expect(() => findTop(graph, { label, by, type })).toThrow('Expected relationships');
            continue;
          }
          const degrees = new Map(ids.map((id) => [id, 0]));
          for (const row of rows) {
            const end = by === 'dependants' ? row.to : row.from;
            if (row.type === (type ?? row.type) && degrees.has(end)) degrees.set(end, degrees.get(end)! + 1);
          }
          const expected = [...degrees].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1)).slice(0, 7);
          const found = findTop(graph, { label, by, type, limit: 7 });
          expect(found.map(({ id, rows: degree }) => [id, degree])).toEqual(expected);
        }
      }
    }
  });

  it.each([false, true])('have shortest paths, undirected: %s', async (undirected) => {
    const rows = await readRows(graph);
    const edges = rows.map(({ from, to }) => [from, to] as const);
    if (undirected) edges.push(...rows.map(({ from, to }) => [to, from] as const));
    const ids = sampleIds(graph, 6);
    for (const from of ids) {
      const distances = measureDistances(from, edges);
      for (const to of ids.filter((id) => id !== from)) {
        const path = findPath(graph, { from, to, undirected });
        expect(path?.length).toBe(distances.get(to));
        if (!path) continue;
        const nodes = path.nodes.map(({ id }) => id);
        expect([nodes[0], nodes.at(-1)]).toEqual([from, to]);
        for (const [index, { type, direction }] of path.relationships.entries()) {
          const ends = [nodes[index], nodes[index + 1]];
          const [a, b] = direction === 'out' ? ends : ends.toReversed();
          if (!undirected) expect(direction).toBe('out');
          expect(rows).toContainEqual({ type, from: a, to: b });
        }
      }
    }
  });
});

describe.each(withRules)('the failures of %s with %i nodes', (_, scale, model) => {
  const graph = createGraph({ model, scale });

  it('have the impact of a failure, naive and aware of redundancy', async () => {
    const rows = await readRows(graph);
    const edges = listSpread(graph, rows).map(({ from, to }) => [from, to] as const);
    for (const node of sampleIds(graph, 5)) {
      const reached = [...measureDistances(node, edges)].slice(1);
      const naive = findImpact(graph, { node, limit: 1_000 });
      const byDistance = reached.sort((a, b) => a[1] - b[1] || (a[0] < b[0] ? -1 : 1));
      expect(naive.nearest.map(({ id, distance }) => [id, distance])).toEqual(byDistance);
      expect(naive.affected).toBe(reached.length);
      for (const { id, distance, path } of naive.nearest)
        expect([path.length, path[0]!.id, path.at(-1)!.id]).toEqual([distance + 1, node, id]);
      if (scale > 100) continue;
      const aware = findImpact(graph, { node, aware: true, limit: 1_000 });
      expect(new Set(aware.nearest.map(({ id }) => id))).toEqual(failAll(graph, rows, node));
      expect(aware.labels.reduce((sum, { nodes }) => sum + nodes, 0)).toBe(aware.affected);
      expect(aware.distances.reduce((sum, { nodes }) => sum + nodes, 0)).toBe(aware.affected);
    }
  });

  it('have the single points of failure', () => {
    const { points, found, examined } = findSinglePoints(graph, { atLeast: 3, candidates: 1_000, limit: 1_000 });
    const ids = graph.nodes.flatMap(({ base, count }) =>
      Array.from({ length: count }, (_unused, n) => graph.idOf(base + n)),
    );
    const expected = ids
      .map((node) => [node, findImpact(graph, { node, aware: true }).affected] as const)
      .filter(([, affected]) => affected >= 3);
    expect(new Map(points.map(({ id, affected }) => [id, affected]))).toEqual(new Map(expected));
    expect(found).toBe(points.length);
    const worstFirst = points.toSorted((a, b) => b.affected - a.affected || b.rows - a.rows || (a.id < b.id ? -1 : 1));
    expect(points).toEqual(worstFirst);
    expect(findSinglePoints(graph, { atLeast: 3, candidates: 1_000, limit: 2 }).points).toEqual(points.slice(0, 2));
    for (const { label, nodes, of } of examined)
      expect([nodes, of]).toEqual([of, graph.nodes.find(({ name }) => name === label)!.count]);
  });
});

it('lists the single points of failure with most relationships where more nodes fail with each than it counts', () => {
  const { points, found, mostCounted } = findSinglePoints(createGraph({ scale: 1_000_000_000 }), { limit: 3 });
  expect(found).toBeGreaterThan(1_000);
  expect(points.map(({ affected }) => affected)).toEqual([mostCounted, mostCounted, mostCounted]);
  const rows = points.map((point) => point.rows);
  expect(rows).toEqual(rows.toSorted((a, b) => b - a));
});

it('lists the business services that a failure reaches, with how much of what they need fails', async () => {
  const estate = createGraph<Model>({ scale: 1_000, model: cmdb });
  const rows = await readRows(estate);
  const { losses, nearest, labels } = findImpact(estate, { node: 'fra1-sw-a-0005', aware: true, limit: 1_000 });
  const failed = new Set(nearest.map(({ id }) => id));
  const services = nearest.filter(({ label }) => label === 'BusinessService');
  expect(losses.count).toBe(labels.find(({ label }) => label === 'BusinessService')!.nodes);
  expect(new Set(losses.first.map(({ id }) => id))).toEqual(new Set(services.map(({ id }) => id)));
  for (const { id, failed: lost, of } of losses.first) {
    const needs = rows.filter(({ type, to }) => type === 'SUPPORTS' && to === id).map(({ from }) => from);
    expect([lost, of]).toEqual([needs.filter((need) => failed.has(need)).length, needs.length]);
  }
  const shares = losses.first.map(({ failed: lost, of }) => lost / of);
  expect(shares).toEqual(shares.toSorted((a, b) => b - a));
  expect(findImpact(estate, { node: 'fra1-sw-a-0005', aware: true, limit: 2 }).losses).toEqual({
    count: losses.count,
    first: losses.first.slice(0, 2),
  });
});

describe('a question', () => {
  const graph = createGraph({ model: shop, scale: 50 });

  it('takes the name of a node where its model finds it', () => {
    expect(findNeighbours(graph, { node: 'Front door' })).toEqual(findNeighbours(graph, { node: 'service-0000000' }));
  });

  it('takes any name that one node has, and refuses one that several have', () => {
    const estate = createGraph({ scale: 1_000 });
    for (const { id, name } of estate.nodes.map(({ base }) => nameRecord(estate, base)))
      expect(nameNode(estate, findNode(estate, name!)).id).toBe(id);
    const services = createGraph({ model: shop, scale: 1_000 });
    const names = Array.from({ length: services.nodes[0]!.count }, (_, n) => nameRecord(services, n).name!);
    const twice = names.find((name, place) => names.indexOf(name) < place)!;
    expect(() => findNode(services, twice)).toThrow(`Expected the name of one node, got \`${twice}\`, which `);
  });

  it('takes an id or a name in upper or lower case, and prefers the exact one', () => {
    const estate = createGraph({ scale: 1_000_000_000 });
    const find = (text: string) => nameNode(estate, findNode(estate, text)).name;
    expect(find('online banking')).toBe('Online Banking');
    expect(find('FRA1-SW-A-0001')).toBe('fra1-sw-a-0001');
    expect(find('NET-0000000')).toBe('fra1-sw-a-0001');
    const dirty = createGraph({ scale: 1_000, dirt: 5 });
    const names = dirty.nodes.flatMap(({ base, count }) =>
      Array.from({ length: count }, (_unused, n) => nameRecord(dirty, base + n)),
    );
    const capitals = names.find(({ id, name }) => id.startsWith('vm-') && name!.toUpperCase() === name)!;
    expect(nameNode(dirty, findNode(dirty, capitals.name!))).toEqual(capitals);
  });

  it.each([
    ['onlin banking', 'Did you mean `Online Banking`?'],
    ['chekout-db', 'Did you mean `checkout-db`?'],
    ['frra1', 'Did you mean `fra1`?'],
  ])('suggests the closest name for %s at a billion nodes', (node, hint) => {
    const estate = createGraph({ scale: 1_000_000_000 });
    expect(() => findNode(estate, node)).toThrow(expect.objectContaining({ hint }));
  });

  it('takes a name with the number of the id in a kind that is too large to read', () => {
    const estate = createGraph({ scale: 1_000_000_000 });
    for (const label of ['Container', 'Microservice', 'Certificate', 'Change', 'Database']) {
      const { base, count } = estate.nodes.find((table) => table.name === label)!;
      const { id, name } = nameRecord(estate, base + count - 5);
      expect(nameNode(estate, findNode(estate, name!)).id).toBe(id);
    }
  });

  it.each([
    ['service-0000099', 'Expected the id of a node, got `service-0000099`: service has 0000000 to 0000019'],
    ['rock-0000001', 'Expected the id or the name of a node, got `rock-0000001`'],
    ['Loading bay', 'Expected the id or the name of a node, got `Loading bay`'],
  ])('refuses the node %s', (node, message) => {
    expect(() => findImpact(graph, { node })).toThrow(expect.objectContaining({ code: 'invalid-option', message }));
  });

  it('refuses a path from a node to itself', () => {
    expect(() => findPath(graph, { from: 'r-0000001', to: 'r-0000001' })).toThrow('Expected two nodes for a path');
  });

  it.each([
    [{ label: 'Shelf', by: 'dependants' }, 'Expected a label of the graph (Service, Machine, Rack), got `Shelf`'],
    [{ label: 'Rack', by: 'dependants', limit: 0 }, 'Expected --limit to be a whole number from 1 to 1000, got `0`'],
    [{ label: 'Rack', by: 'dependants', type: 'KNOWS' }, 'of the graph (DEPENDS_ON, RUNS_ON), got `KNOWS`'],
    [{ label: 'Rack', by: 'dependencies' }, 'Expected relationships that start at Rack, got none'],
  ] as const)('refuses the top of %j', (options, message) => {
    expect(() => findTop(graph, options)).toThrow(message);
  });

  it('about failures needs a model with rules', () => {
    const people = createGraph({ model: social, scale: 50 });
    expect(() => findImpact(people, { node: 'person-0000001' })).toThrow('Expected the model to have rules');
  });

  it('refuses a rule that fits to no relationships', () => {
    const model = { ...shop, failures: () => [{ type: 'RUNS_ON', from: 'Rack', fails: 'source' as const }] };
    const other = createGraph({ model, scale: 50 });
    expect(() => findImpact(other, { node: 'r-0000001' })).toThrow(
      expect.objectContaining({ code: 'invalid-model', message: expect.stringContaining('got Rack to any') }),
    );
  });
});
