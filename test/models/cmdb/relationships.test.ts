import { describe, expect, it } from 'vitest';
import { listSections } from '../../../src/model/answer.ts';
import { bindEstate, type Estate, makeEstate } from './estate.ts';
import { findLinkFaults } from './find-link-faults.ts';
import { readTable } from './readme.ts';

const applications = ['WebApplication', 'MobileBackend', 'APIService', 'BackgroundService', 'Microservice'];
const scales = [21, 30, 60, 100, 199, 200, 300, 500, 1_000, 3_000];

type Connection = readonly [starts: readonly string[], ends: readonly string[]];

/** Where each type may start and end, as the README of the model says: `A, B → C; D → E (a note)`. */
const allowed: Readonly<Record<string, readonly Connection[]>> = Object.fromEntries(
  (await readTable('type')).map(([type = '', connections = '']) => [type, parseConnections(connections)]),
);

function parseConnections(text: string): readonly Connection[] {
  const readLabels = (list = ''): readonly string[] =>
    list.split(', ').flatMap((label) => (label === 'application' ? applications : [label]));
  return text
    .replaceAll(/ \([^)]*\)/g, '')
    .split('; ')
    .map((connection) => {
      const [starts, ends] = connection.split(' → ');
      return [readLabels(starts), readLabels(ends)];
    });
}

const small = Array.from({ length: 60 }, (_, n) => makeEstate(n + 1));
const larger = [75, 100, 200, 256, 500, 1_000, 3_333].map((scale) => makeEstate(scale));
const estates = [...small, ...larger, makeEstate(100, 'another seed'), makeEstate(1_000, 'another seed')];

describe('relationships', () => {
  it('are of the types that the README lists', () => {
    expect([...small[0]!.links.keys()]).toEqual(Object.keys(allowed));
  });

  it('start and end at nodes that exist, of classes that the README allows for the type, and never twice at the same', () => {
    const faults = estates.flatMap((estate) => [...estate.links.keys()].flatMap((type) => findEndFaults(estate, type)));
    expect(faults.slice(0, 10)).toEqual([]);
  });

  it('are of all kinds that the README allows', () => {
    const sections = listSections(bindEstate(3_000)).filter(({ links }) => links.rows > 0);
    for (const [type, connections] of Object.entries(allowed)) {
      const expected = connections.flatMap(([starts, ends]) =>
        starts.flatMap((from) => ends.map((to) => `${from} ${to}`)),
      );
      const found = sections.filter((section) => section.type === type).map(({ from, to }) => `${from} ${to}`);
      expect([type, found.sort()]).toEqual([type, expected.sort()]);
    }
  });

  it.each([
    ...[1, 2, 3, 5, 12].map((scale) => [scale, 'bulkgen'] as const),
    ...scales.map((scale) => [scale, 'bulkgen'] as const),
    [1_001, 'another seed'] as const,
  ])('answer from both ends as a list of all rows does, at scale %i for the seed %s', (scale, seed) => {
    const graph = bindEstate(scale, seed);
    const counts = new Map(graph.nodes.map(({ name, count }) => [name, count]));
    for (const { name, count, sections } of graph.relationships) {
      expect([name, sections!.reduce((sum, { links }) => sum + links.rows, 0)]).toEqual([name, count]);
      for (const { from, to, links } of sections!) {
        const faults = findLinkFaults(links, {
          sources: counts.get(from)!,
          targets: counts.get(to)!,
          isOneKind: from === to,
        });
        expect([name, from, to, ...faults]).toEqual([name, from, to]);
      }
    }
  });

  it.each([1_000, 2_500, 10_000, 100_000, 500_000, 2 ** 40])('are two to three for a CI at scale %i', (scale) => {
    const { relationships } = bindEstate(scale);
    const perCi = relationships.reduce((sum, { count }) => sum + count, 0) / scale;
    expect(perCi).toBeGreaterThan(2.1);
    expect(perCi).toBeLessThan(3.3);
    for (const { count } of relationships) expect(Number.isSafeInteger(count)).toBe(true);
  });

  it('have every type from scale 100 on', () => {
    for (const { graph, links } of estates.filter((estate) => estate.graph.scale >= 100)) {
      const missing = [...links].filter(([, list]) => list.length === 0).map(([type]) => type);
      expect([graph.scale, missing]).toEqual([graph.scale, []]);
    }
  });
});

describe('DEPENDS_ON', () => {
  it('has the protocol of the API that it leads to: gRPC, or HTTP for all others', () => {
    const { nodes, links } = estates.at(-1)!;
    let seen = 0;
    for (const { end, properties } of links.get('DEPENDS_ON')!) {
      const { type, id, protocol } = nodes[end]!.properties;
      if (type !== 'APIService') continue;
      seen++;
      expect([id, properties['protocol']]).toEqual([id, protocol === 'gRPC' ? 'gRPC' : 'HTTP']);
    }
    expect(seen).toBeGreaterThan(20);
  });
});

/** Rows of a type that start or end at what the README does not allow, that come twice, or that join a node with itself. */
function findEndFaults({ graph, nodes, links }: Estate, type: string): readonly string[] {
  const seen = new Set<string>();
  return links.get(type)!.flatMap(({ start, end }) => {
    const [from, to] = [nodes[start]?.label ?? 'nothing', nodes[end]?.label ?? 'nothing'];
    const row = `scale ${graph.scale}: ${type} ${start} ${end}`;
    const faults: string[] = [];
    if (!allowed[type]!.some(([starts, ends]) => starts.includes(from) && ends.includes(to)))
      faults.push(`${row} leads from ${from} to ${to}`);
    if (start === end || seen.has(row)) faults.push(`${row} comes twice, or leads to itself`);
    seen.add(row);
    return faults;
  });
}
