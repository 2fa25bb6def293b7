import { describe, expect, it } from 'vitest';
import { bindEstate, type Estate, makeEstate } from './estate.ts';
import { readTable } from './readme.ts';

const applications = ['WebApplication', 'APIService', 'Microservice', 'BackgroundService', 'MobileBackend'];

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
const larger = [75, 100, 256, 500, 1_000, 3_333].map((scale) => makeEstate(scale));
const estates = [...small, ...larger, makeEstate(100, 'another seed'), makeEstate(1_000, 'another seed')];

function labelOf({ nodes }: Estate, record: number): string {
  return nodes[record]?.label ?? `nothing at ${record}`;
}

/** Calls back for every relationship of every estate; answers what was found wrong. */
function findFaults(look: (estate: Estate, type: string, start: number, end: number) => string | undefined): string[] {
  const faults: string[] = [];
  for (const estate of estates) {
    for (const [type, links] of estate.links) {
      for (const { start, end } of links) {
        const fault = look(estate, type, start, end);
        if (fault !== undefined) faults.push(`scale ${estate.graph.scale}: ${type} ${start} ${end} ${fault}`);
      }
    }
  }
  return faults.slice(0, 10);
}

describe('relationships', () => {
  it('are of the types that the README lists', () => {
    expect([...small[0]!.links.keys()]).toEqual(Object.keys(allowed));
  });

  it('start and end at nodes that exist, of classes that the README allows for the type', () => {
    const faults = findFaults((estate, type, start, end) => {
      const [from, to] = [labelOf(estate, start), labelOf(estate, end)];
      const fits = allowed[type]!.some(([starts, ends]) => starts.includes(from) && ends.includes(to));
      return fits ? undefined : `leads from ${from} to ${to}`;
    });
    expect(faults).toEqual([]);
  });

  it('never join the same two nodes twice in a type, nor a node with itself', () => {
    const faults: string[] = [];
    for (const { graph, links } of estates) {
      for (const [type, list] of links) {
        const pairs = new Set(list.map(({ start, end }) => `${start} ${end}`));
        if (pairs.size !== list.length) faults.push(`${type} at scale ${graph.scale}`);
        if (list.some(({ start, end }) => start === end)) faults.push(`a loop of ${type} at scale ${graph.scale}`);
      }
    }
    expect(faults).toEqual([]);
  });

  it.each([1_000, 2_500, 10_000, 100_000, 500_000, 2 ** 40])('are about three for a CI at scale %i', (scale) => {
    const { relationships } = bindEstate(scale);
    const perCi = relationships.reduce((sum, { count }) => sum + count, 0) / scale;
    expect(perCi).toBeGreaterThan(2.7);
    expect(perCi).toBeLessThan(3.3);
    for (const { count } of relationships) expect(Number.isSafeInteger(count)).toBe(true);
  });

  it('have every type from scale 12 on', () => {
    for (const { graph, links } of estates.filter((estate) => estate.graph.scale >= 12)) {
      expect([graph.scale, [...links.values()].every((list) => list.length > 0)]).toEqual([graph.scale, true]);
    }
  });
});

describe('HOSTED_IN', () => {
  it('leads each server and network device to the data center that its property names', () => {
    for (const { graph, nodes, links } of estates) {
      const hosted = links.get('HOSTED_IN')!;
      for (const { start, end } of hosted) expect(nodes[start]!.properties['datacenter']).toBe(graph.idOf(end));
      const named = nodes.filter(({ properties }) => (properties['datacenter'] ?? null) !== null);
      expect(new Set(hosted.map(({ start }) => start)).size).toBe(named.length);
    }
  });
});

describe('LOCATED_IN', () => {
  it('leads each data center to one region, since it was commissioned', () => {
    const { nodes, links } = larger.at(-1)!;
    const located = links.get('LOCATED_IN')!;
    const fromCenters = located.filter(({ start }) => nodes[start]!.label === 'DataCenter');
    expect(fromCenters).toHaveLength(nodes.filter(({ label }) => label === 'DataCenter').length);
    for (const { start, properties } of fromCenters) {
      expect(properties['since']).toEqual(nodes[start]!.properties['commissionedOn']);
    }
  });
});

describe('CONNECTS_TO', () => {
  it('stays within a data center, but for the lines from core to core', () => {
    const faults = findFaults(({ nodes }, type, start, end) => {
      if (type !== 'CONNECTS_TO') return undefined;
      const [from, to] = [nodes[start]!.properties, nodes[end]!.properties];
      if (from['datacenter'] === to['datacenter']) return undefined;
      return from['deviceType'] === 'router' && to['deviceType'] === 'router' ? undefined : 'leaves its data center';
    });
    expect(faults).toEqual([]);
  });

  it('leads from every server, device by device, to the core of the first data center', () => {
    for (const { graph, nodes, links } of estates.filter((estate) => estate.graph.scale >= 11)) {
      const first = nodes.findIndex(({ label }) => label === 'NetworkDevice');
      const uplinks = new Map(links.get('CONNECTS_TO')!.map(({ start, end }) => [start, end]));
      const wired = nodes.flatMap(({ label }, record) => (/^(Server|NetworkDevice)$/.test(label) ? [record] : []));
      for (const record of wired) {
        let at = record;
        for (let hops = 0; at !== first && hops < 100; hops++) at = uplinks.get(at) ?? Number.NaN;
        expect([graph.scale, record, at]).toEqual([graph.scale, record, first]);
      }
    }
  });
});

describe('RUNS_ON', () => {
  const fitting: Readonly<Record<string, string>> = {
    Database: 'DB',
    WebApplication: 'Web',
    APIService: 'App',
    Microservice: 'App',
    BackgroundService: 'Compute',
    MobileBackend: 'App',
  };

  it('leads to servers of the type that fits', () => {
    const faults = findFaults((estate, type, start, end) => {
      if (type !== 'RUNS_ON') return undefined;
      const found = estate.nodes[end]!.properties['serverType'];
      return found === fitting[labelOf(estate, start)] ? undefined : `leads to a server of type ${found}`;
    });
    expect(faults).toEqual([]);
  });

  it('leads from every database and application once there are a hundred CIs', () => {
    for (const { graph, nodes, links } of estates.filter((estate) => estate.graph.scale >= 100)) {
      const running = new Set(links.get('RUNS_ON')!.map(({ start }) => start));
      const homeless = nodes.filter(({ label }, record) => label in fitting && !running.has(record));
      expect([graph.scale, homeless]).toEqual([graph.scale, []]);
    }
  });

  it('numbers the instances of one thing from 1', () => {
    const instances = new Map<number, bigint[]>();
    for (const { start, properties } of larger.at(-1)!.links.get('RUNS_ON')!) {
      instances.set(start, [...(instances.get(start) ?? []), properties['instance'] as bigint]);
    }
    for (const list of instances.values()) expect(list).toEqual(list.map((_, n) => BigInt(n + 1)));
  });
});

describe('DEPENDS_ON', () => {
  it('has no cycle', () => {
    for (const { graph, nodes, links } of estates) {
      const waiting = new Array<number>(nodes.length).fill(0);
      const users = new Map<number, number[]>();
      for (const { start, end } of links.get('DEPENDS_ON')!) {
        waiting[start]!++;
        users.set(end, [...(users.get(end) ?? []), start]);
      }
      // Removes nodes that depend on nothing until nothing is left, or a cycle is.
      const free = waiting.flatMap((count, record) => (count === 0 ? [record] : []));
      let taken = 0;
      for (let record = free.pop(); record !== undefined; record = free.pop()) {
        taken++;
        for (const user of users.get(record) ?? []) if (--waiting[user]! === 0) free.push(user);
      }
      expect([graph.scale, taken]).toEqual([graph.scale, nodes.length]);
    }
  });

  it('speaks SQL to databases and nothing else to services', () => {
    const { nodes, links } = larger.at(-1)!;
    for (const { end, properties } of links.get('DEPENDS_ON')!) {
      expect(properties['protocol'] === 'SQL').toBe(nodes[end]!.label === 'Database');
    }
  });
});
