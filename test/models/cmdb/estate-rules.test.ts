import { describe, expect, it } from 'vitest';
import type { CalendarDate } from '../../../src/model/column/date.ts';
import { createRecordReader } from '../../../src/model/record.ts';
import type { Properties } from '../../../src/model/value.ts';
import { namedServices } from '../../../src/models/cmdb/structure/named-services.ts';
import { bindEstate, type Estate, makeEstate } from './estate.ts';

const scales = [21, 30, 60, 100, 199, 200, 300, 500, 1_000, 3_000];
const estates = [...scales.map((scale) => makeEstate(scale, 'bulkgen', 0)), makeEstate(1_001, 'another seed', 0)];
const criticalities = ['CRITICAL', 'HIGH', 'MEDIUM', 'LOW'];

/** The operating systems of nodes, by distribution. */
const systemsOfNodes: Readonly<Record<string, RegExp>> = {
  OpenShift: /^RHCOS/,
  'Rancher RKE2': /^(SLES|Ubuntu|RHEL)/,
  kubeadm: /^(Ubuntu|Debian)/,
  Tanzu: /^(Photon OS|Ubuntu)/,
};

/** The bits per second of a port, by the type of device. */
const portSpeeds: Readonly<Record<string, number>> = {
  ...{ 'rack switch': 25_000_000_000, router: 100_000_000_000 },
  ...{ firewall: 40_000_000_000, 'load balancer': 40_000_000_000 },
};

/** What a row of a relationship type joins, with its own properties. */
interface JoinedRow {
  readonly from: Properties;
  readonly to: Properties;
  readonly properties: Properties;
}

function rowsOf({ nodes, links }: Estate, type: string, from?: string, to?: string): readonly JoinedRow[] {
  return links
    .get(type)!
    .map(({ start, end, properties }) => ({ from: nodes[start]!.properties, to: nodes[end]!.properties, properties }))
    .filter((row) => (from ?? row.from['type']) === row.from['type'] && (to ?? row.to['type']) === row.to['type']);
}

function nodesOf({ nodes }: Estate, label: string): readonly Properties[] {
  return nodes.filter((node) => node.label === label).map(({ properties }) => properties);
}

/** How many rows each node has at one end, by its id. */
function countBy(rows: readonly JoinedRow[], end: 'from' | 'to'): ReadonlyMap<unknown, number> {
  const counts = new Map<unknown, number>();
  for (const row of rows) counts.set(row[end]['id'], (counts.get(row[end]['id']) ?? 0) + 1);
  return counts;
}

/** The texts that come more than once. */
function repeated(texts: readonly string[]): readonly string[] {
  const seen = new Set<string>();
  return texts.filter((text) => seen.size === seen.add(text).size);
}

describe.each(estates.map((estate) => [estate.graph.scale, estate] as const))(
  'an estate of %i CIs',
  (scale, estate) => {
    it('has no dependency that leads back, and no path of more than six', () => {
      const rows = estate.links.get('DEPENDS_ON')!;
      const users = new Map<number, number[]>();
      const open = new Map<number, number>();
      for (const { start, end } of rows) {
        users.set(end, [...(users.get(end) ?? []), start]);
        open.set(start, (open.get(start) ?? 0) + 1);
      }
      // Removes what depends on nothing until nothing is left, or a cycle is.
      let wave = [...users.keys()].filter((record) => !open.has(record));
      let [length, removed] = [0, 0];
      while (wave.length > 0) {
        const next: number[] = [];
        for (const user of wave.flatMap((record) => users.get(record) ?? [])) {
          removed++;
          open.set(user, open.get(user)! - 1);
          if (open.get(user) === 0) next.push(user);
        }
        if (next.length > 0) length++;
        wave = next;
      }
      expect([removed, length <= 6]).toEqual([rows.length, true]);
    });

    it('has dependencies within an environment, which need nothing that is less critical', () => {
      for (const { from, to, properties } of rowsOf(estate, 'DEPENDS_ON')) {
        expect([from['id'], from['environment']]).toEqual([from['id'], to['environment']]);
        if (properties['required'] !== true) continue;
        const [own, needed] = [from, to].map(({ criticality }) => criticalities.indexOf(String(criticality)));
        expect([from['id'], to['id'], needed! <= own!]).toEqual([from['id'], to['id'], true]);
      }
    });

    it('has no microservice of a workflow that another one calls', () => {
      for (const { to } of rowsOf(estate, 'DEPENDS_ON', undefined, 'Microservice'))
        expect(String(to['name'])).not.toMatch(/^workflow-/);
    });

    it('plans no emergency and no rollback, and standard changes of low risk only', () => {
      for (const { id, name, kind, state, risk } of nodesOf(estate, 'Change')) {
        if (state === 'scheduled')
          expect([id, kind === 'emergency' || String(name).includes('Roll back')]).toEqual([id, false]);
        if (kind === 'standard') expect([id, risk]).toEqual([id, 'low']);
      }
    });

    it('has no more in Redis than machines have in memory, and most users where customers are', () => {
      for (const { id, engine, sizeBytes } of nodesOf(estate, 'Database'))
        if (engine === 'Redis') expect([id, Number(sizeBytes) < 32 * 2 ** 30]).toEqual([id, true]);
      for (const { id, tags, monthlyUsers } of nodesOf(estate, 'MobileBackend'))
        if (!(tags as readonly string[]).includes('public'))
          expect([id, Number(monthlyUsers) < 20_000]).toEqual([id, true]);
    });

    it('speaks SQL to databases and nothing else to services', () => {
      for (const { to, properties } of rowsOf(estate, 'DEPENDS_ON'))
        expect(properties['protocol'] === 'TCP').toBe(to['type'] === 'Database');
    });

    it('has what belongs together in one environment', () => {
      for (const type of ['RUNS_ON', 'INSTANCE_OF', 'MEMBER_OF', 'SUPPORTS', 'SECURES', 'CHANGES']) {
        for (const { from, to } of rowsOf(estate, type))
          expect([type, from['id'], from['environment']]).toEqual([type, from['id'], to['environment']]);
      }
    });

    it('has no cluster that spans two data centers, and each node in one from 1,000 CIs on', () => {
      const members = rowsOf(estate, 'MEMBER_OF');
      for (const { from, to } of members)
        expect([from['id'], from['datacenter']]).toEqual([from['id'], to['datacenter']]);
      if (scale < 1_000) return;
      const nodes = nodesOf(estate, 'VirtualMachine').filter(({ role }) => role === 'kubernetes node');
      expect(members).toHaveLength(nodes.length);
    });

    it('has one operating system on the machines of a database, which its engine supports', () => {
      const systems = new Map<unknown, unknown>();
      for (const { from, to } of rowsOf(estate, 'RUNS_ON', 'Database')) {
        if (!systems.has(from['id'])) systems.set(from['id'], to['os']);
        expect([from['id'], to['os']]).toEqual([from['id'], systems.get(from['id'])]);
        const isWindows = String(to['os']).startsWith('Windows');
        expect([from['id'], isWindows]).toEqual([from['id'], from['engine'] === 'SQL Server']);
        if (from['engine'] === 'Oracle') expect(to['os']).toMatch(/^(Oracle Linux|RHEL|SLES)/);
      }
    });

    it('has one operating system on the nodes of a cluster, which its distribution supports', () => {
      const systems = new Map<unknown, unknown>();
      for (const { from, to } of rowsOf(estate, 'MEMBER_OF')) {
        if (!systems.has(to['id'])) systems.set(to['id'], from['os']);
        expect([to['id'], from['os']]).toEqual([to['id'], systems.get(to['id'])]);
        expect(from['os']).toMatch(systemsOfNodes[String(to['distribution'])]!);
      }
    });

    it('has one hypervisor in a data center, which the distributions there support', () => {
      const hypervisors = new Map<unknown, string>();
      for (const { to } of rowsOf(estate, 'RUNS_ON', 'VirtualMachine')) {
        const hypervisor = String(to['os']).split(' ')[0]!;
        if (!hypervisors.has(to['datacenter'])) hypervisors.set(to['datacenter'], hypervisor);
        expect([to['id'], hypervisor]).toEqual([to['id'], hypervisors.get(to['datacenter'])]);
      }
      for (const { id, distribution, datacenter } of nodesOf(estate, 'KubernetesCluster')) {
        const hypervisor = hypervisors.get(datacenter);
        if (distribution === 'Tanzu') expect([id, hypervisor]).toEqual([id, 'VMware']);
        if (distribution === 'OpenShift') expect([id, hypervisor]).not.toEqual([id, 'Windows']);
      }
    });

    it('has a team for everything that is owned, of its own group', () => {
      for (const { from, to } of rowsOf(estate, 'OWNED_BY'))
        expect([from['id'], from['supportGroup'] ?? from['ownerTeam']]).toEqual([from['id'], to['group']]);
      if (scale < 1_000) return;
      const groups = new Set(nodesOf(estate, 'Team').map(({ group }) => group));
      for (const { properties } of estate.nodes) {
        const team = properties['supportGroup'] ?? properties['ownerTeam'];
        if (team !== undefined) expect([properties['id'], groups.has(team)]).toEqual([properties['id'], true]);
      }
      const owned = countBy(rowsOf(estate, 'OWNED_BY'), 'from');
      for (const label of ['NetworkDevice', 'StorageArray', 'KubernetesCluster', 'Microservice', 'BusinessService'])
        for (const { id } of nodesOf(estate, label)) expect([id, owned.get(id)]).toEqual([id, 1]);
    });

    it('uses no unit of a rack twice, and none that a rack does not have', () => {
      const heightOfServer = heightOfServers(estate);
      const spaces = rowsOf(estate, 'HOSTED_IN', undefined, 'Rack').flatMap(({ from, to, properties }) => {
        const height = from['type'] === 'Server' ? heightOfServer : 1;
        const first = Number(properties['rackUnit']);
        expect(first).toBeGreaterThanOrEqual(1);
        expect(first + height - 1).toBeLessThanOrEqual(Number(to['units']));
        return Array.from({ length: height }, (_, unit) => `${String(to['id'])} ${first + unit}`);
      });
      expect(repeated(spaces)).toEqual([]);
    });

    it('has everything where its property says', () => {
      const placed = [
        ...rowsOf(estate, 'HOSTED_IN', undefined, 'Rack').map(({ from, to }) => [from, to['datacenter']] as const),
        ...rowsOf(estate, 'HOSTED_IN', 'Rack').map(({ from, to }) => [from, to['id']] as const),
        ...rowsOf(estate, 'RUNS_ON', 'VirtualMachine').map(({ from, to }) => [from, to['datacenter']] as const),
        ...rowsOf(estate, 'CONNECTS_TO', 'Server').map(({ from, to }) => [from, to['datacenter']] as const),
      ];
      for (const { from, to } of rowsOf(estate, 'HOSTED_IN', 'NetworkDevice'))
        expect([from['id'], from['rack']]).toEqual([from['id'], to['id']]);
      for (const [{ id, datacenter }, found] of placed) expect([id, datacenter]).toEqual([id, found]);
      const hosted = new Set(rowsOf(estate, 'HOSTED_IN').map(({ from }) => from['id']));
      for (const label of ['Rack', 'NetworkDevice', 'StorageArray', 'Server'])
        for (const { id } of nodesOf(estate, label)) expect([id, hosted.has(id)]).toEqual([id, true]);
    });

    it('has as many containers, machines and switches as properties say', () => {
      const counts = new Map([
        ...countBy(rowsOf(estate, 'INSTANCE_OF'), 'to'),
        ...countBy(rowsOf(estate, 'RUNS_ON', 'Database'), 'from'),
        ...countBy(rowsOf(estate, 'CONNECTS_TO', 'Server'), 'from'),
      ]);
      for (const { properties } of estate.nodes) {
        const { id, replicas, clusterSize, dualHomed } = properties;
        const expected = replicas ?? clusterSize;
        if (expected !== undefined) expect([id, counts.get(id) ?? 0]).toEqual([id, Number(expected)]);
        if (dualHomed !== undefined && counts.has(id)) expect([id, counts.get(id)]).toEqual([id, dualHomed ? 2 : 1]);
      }
    });

    it('has no port that a device does not have, and switches only on routers', () => {
      for (const { to, properties } of rowsOf(estate, 'CONNECTS_TO'))
        expect(Number(properties['port'])).toBeLessThanOrEqual(Number(to['ports']));
      for (const { from, to } of rowsOf(estate, 'CONNECTS_TO', 'NetworkDevice'))
        if (from['deviceType'] === 'rack switch')
          expect([from['id'], to['deviceType']]).toEqual([from['id'], 'router']);
    });

    it('has no link faster than the ports of its device, and devices that can forward what their links carry', () => {
      const carried = new Map<unknown, number>();
      const speeds = new Map<unknown, unknown>();
      for (const { from, to, properties } of rowsOf(estate, 'CONNECTS_TO')) {
        const bandwidth = Number(properties['bandwidthMbps']) * 1_000_000;
        const portSpeed = portSpeeds[String(from['deviceType'] ?? 'rack switch')]!;
        if (from['deviceType'] !== 'rack switch')
          expect([from['id'], bandwidth <= portSpeed]).toEqual([from['id'], true]);
        carried.set(to['id'], (carried.get(to['id']) ?? 0) + bandwidth);
        if (from['type'] !== 'Server') continue;
        expect([from['id'], bandwidth]).toEqual([from['id'], speeds.get(from['id']) ?? bandwidth]); // both links are alike
        speeds.set(from['id'], bandwidth);
      }
      for (const { id, deviceType, ports, throughputBitsPerSecond } of nodesOf(estate, 'NetworkDevice')) {
        const throughput = Number(throughputBitsPerSecond);
        expect([id, throughput >= (carried.get(id) ?? 0)]).toEqual([id, true]);
        const all = Number(ports) * portSpeeds[String(deviceType)]!;
        if (deviceType === 'rack switch' || deviceType === 'router') expect([id, throughput]).toEqual([id, all]);
      }
    });

    it('has virtual machines that fit into the memory of their server, and databases that fit on their array', () => {
      const sums = new Map<Properties, number>();
      const add = (host: Properties, size: unknown): unknown => sums.set(host, (sums.get(host) ?? 0) + Number(size));
      for (const { from, to } of rowsOf(estate, 'RUNS_ON', 'VirtualMachine')) add(to, from['memoryGb']);
      for (const { from, to } of rowsOf(estate, 'STORED_ON')) add(to, from['sizeBytes']);
      for (const [host, sum] of sums)
        expect([host['id'], sum <= Number(host['usedBytes'] ?? host['memoryGb'])]).toEqual([host['id'], true]);
    });

    it('has nothing in a rack before the rack, and no rack before its data center', () => {
      const dates = rowsOf(estate, 'HOSTED_IN').map(({ from, to }) => [
        dayOf(from['installedOn'] ?? from['purchasedOn']),
        dayOf(to['installedOn'] ?? to['commissionedOn']),
      ]);
      expect(dates.filter(([date, since]) => date! < since!)).toEqual([]);
    });

    it('uses no port of a switch twice', () => {
      const ports = rowsOf(estate, 'CONNECTS_TO').map(
        ({ to, properties }) => `${String(to['id'])} ${String(properties['port'])}`,
      );
      expect(repeated(ports)).toEqual([]);
    });

    it('leads from every device to the first core device', () => {
      const { nodes } = estate;
      const uplinks = new Map(
        estate.links
          .get('CONNECTS_TO')!
          .flatMap(({ start, end }) => (nodes[start]!.label === 'NetworkDevice' ? [[start, end]] : [])),
      );
      if (uplinks.size === 0) return;
      const roots = [...uplinks.keys()].map((device) => {
        let at = device;
        for (let hops = 0; uplinks.has(at) && hops < 20; hops++) at = uplinks.get(at)!;
        return at;
      });
      expect(new Set(roots).size).toBe(1);
      expect(uplinks.size).toBe(nodesOf(estate, 'NetworkDevice').length - 1);
    });

    it('has each container on a machine for containers, and each database on one for databases', () => {
      for (const { to } of rowsOf(estate, 'RUNS_ON', 'Container')) expect(to['role']).toBe('kubernetes node');
      for (const { to } of rowsOf(estate, 'RUNS_ON', 'Database')) expect(to['role']).toBe('database');
      if (scale < 200) return;
      const running = new Set(rowsOf(estate, 'RUNS_ON').map(({ from }) => from['id']));
      for (const label of ['VirtualMachine', 'Container', 'Database'])
        for (const { id } of nodesOf(estate, label)) expect([id, running.has(id)]).toEqual([id, true]);
    });

    it('has the containers of an application on different machines, from 200 CIs on', () => {
      if (scale < 200) return; // a tiny estate has too few machines
      const { links } = estate;
      const applicationOf = new Map(links.get('INSTANCE_OF')!.map(({ start, end }) => [start, end]));
      const pairs = links
        .get('RUNS_ON')!
        .filter(({ start }) => applicationOf.has(start))
        .map(({ start, end }) => `${applicationOf.get(start)} ${end}`);
      expect(repeated(pairs)).toEqual([]);
    });

    it('says since when a data center is in its region', () => {
      for (const { from, properties } of rowsOf(estate, 'LOCATED_IN'))
        expect([from['id'], properties['since']]).toEqual([from['id'], from['commissionedOn']]);
    });
  },
);

/** How many units of a rack a server takes: 1 where some server begins at an even unit, so that another one stands below it. */
function heightOfServers(estate: Estate): number {
  const units = rowsOf(estate, 'HOSTED_IN', 'Server').map(({ properties }) => Number(properties['rackUnit']));
  return units.some((unit) => unit % 2 === 0) ? 1 : 2;
}

describe('a database', () => {
  it('needs a majority of its machines where its engine does, else one, and fails without them', () => {
    for (const scale of [21, 1_000, 10_000]) {
      const graph = bindEstate(scale, 'bulkgen', 0);
      const databases = graph.nodes.find(({ name }) => name === 'Database')!;
      const read = createRecordReader(databases);
      const rule = graph.failures().find(({ type, from }) => type === 'RUNS_ON' && from === 'Database')!;
      for (let number = 0; number < databases.count; number++) {
        const { engine, clusterSize, ...rest } = read(number).properties;
        const minUp = Number(rest['minUp']);
        const isQuorum = ['MongoDB', 'Neo4j', 'Cassandra'].includes(String(engine));
        const size = Number(clusterSize);
        expect([scale, number, minUp]).toEqual([
          scale,
          number,
          isQuorum ? Math.floor(size / 2) + 1 : Math.min(1, size),
        ]);
        if (size > 0) expect([scale, number, rule.needed!(number)]).toEqual([scale, number, minUp]);
      }
    }
  });

  it('fails with its storage array only if it has no replica', () => {
    const graph = bindEstate(3_000, 'bulkgen', 0);
    const read = createRecordReader(graph.nodes.find(({ name }) => name === 'Database')!);
    const rule = graph.failures().find(({ type }) => type === 'STORED_ON')!;
    const sizes = new Set<boolean>();
    for (let number = 0; number < graph.nodes.find(({ name }) => name === 'Database')!.count; number++) {
      const hasReplica = Number(read(number).properties['clusterSize']) > 1;
      sizes.add(hasReplica);
      expect([number, rule.isRequired!(number, 0)]).toEqual([number, !hasReplica]);
    }
    expect(sizes.size).toBe(2);
  });
});

describe('the environments of an estate of 1,000 CIs', () => {
  it.each(['staging', 'test', 'development'])('have the first domains: %s', (where) => {
    const own = nodesOf(estates[scales.indexOf(1_000)]!, 'Microservice').filter(
      ({ environment }) => environment === where,
    );
    const domains = new Set(own.map(({ name }) => String(name).split('-')[0]));
    expect([...domains].sort()).toEqual(expect.arrayContaining(['banking', 'checkout']));
  });
});

describe('the databases of an estate', () => {
  it.each([1_000, 3_000, 10_000])(
    'have replicas where much depends on them, and hardly any in test, at scale %i',
    (scale) => {
      const table = bindEstate(scale, 'bulkgen', 0).nodes.find(({ name }) => name === 'Database')!;
      const read = createRecordReader(table);
      const all = Array.from({ length: table.count }, (_, number) => read(number).properties);
      const others = all.filter(({ name }) => !String(name).endsWith('-db')); // those of the named services are a deliberate weak point
      const shareOf = (fits: (database: Properties) => boolean): number => {
        const found = others.filter(fits);
        return found.filter(({ clusterSize }) => Number(clusterSize) > 1).length / found.length;
      };
      const isVital = ({ environment, criticality }: Properties): boolean =>
        environment === 'production' && (criticality === 'CRITICAL' || criticality === 'HIGH');
      const shares = ['production', 'staging', 'test'].map((where) =>
        shareOf(({ environment }) => environment === where),
      );
      expect(shareOf(isVital)).toBeGreaterThan(0.95);
      expect(shares).toEqual(shares.toSorted((a, b) => b - a));
      expect(shares[0]).toBeGreaterThan(0.8);
      expect(shares[2]).toBeLessThan(0.25);
    },
  );
});

describe('the path of a named service', () => {
  /** The names from a service down to its data center. */
  function findPaths(scale: number, seed: string): readonly (readonly string[])[] {
    const graph = bindEstate(scale, seed, 0);
    const step = (from: string, type: string, to: string, number: number): number => {
      const { links } = graph.relationships
        .find(({ name }) => name === type)!
        .sections!.find((section) => section.from === from && section.to === to)!;
      const [first, second] = links.targetsOf(number);
      expect([to, typeof first, second]).toEqual([to, 'number', undefined]);
      return first!;
    };
    return namedServices.map(({ name }) => {
      const portal = graph.findNode(`${name.toLowerCase().replaceAll(' ', '-')}-portal`)!;
      const service = step('WebApplication', 'SUPPORTS', 'BusinessService', portal.number);
      const path: (readonly [string, number])[] = [['BusinessService', service]];
      let at: readonly [string, number] = ['WebApplication', portal.number];
      for (const [type, to] of [
        ['DEPENDS_ON', 'Database'],
        ['RUNS_ON', 'VirtualMachine'],
        ['RUNS_ON', 'Server'],
        ['HOSTED_IN', 'Rack'],
        ['HOSTED_IN', 'DataCenter'],
      ] as const) {
        path.push(at);
        at = [to, step(at[0], type, to, at[1])];
      }
      return [...path, at].map(([label, number]) =>
        String(createRecordReader(graph.nodes.find((table) => table.name === label)!)(number).properties['name']),
      );
    });
  }

  const expected = findPaths(1_000, 'bulkgen');

  it('begins at the service, and has its application and its database', () => {
    for (const [index, { name }] of namedServices.entries()) {
      const slug = name.toLowerCase().replaceAll(' ', '-');
      expect(expected[index]!.slice(0, 3)).toEqual([name, `${slug}-portal`, `${slug}-db`]);
    }
    expect(expected[0]!.slice(3)).toEqual(['fra1pv00000', 'fra1pd00002', 'fra1-r0001', 'Frankfurt 1']);
  });

  it.each(
    [1_000, 10_000, 100_000].flatMap((scale) =>
      ['bulkgen', 'another seed', 'a third one'].map((seed) => [scale, seed] as const),
    ),
  )('is the same at scale %i for the seed %s', (scale, seed) => {
    expect(findPaths(scale, seed)).toEqual(expected);
  });
});

function dayOf(value: unknown): number {
  const { day } = value as CalendarDate;
  expect(day).toBeTypeOf('number');
  return day;
}

describe('what most depend on', () => {
  it.each(['bulkgen', 'blue', '7'])('is a vault of the platform, then a message bus, with the seed %s', (seed) => {
    const estate = makeEstate(3_000, seed, 0);
    const users = countBy(rowsOf(estate, 'DEPENDS_ON', undefined, 'Microservice'), 'to');
    const busiest = [...users]
      .sort(([, a], [, b]) => b - a)
      .slice(0, 2)
      .map(([id]) => id);
    const names = new Map<unknown, unknown>(nodesOf(estate, 'Microservice').map(({ id, name }) => [id, name]));
    expect(busiest.map((id) => names.get(id))).toEqual([
      expect.stringMatching(/^platform-vault-\d+$/),
      expect.stringMatching(/^platform-message-bus-\d+$/),
    ]);
  });
});
