// Which switch a server is connected to, and which core device a switch.
import { createFanOut } from '../../../model/fan-out.ts';
import type { Adjacency } from '../../../model/link/adjacency.ts';
import { linkOneTargetEach } from '../../../model/link/one-target-each.ts';
import { spreadOverRacks } from './placed-links.ts';
import type { Sites, Switches } from './sites.ts';

/** How many switches a server is connected to; the list repeats. Two of five have switch A alone. */
const switchesOfServers = [1, 1, 2, 2, 2];

/** Whether a server is connected to both switches of its rack. */
export function isDualHomed({ switches }: Sites, server: number): boolean {
  return switches.b > 0 && switchesOfServers[server % switchesOfServers.length] === 2;
}

/** The rack of a switch, by its number among all devices. */
export function rackOfSwitch({ a }: Switches, device: number): number {
  return device < a ? device : device - a;
}

/** Servers with the switches of their racks. */
export function linkServers(sites: Sites): Adjacency {
  const { servers, switches } = sites;
  const { a, b, core } = switches;
  const hasSwitches = a > 0 && a === servers.targets;
  const count = hasSwitches ? servers.sources : 0;
  const fan = createFanOut(b > 0 ? switchesOfServers : [1], count);
  const deviceOf = (server: number, slot: number): number => (slot === 0 ? 0 : a) + servers.target(server);
  function* sourcesOf(device: number): Generator<number, void> {
    if (device >= a + b || !hasSwitches) return;
    for (const server of servers.sourcesOf(rackOfSwitch(switches, device))) {
      if (device < a || fan.degree(server) === 2) yield server;
    }
  }
  const most = servers.runs('target').reduce((highest, run) => Math.max(highest, run.most), 0);
  const runs = [
    { first: 0, count: a + b, most },
    { first: a + b, count: core.count, most: 0 },
  ];
  return {
    rows: fan.rows,
    sources: count,
    targets: a + b + core.count,
    source: fan.source,
    target: (row) => deviceOf(fan.source(row), fan.slot(row)),
    read(first, count, ends) {
      let [server, slot] = [fan.source(first), fan.slot(first)];
      for (let place = 0; place < count; place++) {
        ends.sources[place] = server;
        ends.targets[place] = deviceOf(server, slot);
        if (++slot < fan.degree(server)) continue;
        slot = 0;
        server++;
      }
    },
    *targetsOf(server) {
      for (let slot = 0; slot < fan.degree(server); slot++) yield deviceOf(server, slot);
    },
    sourcesOf,
    degree: (side, node) => (side === 'source' ? fan.degree(node) : [...sourcesOf(node)].length),
    has: (server, device) =>
      device === deviceOf(server, 0) || (fan.degree(server) === 2 && device === deviceOf(server, 1)),
    runs: (side) =>
      side === 'source' ? [{ first: 0, count, most: b > 0 ? 2 : 1 }] : runs.filter((run) => run.count > 0),
  };
}

/** Network devices with the racks in which they stand. */
export function linkDevicesToRacks(sites: Sites): Adjacency {
  const { a, b, core } = sites.switches;
  const places = spreadOverRacks(core, sites.racks);
  function* sourcesOf(rack: number): Generator<number, void> {
    if (rack < a) yield rack;
    if (rack < b) yield a + rack;
    for (const device of places.thingsIn(rack)) yield a + b + device;
  }
  return linkOneTargetEach({
    sources: sites.count > 0 ? a + b + core.count : 0,
    targets: sites.racks.count,
    targetOf: (device) => (device >= a + b ? places.rackOf(device - a - b) : rackOfSwitch(sites.switches, device)),
    sourcesOf,
    inDegree: (rack) => Number(rack < a) + Number(rack < b) + places.countIn(rack),
    most: Math.sign(a) + Math.sign(b) + places.most,
  });
}

/** How many of the core devices of a site are routers: the first ones. Firewalls and load balancers have no switches. */
export function countRouters({ switches }: Sites, site: number): number {
  return Math.ceil((2 * switches.core.size(site)) / 3);
}

/** What a core device of a site is. */
export type CoreKind = 'router' | 'firewall' | 'load balancer';

/** What a core device of a site is, by its place there. */
export function kindOfCore(sites: Sites, site: number, place: number): CoreKind {
  const routers = countRouters(sites, site);
  if (place < routers) return 'router';
  return (place - routers) % 2 === 0 ? 'firewall' : 'load balancer';
}

/** The number of a core device of a site among those of its kind, from 1. */
export function numberOfCore(sites: Sites, site: number, place: number): number {
  const other = place - countRouters(sites, site);
  return 1 + (other < 0 ? place : other >> 1);
}

/** The place of a core device of a site by `numberOfCore`. It may be one that the site does not have. */
export function placeOfCore(sites: Sites, site: number, kind: CoreKind, number: number): number {
  if (kind === 'router') return number - 1;
  return countRouters(sites, site) + 2 * (number - 1) + Number(kind === 'load balancer');
}

/** The first core devices of the sites are a tree: so many are connected to that of a site nearer to the first one. */
export const branches = 4;

/**
 * Network devices with the next one on the way to the first core device: switches with the routers of their site in turn, core devices with the
 * first one of the site, and the first one with that of another site. The row of the first core device of all is left out.
 */
export function linkUplinks(sites: Sites): Adjacency {
  const { racks, switches } = sites;
  const { a, b, core } = switches;
  const root = a + b;
  const rows = core.count > 0 ? a + b + core.count - 1 : 0;
  const coreIn = (site: number, number: number): number =>
    root + (core.size(site) > 0 ? core.first(site) + (number % countRouters(sites, site)) : 0);

  function targetOf(device: number): number {
    if (device < root) {
      const rack = rackOfSwitch(switches, device);
      const site = racks.partOf(rack);
      return coreIn(site, rack - racks.first(site) + (device < a ? 0 : 1));
    }
    const site = core.partOf(device - root);
    if (device - root > core.first(site)) return root + core.first(site);
    return coreIn(Math.floor((site - 1) / branches), 0);
  }

  const devicesBelow = createDownlinks(sites);
  function* sourcesOf(device: number): Generator<number, void> {
    if (device >= root && rows > 0) yield* devicesBelow(device);
  }

  const sourceOf = (row: number): number => (row < root ? row : row + 1);
  const inDegree = (device: number): number => [...sourcesOf(device)].length;
  return {
    rows,
    sources: root + core.count,
    targets: root + core.count,
    source: sourceOf,
    target: (row) => targetOf(sourceOf(row)),
    *targetsOf(device) {
      if (rows > 0 && device !== root) yield targetOf(device);
    },
    sourcesOf,
    degree: (side, node) => (side === 'target' ? inDegree(node) : Number(rows > 0 && node !== root)),
    has: (device, other) => rows > 0 && device !== root && targetOf(device) === other,
    runs: (side) =>
      side === 'source'
        ? [{ first: 0, count: root + core.count, most: 1 }]
        : [
            { first: 0, count: root, most: 0 },
            { first: root, count: core.count, most: rows },
          ].filter((run) => run.count > 0),
  };
}

/** Makes the function that lists the devices whose next one is a core device. */
function createDownlinks(sites: Sites): (device: number) => Generator<number, void> {
  const { racks, switches } = sites;
  const { a, b, core } = switches;
  const root = a + b;

  function* switchesOf(site: number, number: number): Generator<number, void> {
    const step = Math.max(1, countRouters(sites, site));
    if (number >= step) return;
    for (let rack = number; rack < racks.size(site); rack += step) yield racks.first(site) + rack;
    if (b === 0) return;
    for (let rack = (number + step - 1) % step; rack < racks.size(site); rack += step)
      yield a + racks.first(site) + rack;
  }

  return function* devicesBelow(device: number): Generator<number, void> {
    const site = core.partOf(device - root);
    const number = device - root - core.first(site);
    yield* switchesOf(site, number);
    if (number > 0) return;
    for (let other = 1; other < core.size(site); other++) yield device + other;
    for (let child = branches * site + 1; child <= branches * site + branches && child < core.parts; child++) {
      if (core.size(child) > 0) yield root + core.first(child);
    }
    // A tiny estate has sites without core devices: their switches are connected to the first one of all.
    if (site === 0)
      for (let other = 1; other < core.parts; other++) if (core.size(other) === 0) yield* switchesOf(other, 0);
  };
}
