import { describe, expect, it } from 'vitest';
import { parseDay } from '../../../src/model/calendar.ts';
import type { CalendarDate } from '../../../src/model/column/date.ts';
import type { Instant } from '../../../src/model/column/datetime.ts';
import type { GeoPoint } from '../../../src/model/column/point.ts';
import { createRecordReader } from '../../../src/model/record.ts';
import type { Properties, PropertyValue } from '../../../src/model/value.ts';
import { namedServices } from '../../../src/models/cmdb/structure/named-services.ts';
import { asOfDay, bindEstate, makeEstate } from './estate.ts';
import { isInPrefix } from './prefix.ts';

const asOfSecond = asOfDay * 86_400;
const estates = [1, 2, 5, 12, 21, 60, 1_000].map((scale) => makeEstate(scale));
const large = makeEstate(10_000);
const applications = ['WebApplication', 'MobileBackend', 'APIService', 'BackgroundService', 'Microservice'];

/** The CIs of a class in the estate of 10,000. */
function listLarge(label: string): readonly Properties[] {
  return large.nodes.filter((node) => node.label === label).map(({ properties }) => properties);
}

/** The CIs of a class in all estates. */
function listAll(label: string): readonly Properties[] {
  return [...estates, large].flatMap(({ nodes }) =>
    nodes.filter((node) => node.label === label).map(({ properties }) => properties),
  );
}

/** Some rows of a class at any scale: the first ones, the last ones and some between. */
function sample(scale: number, label: string): readonly Properties[] {
  const table = bindEstate(scale).nodes.find(({ name }) => name === label)!;
  const read = createRecordReader(table);
  const ordinals = new Set<number>();
  for (let step = 0; step < 100; step++) {
    for (const ordinal of [step, table.count - 1 - step, Math.floor((table.count * step) / 100)]) ordinals.add(ordinal);
  }
  return [...ordinals].map((ordinal) => read(ordinal).properties);
}

const dayOf = (value: PropertyValue | undefined): number => (value as CalendarDate).day;
const secondOf = (value: PropertyValue | undefined): number => (value as Instant).second;

describe('ids', () => {
  it.each([...estates, large].map((estate) => [estate.graph.scale, estate] as const))(
    'are unique, of one width in a class, and sort by ordinal at scale %i',
    (_, { graph, nodes }) => {
      expect(nodes).toHaveLength(graph.scale);
      const ids = nodes.map(({ properties }) => properties['id'] as string);
      expect(new Set(ids).size).toBe(ids.length);
      for (const { name, base, count, context } of graph.nodes) {
        const { prefix, digits } = context.ownId;
        const expected = Array.from({ length: count }, (_, n) => `${prefix}-${String(n).padStart(digits, '0')}`);
        expect(ids.slice(base, base + count)).toEqual(expected);
        expect(graph.nodes.filter((table) => table.context.ownId.prefix === prefix).map((table) => table.name)).toEqual(
          [name],
        );
      }
      expect(ids).toEqual(ids.map((_, record) => graph.idOf(record)));
    },
  );

  it.each([
    [1_000, 'srv-0000099'],
    [100_000_000, 'srv-000000099'],
    [2 ** 40, 'srv-0000000000099'],
  ])('have as many digits as a scale of %i asks for: %s', (scale, id) => {
    const graph = bindEstate(scale);
    expect(graph.idOf(graph.nodes.find(({ name }) => name === 'Server')!.base + 99)).toBe(id);
  });
});

describe('every CI', () => {
  it('says its class, also in the words of ServiceNow, and has a known status, criticality and environment', () => {
    for (const { label, properties } of large.nodes) {
      expect(properties).toMatchObject({
        type: label,
        csdmClass: expect.stringMatching(/^(cmdb_ci_[a-z_]+|cmn_location|sys_user_group|change_request)$/),
        status: expect.stringMatching(/^(OPERATIONAL|DEGRADED|MAINTENANCE|DOWN|DECOMMISSIONING)$/),
        criticality: expect.stringMatching(/^(CRITICAL|HIGH|MEDIUM|LOW)$/),
        environment: expect.stringMatching(/^(production|staging|test|development)$/),
      });
    }
  });

  it.each([...estates, large].map((estate) => [estate.graph.scale, estate] as const))(
    'has a name of its own at scale %i',
    (_, { nodes }) => {
      const names = nodes.map(({ properties }) => properties['name']);
      expect(new Set(names).size).toBe(nodes.length);
    },
  );

  it('is mostly operational', () => {
    const share = large.nodes.filter(({ properties }) => properties['status'] === 'OPERATIONAL').length / 10_000;
    expect(share).toBeGreaterThan(0.88);
    expect(share).toBeLessThan(0.96);
  });

  it('has no date after the as-of date, but for what ends or is planned', () => {
    const later = ['warrantyUntil', 'validUntil', 'endOfSupportOn', 'plannedStart', 'plannedEnd'];
    const late: string[] = [];
    for (const { properties } of large.nodes) {
      for (const [name, value] of Object.entries(properties)) {
        if (typeof value !== 'object' || value === null || !('kind' in value) || later.includes(name)) continue;
        if (value.kind === 'date' && value.day > asOfDay) late.push(name);
        if (value.kind === 'datetime' && value.second > asOfSecond) late.push(name);
      }
    }
    expect(late).toEqual([]);
  });
});

describe('what a cell has', () => {
  it('agrees in its team, and is never of low importance in production', () => {
    const teams = new Map<string, Set<PropertyValue | undefined>>();
    for (const label of [...applications, 'Database']) {
      for (const { name, ownerTeam, environment, criticality } of listLarge(label)) {
        if (/\d$/.test(String(name))) add(teams, String(name).split('-')[0]!, ownerTeam);
        expect(criticality === 'LOW').toBe(environment === 'test' || environment === 'development');
      }
    }
    expect(teams.get('banking')).toEqual(new Set(['Retail Banking']));
    expect([...teams.values()].map(({ size }) => size)).toEqual([...teams].map(() => 1));
  });
});

describe('a named service', () => {
  const slugs = namedServices.map(({ name }) => name.toLowerCase().replaceAll(' ', '-'));
  const names = [
    ...slugs.flatMap((slug) => [`${slug}-portal`, `${slug}-db`]),
    ...namedServices.map(({ name }) => name),
  ];

  function listNamed(scale: number, seed: string): readonly unknown[] {
    return makeEstate(scale, seed, 0)
      .nodes.map(({ properties }) => properties)
      .filter(({ name }) => names.includes(String(name)))
      .map(({ name, type, environment, criticality, ownerTeam }) =>
        [name, type, environment, criticality, ownerTeam].join(),
      )
      .sort();
  }

  it('has the same application and database for every seed and scale', () => {
    const found = listNamed(1_000, 'bulkgen');
    expect(found).toHaveLength(3 * namedServices.length);
    expect(found).toContain('online-banking-portal,WebApplication,production,CRITICAL,Retail Banking');
    for (const [scale, seed] of [
      [1_001, 'another seed'],
      [3_000, 'a third one'],
      [10_000, 'bulkgen'],
    ] as const) {
      expect(listNamed(scale, seed)).toEqual(found);
    }
  });

  it('is not in a small estate', () => {
    expect(listNamed(999, 'bulkgen')).toEqual([]);
  });
});

describe('a host', () => {
  const codes = new Map(listLarge('DataCenter').map(({ id, code }) => [id, code]));

  it.each(['Server', 'VirtualMachine', 'Rack', 'NetworkDevice', 'StorageArray'])(
    'of the class %s has a name that begins with the code of its data center',
    (label) => {
      for (const { name, datacenter } of listLarge(label)) {
        expect(name).toMatch(new RegExp(`^${String(codes.get(datacenter!))}\\D`));
      }
    },
  );

  it.each(['Server', 'VirtualMachine'])('of the class %s has a name of at most 15 characters', (label) => {
    for (const scale of [10_000, 400_000_000]) {
      for (const { name } of sample(scale, label)) expect(name).toMatch(/^(?=.{11,15}$)[a-z]{3}\d+[pstd][cdbv]\d{5,}$/);
    }
  });

  it.each([10_000, 1_000_000_000])(
    'has an address of its own in the network of its data center at scale %i',
    (scale) => {
      const graph = bindEstate(scale);
      const centers = graph.nodes.find(({ name }) => name === 'DataCenter')!;
      const readCenter = createRecordReader(centers);
      const rows = ['Server', 'VirtualMachine'].flatMap((label) =>
        scale === 10_000 ? listLarge(label) : sample(scale, label),
      );
      for (const { ip, datacenter } of rows) {
        const { networkPrefix } = readCenter(Number(String(datacenter).split('-')[1])).properties;
        expect([ip, networkPrefix, isInPrefix(String(ip), String(networkPrefix))]).toEqual([ip, networkPrefix, true]);
      }
      const addresses = [
        ...rows.map(({ ip }) => ip),
        ...sample(scale, 'NetworkDevice').map((row) => row['managementIp']),
      ];
      expect(new Set(addresses).size).toBe(addresses.length);
    },
  );
});

/** When one could install an operating system. */
const osSince = { 'RHEL 10': '2025-05-20', 'Ubuntu 24.04 LTS': '2024-04-25', 'VMware ESXi 8.0': '2022-10-11' };

describe('a server', () => {
  it('was bought before it booted last, with a warranty of five years', () => {
    for (const server of listAll('Server')) {
      expect(dayOf(server['purchasedOn']) * 86_400).toBeLessThan(secondOf(server['lastBootAt']));
      expect(dayOf(server['warrantyUntil']) - dayOf(server['purchasedOn'])).toBe(1_826);
      const isRetiring = server['status'] === 'DECOMMISSIONING';
      expect([server['id'], server['lifecycle'] === 'retiring']).toEqual([server['id'], isRetiring]);
      if (!isRetiring) expect(server['lifecycle'] === 'in use').toBe(dayOf(server['warrantyUntil']) >= asOfDay);
    }
  });

  it('has an operating system that existed when it was bought', () => {
    for (const { os, purchasedOn } of listLarge('Server')) {
      const since = osSince[os as keyof typeof osSince];
      if (since) expect(dayOf(purchasedOn)).toBeGreaterThanOrEqual(parseDay(since)!);
    }
  });

  it('has as many cores as two processors of its generation', () => {
    for (const { id, hardwareModel, cpuCores } of listLarge('Server')) {
      if (/R[67]40$|Gen10$|SR6[35]0$/.test(String(hardwareModel)))
        expect([id, Number(cpuCores) <= 56]).toEqual([id, true]);
      if (/R[67]50$|Gen10 Plus$|V2$/.test(String(hardwareModel)))
        expect([id, Number(cpuCores) <= 80]).toEqual([id, true]);
    }
  });

  it('has hardware of one vendor in a data center', () => {
    const vendors = new Map<PropertyValue | undefined, Set<string>>();
    for (const { datacenter, hardwareModel } of listLarge('Server'))
      add(vendors, datacenter, String(hardwareModel).split(' ')[0]!);
    expect([...vendors.values()].map(({ size }) => size)).toEqual([...vendors].map(() => 1));
  });

  it('comes in every type, family of operating systems and size', () => {
    const count = (name: string) => new Set(listLarge('Server').map((server) => server[name])).size;
    expect([count('serverType'), count('csdmClass'), count('cpuCores'), count('environment')]).toEqual([3, 3, 5, 4]);
  });
});

describe('what stands in a data center', () => {
  it('was placed there after the data center was commissioned', () => {
    const commissioned = new Map(listLarge('DataCenter').map(({ id, commissionedOn }) => [id, dayOf(commissionedOn)]));
    for (const label of ['Rack', 'NetworkDevice', 'StorageArray', 'Server', 'VirtualMachine']) {
      for (const { datacenter, purchasedOn, installedOn, createdOn } of listLarge(label)) {
        expect(dayOf(purchasedOn ?? installedOn ?? createdOn)).toBeGreaterThan(commissioned.get(datacenter!)!);
      }
    }
  });

  it('was placed after its rack, and a virtual machine was made after its server was bought', () => {
    const { nodes, links } = large;
    let seen = 0;
    for (const { start, end } of [...links.get('HOSTED_IN')!, ...links.get('RUNS_ON')!]) {
      const [from, to] = [nodes[start]!.properties, nodes[end]!.properties];
      const placed = from['purchasedOn'] ?? (from['type'] === 'VirtualMachine' ? from['createdOn'] : undefined);
      const before = to['installedOn'] ?? to['purchasedOn'];
      if (!placed || !before) continue;
      seen++;
      expect(dayOf(placed)).toBeGreaterThan(dayOf(before));
    }
    expect(seen).toBeGreaterThan(3_000);
  });

  it('is near its city, in the area of its region', () => {
    const { nodes, links } = large;
    for (const { start, end } of links.get('LOCATED_IN')!) {
      const [center, region] = [nodes[start]!.properties, nodes[end]!.properties];
      const [here, there] = [center['location'] as GeoPoint, region['location'] as GeoPoint];
      if (String(region['name']).startsWith('eu-')) expect(Math.abs(here.longitude - there.longitude)).toBeLessThan(30);
    }
    const countries = new Map(listLarge('DataCenter').map(({ city, country }) => [city, country]));
    expect(countries.get('Zürich')).toBe('Switzerland');
  });
});

/** What the versions of a system look like, by vendor. */
const firmwareOfVendors: Readonly<Record<string, RegExp>> = {
  Arista: /^4\.\d\d\.\d+[FM]$/,
  Cisco: /^(\d+\.\d+\(\d+\)|7\.\d+\.\d)$/,
  Juniper: /^\d\d\.\dR\d/,
  'Palo Alto Networks': /^1[01]\.[12]\.\d+$/,
  Fortinet: /^7\.[024]\.\d+$/,
  F5: /^1[567]\.1\.\d+$/,
};

/** The day from which one could order a model. */
const modelSince = { 'PA-5430': '2022-02-01', 'BIG-IP r5800': '2022-02-01', 'PowerStore 1200T': '2022-07-13' };

describe('a network device', () => {
  it('has a name that says its type, and a rack', () => {
    const words = { 'rack switch': 'sw-[ab]', router: 'rtr', firewall: 'fw', 'load balancer': 'lb' };
    for (const { name, deviceType, rack } of listAll('NetworkDevice')) {
      expect(name).toMatch(new RegExp(`^[a-z]{3}\\d+-${words[deviceType as keyof typeof words]}-\\d{4,}$`));
      expect([name, rack]).toEqual([name, expect.stringMatching(/^rack-/)]);
    }
  });

  it('has a number among those of its kind at its site', () => {
    const numbers = new Map<string, number[]>();
    for (const { name } of listLarge('NetworkDevice')) {
      const [, kind, digits] = /^(.+-)(\d+)$/.exec(String(name))!;
      numbers.set(kind!, [...(numbers.get(kind!) ?? []), Number(digits)]);
    }
    for (const [kind, own] of numbers) expect([kind, own]).toEqual([kind, own.map((_, place) => place + 1)]);
  });

  it('has a version of the system of its vendor', () => {
    for (const { vendor, model, firmware } of listLarge('NetworkDevice'))
      expect([model, firmware]).toEqual([model, expect.stringMatching(firmwareOfVendors[String(vendor)]!)]);
  });

  it('is of a model that existed when it was installed, as a storage array is', () => {
    for (const { id, model, installedOn } of [...listLarge('NetworkDevice'), ...listLarge('StorageArray')]) {
      const since = modelSince[model as keyof typeof modelSince];
      if (since) expect([id, dayOf(installedOn) >= parseDay(since)!]).toEqual([id, true]);
    }
  });
});

describe('an application', () => {
  it.each(applications)('of the class %s was made before it was deployed last, and has tags', (label) => {
    for (const application of listAll(label)) {
      expect(dayOf(application['createdOn']) * 86_400).toBeLessThanOrEqual(secondOf(application['deployedAt']));
      const tags = application['tags'] as readonly string[];
      expect(tags.length).toBeGreaterThanOrEqual(1);
      expect(new Set(tags).size).toBe(tags.length);
    }
  });

  it('was deployed before any container started', () => {
    const starts = listLarge('Container').map(({ startedAt }) => secondOf(startedAt));
    const deployments = applications.flatMap(listLarge).map(({ deployedAt }) => secondOf(deployedAt));
    expect(Math.max(...deployments)).toBeLessThan(Math.min(...starts));
  });

  it('was deployed in the evening in production, and by day elsewhere', () => {
    for (const { id, environment, deployedAt } of applications.flatMap((label) => listAll(label))) {
      const hour = new Date(secondOf(deployedAt) * 1_000).getUTCHours();
      expect([id, environment === 'production' ? hour >= 20 : hour >= 7 && hour < 17]).toEqual([id, true]);
    }
  });

  it('lists no browser among the platforms of wearables and scanners', () => {
    let seen = 0;
    for (const { id, name, platforms } of [...listAll('MobileBackend'), ...sample(1_000_000, 'MobileBackend')]) {
      expect((platforms as readonly string[]).length).toBeGreaterThan(0);
      if (!/-(wearable|scanner)-/.test(String(name))) continue;
      seen++;
      expect([id, platforms]).toEqual([id, expect.not.arrayContaining(['Web'])]);
    }
    expect(seen).toBeGreaterThan(10);
  });

  it('has as many replicas as there are containers together, and needs half of its own', () => {
    const all = applications.flatMap(listLarge);
    expect(all.reduce((sum, { replicas }) => sum + Number(replicas), 0)).toBe(listLarge('Container').length);
    for (const { replicas, minUp } of all) expect(Number(minUp)).toBe(Math.ceil(Number(replicas) / 2));
  });

  it('has a name that the class has for itself', () => {
    const words = new Map<string, Set<string>>();
    for (const label of [...applications, 'Database', 'Container']) {
      for (const { name } of listLarge(label)) {
        const [, word] = /^[a-z]+-([a-z0-9-]+?)-\d+$/.exec(String(name)) ?? [];
        if (word) add(words, word, label);
      }
    }
    expect([...words].filter(([, { size }]) => size > 1)).toEqual([]);
  });
});

describe('a database', () => {
  it('has a version, a port and a class of its engine', () => {
    const ports = new Map<PropertyValue | undefined, Set<PropertyValue | undefined>>();
    const releases = new Map<PropertyValue | undefined, Set<PropertyValue | undefined>>();
    for (const { engine, port, csdmClass, version } of listLarge('Database')) {
      add(ports, engine, `${String(port)} ${String(csdmClass)}`);
      add(releases, engine, version);
    }
    expect([...ports.values()].map(({ size }) => size)).toEqual(new Array(8).fill(1));
    expect(ports.get('Oracle')).toEqual(new Set(['1521 cmdb_ci_db_ora_instance']));
    expect(releases.get('PostgreSQL')).toEqual(new Set(['15.15', '16.11', '17.7']));
    expect(releases.get('Neo4j')).toEqual(new Set(['5.26', '2025.11']));
  });

  it('has a release that supports the operating system of its machines', () => {
    const { nodes, links } = large;
    let seen = 0;
    for (const { start, end } of links.get('RUNS_ON')!) {
      const [{ engine, version }, { os }] = [nodes[start]!.properties, nodes[end]!.properties];
      if (engine !== 'SQL Server' && engine !== 'PostgreSQL') continue;
      seen++;
      expect([engine, version, os]).not.toEqual([
        'SQL Server',
        expect.stringMatching(/2017|2019/),
        'Windows Server 2025',
      ]);
      expect([engine, version, os]).not.toEqual(['PostgreSQL', '17.7', expect.stringMatching(/Debian 10|Ubuntu 20/)]);
    }
    expect(seen).toBeGreaterThan(200);
  });

  it('has one, three or five machines where its engine needs a majority of them, and Cassandra has no single one', () => {
    const sizes = new Map<PropertyValue | undefined, Set<PropertyValue | undefined>>();
    for (const { engine, clusterSize } of [...listAll('Database'), ...sample(1_000_000, 'Database')])
      add(sizes, engine, Number(clusterSize));
    for (const engine of ['MongoDB', 'Neo4j', 'Cassandra'])
      for (const even of [2, 4]) expect([engine, even, sizes.get(engine)!.has(even)]).toEqual([engine, even, false]);
    expect([sizes.get('MongoDB')!.has(3), sizes.get('Cassandra')!.has(1)]).toEqual([true, false]);
  });

  it('was backed up last night or in the evening', () => {
    for (const { id, lastBackupAt } of listAll('Database')) {
      const ago = (asOfSecond - secondOf(lastBackupAt)) / 3_600;
      expect([id, (ago > 0 && ago <= 4) || (ago >= 19 && ago <= 24)]).toEqual([id, true]);
    }
  });

  it('has as many machines as there are for databases, together', () => {
    const machines = listLarge('VirtualMachine').filter(({ role }) => role === 'database').length;
    const sizes = listLarge('Database').map(({ clusterSize }) => Number(clusterSize));
    expect(sizes.reduce((sum, size) => sum + size, 0)).toBe(machines);
  });
});

describe('what customers use', () => {
  it('is public and not internal, and nothing else is public', () => {
    for (const label of applications) {
      for (const { id, tags, publicFacing, environment } of listAll(label)) {
        const isPublic = (tags as readonly string[]).includes('public');
        expect([id, isPublic && (tags as readonly string[]).includes('internal')]).toEqual([id, false]);
        if (isPublic) expect([id, environment]).toEqual([id, 'production']);
        if (label === 'WebApplication') expect([id, publicFacing]).toEqual([id, isPublic]);
        if (/Microservice|BackgroundService/.test(label)) expect([id, isPublic]).toEqual([id, false]);
      }
    }
  });

  it('includes the portals of business services with customers', () => {
    const portals = new Map(listLarge('WebApplication').map(({ name, publicFacing }) => [name, publicFacing]));
    expect(portals.get('online-banking-portal')).toBe(true);
    expect(portals.get('checkout-portal')).toBe(true);
    expect(portals.get('payroll-portal')).toBe(false);
  });
});

describe('a business service', () => {
  it('has agreed hours around the clock where it fights fraud', () => {
    const [service] = listLarge('BusinessService').filter(({ name }) => name === 'Fraud Detection');
    expect(service!['description']).toContain('24 × 7');
  });
});

describe('a rack', () => {
  it('has a feed A and a feed B of its room', () => {
    for (const { room, powerFeedA, powerFeedB } of listAll('Rack'))
      expect([powerFeedA, powerFeedB]).toEqual([`room ${String(room)} feed A`, `room ${String(room)} feed B`]);
  });
});

describe('software', () => {
  const known = new Map(listLarge('Software').map(({ name, endOfSupportOn }) => [name, dayOf(endOfSupportOn)]));

  it.each([
    ['OpenSSL 3.0.15', '2026-09-07'],
    ['HAProxy 2.8.10', '2028-06-30'],
  ])('has releases and ends of support as the vendor says: %s until %s', (name, end) => {
    expect(known.get(name)).toBe(parseDay(end));
  });

  it('is supported for the most part', () => {
    const supported = [...known.values()].filter((day) => day >= asOfDay).length;
    expect(supported / known.size).toBeGreaterThan(0.75);
    expect(supported).toBeLessThan(known.size);
  });
});

describe('a certificate', () => {
  it('has a key of the algorithm that its issuer signs', () => {
    const ofIssuers = new Map<string, Set<string>>();
    for (const { issuer, keyAlgorithm } of sample(1_000_000, 'Certificate'))
      add(ofIssuers, String(issuer), String(keyAlgorithm).split(' ')[0]!);
    expect(Object.fromEntries([...ofIssuers].map(([issuer, keys]) => [issuer, [...keys].sort()]))).toEqual({
      "Let's Encrypt R13": ['RSA'],
      "Let's Encrypt E8": ['ECDSA'],
      'DigiCert Global G2': ['RSA'],
      'Sectigo RSA DV': ['RSA'],
      'Internal Issuing CA 2': ['ECDSA', 'RSA'],
    });
  });
});

describe('a database', () => {
  it('has less data outside production, and always some', () => {
    const median = (where: string): number => {
      const own = listLarge('Database').filter(
        ({ environment, engine }) => environment === where && engine !== 'Redis',
      );
      const sizes = own.map(({ sizeBytes }) => Number(sizeBytes)).sort((a, b) => a - b);
      expect(sizes[0]).toBeGreaterThan(0);
      return sizes[Math.floor(sizes.length / 2)]!;
    };
    expect(median('production')).toBeGreaterThan(1.4 * median('staging'));
    expect(median('staging')).toBeGreaterThan(2 * median('test'));
    expect(median('test')).toBeGreaterThan(1.2 * median('development'));
  });
});

describe('a background service', () => {
  it('is started by what fits it: a worker never by the clock, and what runs in batches by nothing else', () => {
    for (const { id, name, trigger } of listAll('BackgroundService')) {
      const [, job] = /-([a-z]+)-\d+$/.exec(String(name))!;
      if (job === 'worker') expect([id, trigger]).toEqual([id, expect.toBeOneOf(['on message', 'on demand'])]);
      if (['batch', 'scheduler', 'cleanup', 'archiver'].includes(job!))
        expect([id, trigger]).toEqual([id, expect.toBeOneOf(['hourly', 'nightly', 'weekly'])]);
    }
  });
});

describe('what has an end', () => {
  it('begins before it', () => {
    for (const { validFrom, validUntil } of listAll('Certificate')) {
      expect(dayOf(validFrom)).toBeLessThan(asOfDay);
      expect(dayOf(validUntil)).toBeGreaterThan(asOfDay);
    }
    for (const { plannedStart, plannedEnd, state, closeCode } of listAll('Change')) {
      expect(state === 'closed').toBe(closeCode !== null);
      expect(secondOf(plannedStart)).toBeLessThan(secondOf(plannedEnd));
      expect(state === 'closed').toBe(secondOf(plannedEnd) <= asOfSecond);
    }
  });
});

describe('a change', () => {
  it('has a name that ends with that of its microservice or database', () => {
    for (const { nodes, links } of [...estates, large]) {
      for (const { start, end } of links.get('CHANGES')!) {
        const { name } = nodes[start]!.properties;
        expect(name).toMatch(new RegExp(`^CHG\\d{7} [A-Z][a-z ]+ ${String(nodes[end]!.properties['name'])}$`));
      }
    }
  });

  it('is one of a database in a third of the cases', () => {
    const ends = large.links.get('CHANGES')!.map(({ end }) => large.nodes[end]!.label);
    const share = ends.filter((label) => label === 'Database').length / ends.length;
    expect([share > 0.25, share < 0.4]).toEqual([true, true]);
  });

  it('is standard only where it is routine, an emergency only in production, and short where it only restarts', () => {
    const seen = new Set<unknown>();
    for (const { id, name, kind, environment, risk, plannedStart, plannedEnd } of [
      ...listAll('Change'),
      ...sample(1_000_000, 'Change'),
    ]) {
      seen.add(kind);
      const hours = (secondOf(plannedEnd) - secondOf(plannedStart)) / 3_600;
      const isLarge = / (Migrate|Upgrade|Resize|Roll back) /.test(String(name));
      expect([id, isLarge && kind === 'standard']).toEqual([id, false]);
      if (kind === 'emergency') expect([id, environment, risk === 'low']).toEqual([id, 'production', false]);
      expect([id, hours > (/ (Restart|Roll back) /.test(String(name)) ? 1 : 8)]).toEqual([id, false]);
    }
    expect(seen.size).toBe(3);
  });

  it('is as often in production a year ago, now and in the next weeks', () => {
    const environments = listLarge('Change').map(({ environment }) => environment);
    for (const part of [0, 0.25, 0.5, 0.75]) {
      const own = environments.slice(part * environments.length, (part + 0.25) * environments.length);
      const share = own.filter((environment) => environment === 'production').length / own.length;
      expect([part, share > 0.4 && share < 0.8]).toEqual([part, true]);
    }
  });

  it('has a number that grows with its start from one working day to the next, over about a year', () => {
    // A working day ends at 06:00, and a Friday on Monday: 1970-01-01 was a Thursday.
    const workingDayOf = (second: number): number => {
      const day = Math.floor(second / 86_400 - 0.25) + 3;
      return 5 * Math.floor(day / 7) + Math.min(day % 7, 4);
    };
    const starts = listLarge('Change').map(({ plannedStart }) => secondOf(plannedStart));
    const days = starts.map(workingDayOf);
    expect(days).toEqual([...days].sort((a, b) => a - b));
    const [first, last] = [Math.min(...starts), Math.max(...starts)].map((second) => (second - asOfSecond) / 86_400);
    expect([first! < -300, last! > 14]).toEqual([true, true]);
  });

  it('is made at night or at a weekend in production, in working hours elsewhere, and at any hour in an emergency', () => {
    const hoursOfEmergencies = new Set<number>();
    const isWeekend = (time: Date): boolean => [0, 6].includes(time.getUTCDay());
    const isQuiet = (time: Date): boolean => isWeekend(time) || time.getUTCHours() >= 20 || time.getUTCHours() < 5;
    const isBusy = (time: Date): boolean => !isWeekend(time) && time.getUTCHours() >= 7 && time.getUTCHours() < 17;
    for (const { id, environment, kind, plannedStart, plannedEnd } of [
      ...listAll('Change'),
      ...sample(1_000_000, 'Change'),
    ]) {
      const start = new Date(secondOf(plannedStart) * 1_000);
      const last = new Date((secondOf(plannedEnd) - 1) * 1_000);
      if (kind === 'emergency') {
        hoursOfEmergencies.add(start.getUTCHours());
        continue;
      }
      const fits = environment === 'production' ? isQuiet : isBusy;
      expect([id, start, fits(start), fits(last)]).toEqual([id, start, true, true]);
    }
    expect(hoursOfEmergencies.size).toBeGreaterThan(12);
  });

  it('fails once, and has issues once, in a small estate, and an error follows one within hours', () => {
    const { nodes, links, events } = estates.at(-1)!;
    const codes = nodes.flatMap(({ label, properties }) => (label === 'Change' ? [properties['closeCode']] : []));
    for (const code of ['unsuccessful', 'successful with issues']) expect(codes.includes(code)).toBe(true);
    const followed = links.get('CHANGES')!.filter(({ start, end }) => {
      const { plannedStart, state } = nodes[start]!.properties;
      const hours = events
        .filter(({ affected, properties }) => affected === end && properties['type'] === 'application.errors')
        .map(({ properties }) => (secondOf(properties['timestamp']) - secondOf(plannedStart)) / 3_600);
      return state === 'closed' && hours.some((after) => after >= 0 && after <= 4);
    });
    expect(followed.length).toBeGreaterThan(0);
  });

  it('fails in a few of a hundred cases', () => {
    const closed = sample(1_000_000, 'Change').filter(({ state }) => state === 'closed');
    const share = (code: string): number => closed.filter(({ closeCode }) => closeCode === code).length / closed.length;
    expect([share('unsuccessful') > 0.005, share('unsuccessful') < 0.08]).toEqual([true, true]);
    expect(share('successful')).toBeGreaterThan(0.8);
  });
});

function add<Key, Value>(map: Map<Key, Set<Value>>, key: Key, value: Value): void {
  map.set(key, (map.get(key) ?? new Set<Value>()).add(value));
}
