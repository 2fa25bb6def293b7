import { describe, expect, it } from 'vitest';
import type { CalendarDate } from '../../../src/model/column/date.ts';
import type { Instant } from '../../../src/model/column/datetime.ts';
import type { GeoPoint } from '../../../src/model/column/point.ts';
import type { Properties, PropertyValue } from '../../../src/model/value.ts';
import { asOfDay, bindEstate, makeEstate } from './estate.ts';

const asOfSecond = asOfDay * 86_400;
const estates = [1, 2, 5, 12, 60, 1_000].map((scale) => makeEstate(scale));
const large = makeEstate(4_100);

function nodesOf(label: string): readonly Properties[] {
  return [...estates, large].flatMap(({ nodes }) =>
    nodes.filter((node) => node.label === label).map((node) => node.properties),
  );
}

const dayOf = (value: PropertyValue | undefined): number => (value as CalendarDate).day;
const secondOf = (value: PropertyValue | undefined): number => (value as Instant).second;

describe('ids', () => {
  it.each(estates.map((estate) => [estate.graph.scale, estate] as const))(
    'are unique, of one width in a class, and sort by ordinal at scale %i',
    (_, { graph, nodes }) => {
      expect(nodes).toHaveLength(graph.scale);
      const ids = nodes.map(({ properties }) => properties['id'] as string);
      expect(new Set(ids).size).toBe(ids.length);
      for (const { name, base, count, context } of graph.nodes) {
        const own = ids.slice(base, base + count);
        expect([...own].sort()).toEqual(own);
        const { prefix, digits } = context.ownId;
        expect(own).toEqual(own.map((_, ordinal) => `${prefix}-${String(ordinal).padStart(digits, '0')}`));
        expect(graph.nodes.filter((table) => table.context.ownId.prefix === prefix).map((table) => table.name)).toEqual(
          [name],
        );
      }
      expect(ids).toEqual(ids.map((_, record) => graph.idOf(record)));
    },
  );

  it.each([
    [1_000, 'srv-0000123'],
    [100_000_000, 'srv-000000123'],
    [2 ** 40, 'srv-0000000000123'],
  ])('have as many digits as a scale of %i asks for: %s', (scale, id) => {
    const graph = bindEstate(scale);
    expect(graph.idOf(graph.nodes.find(({ name }) => name === 'Server')!.base + 123)).toBe(id);
  });
});

describe('every CI', () => {
  it('says its class, and has a name and a known status, criticality and environment', () => {
    for (const { label, properties } of estates.at(-1)!.nodes) {
      expect(properties).toMatchObject({
        type: label,
        name: expect.stringMatching(/^[a-z0-9-]+-\d{7}$/),
        status: expect.stringMatching(/^(OPERATIONAL|DEGRADED|MAINTENANCE|DOWN|DECOMMISSIONING)$/),
        criticality: expect.stringMatching(/^(CRITICAL|HIGH|MEDIUM|LOW)$/),
        environment: expect.stringMatching(/^(production|staging|test|development)$/),
      });
    }
  });

  it('has no date after the as-of date, but for the end of a warranty', () => {
    const late: string[] = [];
    const links = [...large.links.values()].flat().map(({ properties }) => properties);
    for (const properties of [...large.nodes.map((node) => node.properties), ...links]) {
      for (const [name, value] of Object.entries(properties)) {
        if (typeof value !== 'object' || value === null || !('kind' in value) || name === 'warrantyUntil') continue;
        if (value.kind === 'date' && value.day > asOfDay) late.push(name);
        if (value.kind === 'datetime' && value.second > asOfSecond) late.push(name);
      }
    }
    expect(late).toEqual([]);
  });
});

describe('a server', () => {
  it('was bought before it booted last', () => {
    for (const server of nodesOf('Server')) {
      expect(dayOf(server['purchasedOn']) * 86_400).toBeLessThan(secondOf(server['lastBootAt']));
    }
  });

  it('has a warranty of five years exactly when it is not a virtual machine', () => {
    for (const server of nodesOf('Server')) {
      if (server['virtual']) expect(server['warrantyUntil']).toBeNull();
      else expect(dayOf(server['warrantyUntil']) - dayOf(server['purchasedOn'])).toBe(1_826);
    }
  });

  it('has a name and a type that fit each other', () => {
    for (const server of nodesOf('Server')) {
      expect(String(server['name']).split('-')[0]).toBe(String(server['serverType']).toLowerCase());
    }
  });

  it('has a load from 0 to 100 % and a private address', () => {
    for (const server of nodesOf('Server')) {
      expect(server['cpuLoad']).toBeGreaterThanOrEqual(0);
      expect(server['cpuLoad']).toBeLessThanOrEqual(100);
      expect(server['ip']).toMatch(/^10\.(\d{1,3}\.){2}\d{1,3}$/);
    }
  });

  it('comes in every type, operating system and size', () => {
    const servers = large.nodes.filter(({ label }) => label === 'Server').map(({ properties }) => properties);
    const seen = (name: string) => new Set(servers.map((server) => server[name])).size;
    expect([seen('serverType'), seen('os'), seen('cpuCores')]).toEqual([6, 5, 5]);
  });
});

describe('a network device', () => {
  it('has a name that says its type', () => {
    const names = { router: 'rtr', switch: 'sw', firewall: 'fw', 'load balancer': 'lb' };
    for (const device of nodesOf('NetworkDevice')) {
      const word = names[device['deviceType'] as keyof typeof names];
      expect(device['name']).toMatch(new RegExp(`^${word}-\\d{7}$`));
    }
  });

  it('is a router exactly where it is the first of its data center, the core', () => {
    const { nodes } = large;
    const seen = new Set<PropertyValue | undefined>();
    for (const { properties } of nodes.filter(({ label }) => label === 'NetworkDevice')) {
      const center = properties['datacenter'];
      if (!seen.has(center)) expect(properties['deviceType']).toBe('router');
      seen.add(center);
    }
  });
});

describe('a data center', () => {
  it('stands near its city, in the country of that city', () => {
    for (const center of nodesOf('DataCenter')) {
      const { longitude, latitude } = center['location'] as GeoPoint;
      expect(Math.abs(longitude)).toBeLessThanOrEqual(180);
      expect(Math.abs(latitude)).toBeLessThanOrEqual(90);
    }
    const countries = new Map<PropertyValue | undefined, PropertyValue | undefined>();
    for (const center of nodesOf('DataCenter')) {
      const known = countries.get(center['city']);
      if (known !== undefined) expect(center['country']).toBe(known);
      countries.set(center['city'], center['country']);
    }
    expect(countries.get('Zürich')).toBe('Switzerland');
  });

  it('was commissioned before anything in it was bought or installed', () => {
    const { nodes, links } = large;
    for (const { start, end } of links.get('HOSTED_IN')!) {
      const { properties } = nodes[start]!;
      const placedOn = dayOf(properties['purchasedOn'] ?? properties['installedOn']);
      expect(placedOn).toBeGreaterThan(dayOf(nodes[end]!.properties['commissionedOn']));
    }
  });
});

describe('an application', () => {
  it.each(['WebApplication', 'APIService', 'Microservice', 'BackgroundService', 'MobileBackend'])(
    'of the class %s was made before it was deployed last, and has one tag at least',
    (label) => {
      const applications = nodesOf(label);
      expect(applications.length).toBeGreaterThan(100);
      for (const application of applications) {
        expect(dayOf(application['createdOn']) * 86_400).toBeLessThanOrEqual(secondOf(application['deployedAt']));
        const tags = application['tags'] as readonly string[];
        expect(tags.length).toBeGreaterThanOrEqual(1);
        expect(new Set(tags).size).toBe(tags.length);
      }
    },
  );
});

describe('a database', () => {
  it('has a version and a port of its type', () => {
    const ports = new Map<PropertyValue | undefined, Set<PropertyValue | undefined>>();
    const releases = new Map<PropertyValue | undefined, Set<PropertyValue | undefined>>();
    for (const database of nodesOf('Database')) {
      add(ports, database['dbType'], database['port']);
      add(releases, database['dbType'], database['version']);
    }
    expect([...ports.values()].map(({ size }) => size)).toEqual(new Array(8).fill(1));
    expect(releases.get('PostgreSQL')).toEqual(new Set(['14.12', '16.3']));
    expect(releases.get('Neo4j')).toEqual(new Set(['5.0', '5.26']));
  });
});

function add<Key, Value>(map: Map<Key, Set<Value>>, key: Key, value: Value): void {
  map.set(key, (map.get(key) ?? new Set<Value>()).add(value));
}
