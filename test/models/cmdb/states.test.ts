import { describe, expect, it } from 'vitest';
import type { CalendarDate } from '../../../src/model/column/date.ts';
import type { Instant } from '../../../src/model/column/datetime.ts';
import type { Properties } from '../../../src/model/value.ts';
import { type Estate, makeEstate } from './estate.ts';

/** In the first, the portal of a named service is DOWN; in the second, one is in MAINTENANCE. */
const withoutPortals = ['seed 9', 'seed 31'].map((seed) => makeEstate(1_000, seed, 0));
const estates = [...[60, 300, 3_000, 10_000].map((scale) => makeEstate(scale, 'bulkgen', 0)), ...withoutPortals];
const applications = ['WebApplication', 'MobileBackend', 'APIService', 'BackgroundService', 'Microservice'];

/** What is at the other end of a type, by the properties of the CI at the end `end`. */
function groupBy(estate: Estate, type: string, end: 'start' | 'end'): ReadonlyMap<Properties, readonly Properties[]> {
  const groups = new Map<Properties, Properties[]>();
  for (const link of estate.links.get(type)!) {
    const key = estate.nodes[link[end]]!.properties;
    const other = estate.nodes[link[end === 'start' ? 'end' : 'start']]!.properties;
    groups.set(key, [...(groups.get(key) ?? []), other]);
  }
  return groups;
}

const hostsOf = (estate: Estate) => groupBy(estate, 'RUNS_ON', 'start');
const isUp = ({ status }: Properties): boolean => status !== 'DOWN' && status !== 'MAINTENANCE';
const secondOf = (value: unknown): number => (value as Instant).second;
const dayOf = (value: unknown): number => (value as CalendarDate).day;

describe.each(estates.map((estate) => [estate.graph.scale, estate] as const))(
  'the states of an estate of %i CIs',
  (scale, estate) => {
    it('make a virtual machine or a container fail with its host', () => {
      let failed = 0;
      for (const [guest, [host]] of hostsOf(estate)) {
        if (guest['type'] === 'Database') continue;
        const { status } = host!;
        if (isUp(host!)) continue;
        failed++;
        const expected = status === 'DOWN' ? ['DOWN'] : ['DOWN', 'MAINTENANCE'];
        expect([guest['id'], host!['id'], guest['status']]).toEqual([
          guest['id'],
          host!['id'],
          expect.toBeOneOf(expected),
        ]);
      }
      if (scale >= 3_000) expect(failed).toBeGreaterThan(20);
    });

    it('leave maintenance and decommissioning of containers to their machines', () => {
      for (const [container, [host]] of hostsOf(estate)) {
        const { id, type, status } = container;
        if (type !== 'Container') continue;
        expect([id, status]).not.toEqual([id, 'DECOMMISSIONING']);
        if (status === 'MAINTENANCE') expect([id, host!['status']]).toEqual([id, 'MAINTENANCE']);
      }
    });

    it('make a database fail when too few of its machines run, and degrade it with each', () => {
      for (const [database, machines] of hostsOf(estate)) {
        if (database['type'] !== 'Database') continue;
        const { id, status, minUp } = database;
        if (machines.filter(isUp).length < Number(minUp)) expect([id, isUp(database)]).toEqual([id, false]);
        if (machines.some((machine) => machine['status'] === 'DOWN'))
          expect([id, status === 'OPERATIONAL']).toEqual([id, false]);
      }
    });

    it('leave the maintenance of a production database to its machines', () => {
      for (const [database, machines] of hostsOf(estate)) {
        const { id, type, status, environment } = database;
        if (type === 'Database' && environment === 'production' && status === 'MAINTENANCE')
          expect([id, machines.filter(isUp).length < Number(database['minUp'])]).toEqual([id, true]);
      }
    });

    it('make an application fail when too few of its containers are left', () => {
      for (const [application, containers] of groupBy(estate, 'INSTANCE_OF', 'end')) {
        const { id, status, minUp } = application;
        const alive = containers.filter((container) => container['status'] !== 'DOWN').length;
        if (alive < Number(minUp)) expect([id, status]).toEqual([id, 'DOWN']);
        if (containers.length <= 8 && containers.filter(isUp).length < Number(minUp))
          expect([id, isUp(application)]).toEqual([id, false]);
      }
    });

    it('let no application be DOWN while enough of its containers live', () => {
      const containers = groupBy(estate, 'INSTANCE_OF', 'end');
      for (const { label, properties } of estate.nodes) {
        if (!applications.includes(label)) continue;
        const { id, status, minUp } = properties;
        const alive = (containers.get(properties) ?? []).filter((container) => container['status'] !== 'DOWN').length;
        expect([id, status === 'DOWN' && alive >= Number(minUp)]).toEqual([id, false]);
      }
    });

    it('give a named service the status of its portal, and let any other business service be OPERATIONAL', () => {
      const failed: unknown[] = [];
      for (const [service, supporters] of groupBy(estate, 'SUPPORTS', 'end')) {
        const { id, name, status } = service;
        const portal = supporters.find(
          (application) => application['name'] === `${String(name).toLowerCase().replaceAll(' ', '-')}-portal`,
        );
        expect([id, status]).toEqual([id, portal ? portal['status'] : 'OPERATIONAL']);
        if (portal && !isUp(portal)) failed.push(status);
      }
      if (withoutPortals.includes(estate))
        expect(failed).toEqual([estate === withoutPortals[0] ? 'DOWN' : 'MAINTENANCE']);
    });

    it('let nothing that other things stand on or in be DOWN, but servers and what runs on them', () => {
      for (const { label, properties } of estate.nodes) {
        if (!['NetworkDevice', 'StorageArray', 'Rack', 'DataCenter', 'KubernetesCluster'].includes(label)) continue;
        expect([properties['id'], properties['status'] === 'DOWN']).toEqual([properties['id'], false]);
      }
    });

    it('let nothing boot or start before its host did, or be older than it', () => {
      for (const [guest, hosts] of hostsOf(estate)) {
        if (guest['type'] === 'Database') continue;
        const [host] = hosts;
        const since = secondOf(guest['startedAt'] ?? guest['lastBootAt']);
        expect([guest['id'], since >= secondOf(host!['lastBootAt'])]).toEqual([guest['id'], true]);
        if (guest['type'] === 'VirtualMachine')
          expect([guest['id'], dayOf(guest['createdOn']) >= dayOf(host!['purchasedOn'])]).toEqual([guest['id'], true]);
      }
    });

    it('let no machine be older than its cluster', () => {
      for (const [cluster, machines] of groupBy(estate, 'MEMBER_OF', 'end')) {
        for (const { id, createdOn } of machines)
          expect([id, dayOf(createdOn) >= dayOf(cluster['createdOn'])]).toEqual([id, true]);
      }
    });

    it('keep most of every class operational', () => {
      if (scale < 10_000) return;
      for (const label of ['Server', 'VirtualMachine', 'Container', 'Database', ...applications]) {
        const all = estate.nodes.filter((node) => node.label === label);
        const share = all.filter(({ properties }) => properties['status'] === 'OPERATIONAL').length / all.length;
        expect([label, share > 0.85 && share < 0.97, share]).toEqual([label, true, share]);
      }
    });
  },
);
