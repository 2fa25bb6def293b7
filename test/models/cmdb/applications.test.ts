import { describe, expect, it } from 'vitest';
import type { CalendarDate } from '../../../src/model/column/date.ts';
import type { Properties } from '../../../src/model/value.ts';
import { namedServices } from '../../../src/models/cmdb/structure/named-services.ts';
import { asOfDay, makeEstate } from './estate.ts';

const estates = [12, 60, 1_000, 10_000].map((scale) => makeEstate(scale, 'bulkgen', 0));
const large = estates.at(-1)!;
const applications = ['WebApplication', 'MobileBackend', 'APIService', 'BackgroundService', 'Microservice'];

/** The CIs of a class in all estates. */
function listAll(label: string): readonly Properties[] {
  return estates.flatMap(({ nodes }) =>
    nodes.filter((node) => node.label === label).map(({ properties }) => properties),
  );
}

describe('the tags of an application', () => {
  const all = applications
    .flatMap(listAll)
    .map((application) => ({ application, tags: application['tags'] as readonly string[] }));

  it('say that it handles cards only in production of what takes payments', () => {
    const found = all.filter(({ tags }) => tags.includes('pci'));
    expect(found.length).toBeGreaterThan(50);
    const teams = new Set(found.map(({ application }) => application['ownerTeam']));
    expect(teams).toEqual(new Set(['Retail Banking', 'Checkout', 'Payments']));
    expect(new Set(found.map(({ application }) => application['environment']))).toEqual(new Set(['production']));
  });

  it('say so of every portal and shop that sells, and what portals hold personal data', () => {
    for (const { application, tags } of all) {
      const { name, ownerTeam, environment } = application;
      const isPortal = /-portal(-|$)/.test(String(name));
      if (environment === 'production' && ['Payments', 'Checkout'].includes(String(ownerTeam)) && isPortal)
        expect([name, tags]).toEqual([name, expect.arrayContaining(['pci'])]);
      if (isPortal && ['Retail Banking', 'Customer Care', 'Payroll & Benefits'].includes(String(ownerTeam)))
        expect([name, tags]).toEqual([name, expect.arrayContaining(['gdpr'])]);
    }
    expect(all.find(({ application }) => application['name'] === 'card-payments-portal')!.tags).toContain('pci');
  });

  it('say that it is a pilot or legacy by its age, and nearly always that it is monitored', () => {
    for (const { application, tags } of all) {
      const age = asOfDay - (application['createdOn'] as CalendarDate).day;
      if (tags.includes('pilot')) expect(age).toBeLessThanOrEqual(500);
      if (tags.includes('legacy')) expect(age).toBeGreaterThanOrEqual(1_800);
    }
    const share = (tag: string): number => all.filter(({ tags }) => tags.includes(tag)).length / all.length;
    expect(share('monitored')).toBeGreaterThan(0.9);
    expect(share('monitored')).toBeLessThan(1);
    expect([share('pilot') > 0, share('legacy') > 0]).toEqual([true, true]);
  });
});

describe('the figures of what people use', () => {
  it('have a rate limit above the load of each API', () => {
    for (const { id, requestsPerSecond, requestsPerMinuteLimit } of listAll('APIService'))
      expect([id, Number(requestsPerMinuteLimit) > 60 * Number(requestsPerSecond)]).toEqual([id, true]);
  });

  it('let no hourly run last longer than an hour, and no message wait longer than five minutes', () => {
    for (const { id, trigger, timeoutSeconds } of listAll('BackgroundService')) {
      if (trigger === 'hourly') expect([id, Number(timeoutSeconds) < 3_600]).toEqual([id, true]);
      if (trigger === 'on message') expect([id, Number(timeoutSeconds) <= 300]).toEqual([id, true]);
    }
  });

  it('give named services the users and the revenue that their names make one expect', () => {
    const named = new Map(listAll('BusinessService').map((service) => [service['name'], service]));
    const users = (name: string): number => Number(named.get(name)!['users']);
    expect(users('Online Banking')).toBeGreaterThan(10 * users('Payroll'));
    expect(users('Payroll')).toBeGreaterThan(users('Fraud Detection'));
    for (const name of ['Payroll', 'Claims Handling', 'Fraud Detection'])
      expect([name, named.get(name)!['revenuePerHour']]).toEqual([name, 0]);
    for (const { name, revenuePerHour } of listAll('BusinessService'))
      if (/Reporting|Review|Planning|Approval/.test(String(name))) expect([name, revenuePerHour]).toEqual([name, 0]);
  });

  it('have a shop only where something is sold', () => {
    for (const { name } of listAll('WebApplication'))
      expect(name).not.toMatch(/^(payroll|fraud|claims|platform)-shop-/);
  });

  it('let staff and testers use what is not public', () => {
    for (const { id, tags, environment, monthlyUsers } of listAll('MobileBackend')) {
      const isPublic = (tags as readonly string[]).includes('public');
      const most = environment === 'production' ? (isPublic ? 2_000_000 : 20_000) : 200;
      expect([id, Number(monthlyUsers) <= most]).toEqual([id, true]);
    }
  });
});

describe('a certificate', () => {
  it('is of a public authority exactly where it secures a public application', () => {
    const secured = new Map<Properties, boolean>();
    const { nodes, links } = large;
    for (const { start, end } of links.get('SECURES')!) {
      const [certificate, application] = [nodes[start]!.properties, nodes[end]!.properties];
      secured.set(certificate, (secured.get(certificate) ?? false) || application['publicFacing'] === true);
    }
    expect(new Set(secured.values()).size).toBe(2);
    for (const [{ id, name, issuer }, isPublic] of secured) {
      expect([id, issuer !== 'Internal Issuing CA 2']).toEqual([id, isPublic]);
      expect([id, String(name).endsWith('.example.com')]).toEqual([id, isPublic]);
    }
  });

  it('is on the portal of each named service from 10,000 CIs on', () => {
    const { nodes, links } = large;
    const names = new Map(links.get('SECURES')!.map(({ start, end }) => [nodes[end]!.properties['name'], start]));
    for (const { name } of namedServices) {
      const slug = name.toLowerCase().replaceAll(' ', '-');
      expect(String(nodes[names.get(`${slug}-portal`)!]!.properties['name'])).toMatch(new RegExp(`^${slug}\\.`));
    }
  });
});

describe('the vault of the platform', () => {
  it('is written in Go', () => {
    const vaults = listAll('Microservice').filter(({ name }) => /^platform-vault-/.test(String(name)));
    expect(new Set(vaults.map(({ language }) => language))).toEqual(new Set(['Go']));
  });
});
