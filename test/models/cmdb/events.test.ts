import { describe, expect, it } from 'vitest';
import type { Instant } from '../../../src/model/column/datetime.ts';
import { asOfDay, bindEstate, makeEstate } from './estate.ts';

const asOfSecond = asOfDay * 86_400;
const applications = ['WebApplication', 'APIService', 'Microservice', 'BackgroundService', 'MobileBackend'];

/** Which source reports an event type, and which classes it hits. */
const templates: Readonly<Record<string, readonly [source: string, classes: readonly string[]]>> = {
  'monitoring.cpu': ['Prometheus', ['Server']],
  'monitoring.memory': ['Prometheus', ['Server', 'VirtualMachine']],
  'container.restarts': ['Prometheus', ['Container']],
  'container.availability': ['Prometheus', ['Container']],
  'monitoring.disk': ['Zabbix', ['Server', 'Database']],
  'application.api': ['Dynatrace', ['APIService', 'WebApplication', 'MobileBackend']],
  'application.errors': ['Sentry', applications],
  'database.connections': ['Zabbix', ['Database']],
  'network.latency': ['SolarWinds', ['NetworkDevice']],
  'service.availability': ['Pingdom', ['BusinessService']],
  'host.availability': ['Zabbix', ['Server', 'VirtualMachine']],
  'application.availability': ['Dynatrace', applications],
  'database.availability': ['Zabbix', ['Database']],
};

const estates = [1, 2, 5, 12, 60].map((scale) => makeEstate(scale, 'bulkgen', 200));
const large = makeEstate(1_000, 'bulkgen', 5_000);

describe('events', () => {
  it('are of thirteen templates, each with its source and classes', () => {
    const seen = new Map<string, Set<string>>();
    for (const { nodes, events } of [...estates, large, makeEstate(10_000)]) {
      for (const { affected, properties } of events) {
        const type = String(properties['type']);
        const [source, classes] = templates[type]!;
        expect(properties['source']).toBe(source);
        expect(classes).toContain(nodes[affected]!.label);
        seen.set(type, (seen.get(type) ?? new Set<string>()).add(nodes[affected]!.label));
      }
    }
    expect([...seen.keys()].sort()).toEqual(Object.keys(templates).sort());
    for (const [type, [, classes]] of Object.entries(templates)) {
      if (/^(host|application|database)\.availability$/.test(type)) continue; // few CIs of these classes are DOWN
      expect([type, [...seen.get(type)!].sort()]).toEqual([type, [...classes].sort()]);
    }
  });

  it('are worse the more critical the CI is', () => {
    const applied = large.events.filter(({ affected }) => applications.includes(large.nodes[affected]!.label));
    const share = (criticality: string): number => {
      const of = applied.filter(({ affected }) => large.nodes[affected]!.properties['criticality'] === criticality);
      expect(of.length).toBeGreaterThan(100);
      return of.filter(({ properties }) => /CRITICAL|MAJOR/.test(String(properties['severity']))).length / of.length;
    };
    expect(share('CRITICAL')).toBeGreaterThan(share('MEDIUM') + 0.1);
    expect(share('MEDIUM')).toBeGreaterThan(share('LOW') + 0.1);
  });

  it('are worse the higher the value and the more critical the CI', () => {
    const severities = ['CRITICAL', 'MAJOR', 'MINOR', 'WARNING', 'INFO'];
    const criticalities = ['CRITICAL', 'HIGH', 'MEDIUM', 'LOW'];
    const seen = large.events.map(({ affected, properties }) => ({
      kind: String(properties['type']),
      criticality: criticalities.indexOf(String(large.nodes[affected]!.properties['criticality'])),
      value: (JSON.parse(String(properties['metadata'])) as { value: number }).value,
      severity: severities.indexOf(String(properties['severity'])),
    }));
    for (const type of Object.keys(templates)) {
      const own = seen.filter(({ kind }) => kind === type);
      for (const a of own) {
        const milder = own.find((b) => b.criticality <= a.criticality && b.value >= a.value && b.severity > a.severity);
        expect([type, a, milder]).toEqual([type, a, undefined]);
      }
    }
    expect(new Set(seen.map(({ severity }) => severity)).size).toBe(5);
  });

  it('often follow a change of a microservice', () => {
    const { nodes, links, events } = makeEstate(3_000, 'bulkgen', 3_000);
    const start = asOfSecond - 7 * 86_400;
    const changedAt = new Map<number, number[]>();
    for (const link of links.get('CHANGES')!) {
      const { second } = nodes[link.start]!.properties['plannedStart'] as Instant;
      if (second < start || second >= asOfSecond) continue;
      changedAt.set(link.end, [...(changedAt.get(link.end) ?? []), second]);
    }
    const errors = events.filter(
      ({ affected, properties }) =>
        properties['type'] === 'application.errors' && nodes[affected]!.label === 'Microservice',
    );
    const after = errors.filter(({ affected, properties }) => {
      const { second } = properties['timestamp'] as Instant;
      return changedAt.get(affected)?.some((changed) => second >= changed && second <= changed + 14_400);
    });
    expect(after.length / errors.length).toBeGreaterThan(0.15);
  });

  it('say in several wordings that a disk which is nearly full has few hours left, and are open no longer than that', () => {
    const wordings = new Set<string>();
    for (const { properties } of large.events.filter((event) => event.properties['type'] === 'monitoring.disk')) {
      const message = String(properties['message']);
      wordings.add(message.replaceAll(/\d+/g, '…').replace('hours', 'hour'));
      const percent = Number(/(\d+) % full/.exec(message)![1]);
      const hours = Number(/(\d+) hour/.exec(message)![1]);
      expect(hours).toBeLessThanOrEqual(4 * (100 - percent));
      const age = asOfSecond - (properties['timestamp'] as Instant).second;
      if (properties['status'] === 'OPEN') expect([message, age <= 3_600 * hours]).toEqual([message, true]);
      expect(message).not.toMatch(/\b1 hours/);
    }
    expect(wordings.size).toBe(3);
  });

  it('are open for a day at most, except for those of disks', () => {
    const open = large.events.filter(({ properties }) => properties['status'] === 'OPEN');
    expect(open.length / large.events.length).toBeGreaterThan(0.15);
    for (const { properties } of open) {
      if (properties['type'] === 'monitoring.disk') continue;
      expect(asOfSecond - (properties['timestamp'] as Instant).second).toBeLessThanOrEqual(86_400);
    }
  });

  it('say of hosts, applications, databases and services that they are down exactly while they are DOWN', () => {
    const { nodes, events } = makeEstate(3_000, 'bulkgen', 3_000);
    const seen = new Set<string>();
    for (const { affected, properties } of events) {
      const [type, isDown] = [String(properties['type']), nodes[affected]!.properties['status'] === 'DOWN'];
      if (properties['status'] === 'OPEN' && isDown) expect(type).toMatch(/availability$/);
      if (!type.endsWith('availability')) continue;
      expect([properties['id'], properties['status'] === 'OPEN']).toEqual([properties['id'], isDown]);
      if (isDown) seen.add(type);
    }
    const types = ['application', 'container', 'database', 'host'].map((kind) => `${kind}.availability`);
    expect([...seen].sort()).toEqual(types); // no service of this estate is DOWN
  });

  it('say of half of the containers that are DOWN that they or their hosts are down', () => {
    const { nodes, links, events } = makeEstate(10_000);
    const reported = new Set(
      events.filter(({ properties }) => properties['status'] === 'OPEN').map(({ affected }) => affected),
    );
    const hostOf = new Map(links.get('RUNS_ON')!.map(({ start, end }) => [start, end]));
    const isDown = (record: number): boolean => nodes[record]!.properties['status'] === 'DOWN';
    const isReported = (record: number): boolean => {
      const host = hostOf.get(record);
      return reported.has(record) || (host !== undefined && isDown(host) && isReported(host));
    };
    const failed = [...nodes.keys()].filter((record) => nodes[record]!.label === 'Container' && isDown(record));
    expect(failed.filter(isReported).length / failed.length).toBeGreaterThan(0.45);
  });

  it('say of containers and virtual machines that they are down only where the host is not the cause', () => {
    const { nodes, links, events } = makeEstate(3_000, 'bulkgen', 3_000);
    const hostOf = new Map(links.get('RUNS_ON')!.map(({ start, end }) => [start, end]));
    const down = events.filter(({ properties }) => /^(container|host)\.availability$/.test(String(properties['type'])));
    const follows = down.filter(({ affected }) => {
      const host = hostOf.get(affected);
      return host !== undefined && nodes[host]!.properties['status'] === 'DOWN';
    });
    expect(follows.length / down.length).toBeLessThan(0.1); // a few fail by themselves on a host that is DOWN
  });

  it('are open mostly on CIs that are DOWN or DEGRADED, and are CRITICAL and open only on these', () => {
    const { nodes, events } = makeEstate(10_000);
    const open = events
      .filter(({ properties }) => properties['status'] === 'OPEN')
      .map(({ affected, properties }) => ({
        ...properties,
        affected,
        state: String(nodes[affected]!.properties['status']),
      }));
    const hasFailed = ({ state }: { readonly state: string }): boolean => state === 'DOWN' || state === 'DEGRADED';
    expect(open.filter(hasFailed).length / open.length).toBeGreaterThan(0.6);
    for (const { severity, state } of open as readonly { severity?: unknown; state: string }[]) {
      if (severity === 'CRITICAL') expect(state).toBeOneOf(['DOWN', 'DEGRADED']);
      expect(state).not.toBe('MAINTENANCE');
    }
    const covered = new Set(open.map(({ affected }) => affected));
    const degraded = [...nodes.keys()].filter(
      (record) => nodes[record]!.properties['status'] === 'DEGRADED' && nodes[record]!.label === 'Server',
    );
    expect(degraded.filter((record) => covered.has(record)).length / degraded.length).toBeGreaterThan(0.5);
  });

  it('report no more restarts than their container had, within a minute of its last start', () => {
    const found = large.events.filter(({ properties }) => properties['type'] === 'container.restarts');
    expect(found.length).toBeGreaterThan(200);
    for (const { affected, properties } of found) {
      const { id, restartCount, startedAt } = large.nodes[affected]!.properties;
      const { value } = JSON.parse(String(properties['metadata'])) as { value: number };
      expect([id, Number(restartCount) >= value]).toEqual([id, true]);
      const seconds = (properties['timestamp'] as Instant).second - (startedAt as Instant).second;
      expect([id, seconds >= 0 && seconds <= 60]).toEqual([id, true]);
    }
  });

  it.each(estates.map((estate) => [estate.graph.scale, estate] as const))(
    'hit CIs that exist at scale %i, and name them',
    (_, { graph, events }) => {
      expect(events).toHaveLength(200);
      for (const { affected, properties } of events) {
        expect(affected).toBeLessThan(graph.scale);
        expect(properties['affectedCi']).toBe(graph.idOf(affected));
      }
    },
  );

  it('happened in the seven days before the as-of date, and were resolved between then and that date', () => {
    for (const { properties } of large.events) {
      const { second } = properties['timestamp'] as Instant;
      expect(second).toBeGreaterThanOrEqual(asOfSecond - 7 * 86_400);
      expect(second).toBeLessThan(asOfSecond);
      const resolvedAt = properties['resolvedAt'] as Instant | null;
      expect(resolvedAt !== null).toBe(properties['status'] === 'RESOLVED');
      if (resolvedAt === null) continue;
      expect(resolvedAt.second).toBeGreaterThanOrEqual(second);
      expect(resolvedAt.second).toBeLessThanOrEqual(asOfSecond);
    }
  });

  it('carry what was measured as JSON, with a value that is not below its threshold', () => {
    for (const { properties } of large.events) {
      const metadata = JSON.parse(String(properties['metadata'])) as Record<string, unknown>;
      expect(metadata).toEqual({
        metric: expect.stringMatching(/^[a-z0-9_]+$/),
        value: expect.any(Number),
        threshold: expect.any(Number),
        collector: expect.stringMatching(/^collector-\d+$/),
      });
      expect(metadata['value']).toBeGreaterThanOrEqual(metadata['threshold'] as number);
      expect(properties['message']).toContain(String(metadata['value']));
    }
  });

  it('have unique ids, scores from 0 to 1, and both states and all severities among them', () => {
    const { events } = large;
    expect(new Set(events.map(({ properties }) => properties['id'])).size).toBe(5_000);
    const scores = events.map(({ properties }) => properties['correlationScore'] as number);
    expect(Math.min(...scores)).toBeGreaterThanOrEqual(0);
    expect(Math.max(...scores)).toBeLessThanOrEqual(1);
    expect(new Set(events.map(({ properties }) => properties['status'])).size).toBe(2);
    expect(new Set(events.map(({ properties }) => properties['severity'])).size).toBe(5);
  });

  it.each([
    [1, 1],
    [10, 1],
    [11, 2],
    [1_000, 100],
    [500_000, 50_000],
    [2 ** 40, 50_000],
  ])('are for a scale of %i by default %i', (scale, count) => {
    expect(bindEstate(scale).events!.count).toBe(count);
  });

  it('stay the same when there are more of them', () => {
    const few = makeEstate(60, 'bulkgen', 10).events;
    expect(makeEstate(60, 'bulkgen', 40).events.slice(0, 10)).toEqual(few);
  });

  it('hit records that exist at the largest scale', () => {
    const graph = bindEstate(2 ** 40);
    for (let ordinal = 0; ordinal < 500; ordinal++) {
      expect(() => graph.idOf(graph.events!.affected(ordinal))).not.toThrow();
    }
  });
});
