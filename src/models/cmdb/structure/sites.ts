import type { GraphContext } from '../../../model/definition.ts';
import { createFill, type Fill } from '../../../model/link/fill.ts';
import { divide, type Shares } from './shares.ts';

/** Data centers with their racks, servers, switches and storage. All numbers are ordinals. */
export interface Sites {
  /** How many data centers have racks: the first ones. */
  readonly count: number;
  /** The racks of each site. */
  readonly racks: Shares;
  /** The servers of each rack. */
  readonly servers: Fill;
  /** The storage arrays of each site. */
  readonly arrays: Shares;
  readonly switches: Switches;
  /** How many rack units a server takes: 2, or 1 in a small estate with few racks. */
  readonly serverUnits: number;
  siteOfServer(server: number): number;
}

/** The network devices: the switches A of all racks, then their switches B, then the core devices of each site. */
export interface Switches {
  /** How many racks have a switch A and a switch B: all or none. */
  readonly a: number;
  readonly b: number;
  /** The core devices of each site, numbered from 0. */
  readonly core: Shares;
}

/** How full racks are, compared with each other. */
const rackSizes = [17, 18, 13, 18, 8, 18, 18, 16];

/** The highest unit of a rack that servers use. Those above it are for switches and storage. */
export const lastServerUnit = 36;

/** The units of a rack for what is not a server. */
export const units = { switchA: 42, switchB: 41, core: 40, storage: 37 } as const;

/** Binds the places of an estate. Sites are unequal: the weight of site n falls as 1 / (n + 1). */
export function createSites(graph: GraphContext): Sites {
  const racks = graph.nodes('Rack').count;
  const count = Math.min(graph.nodes('DataCenter').count, racks);
  const weights = Array.from({ length: count }, (_, site) => Math.max(3, Math.floor(1_000 / (site + 1))));
  const ofSites = (things: number): Shares => divide(things, weights, () => 1);
  const racksOfSites = ofSites(racks);
  const servers = createFill({ sources: graph.nodes('Server').count, targets: racks, sizes: rackSizes });
  const devices = graph.nodes('NetworkDevice').count;
  const a = Math.min(racks, devices);
  const b = devices >= 2 * racks ? racks : 0;
  const mostServers = servers.runs('target').reduce((most, run) => Math.max(most, run.most), 0);
  return {
    count,
    racks: racksOfSites,
    servers,
    arrays: ofSites(count > 0 ? graph.nodes('StorageArray').count : 0),
    switches: { a, b, core: ofSites(count > 0 ? devices - a - b : 0) },
    serverUnits: 2 * mostServers <= lastServerUnit ? 2 : 1,
    siteOfServer: (server) => racksOfSites.partOf(servers.target(server)),
  };
}
