import { slotsPerServer } from './machines.ts';
import type { Sites } from './sites.ts';

/** How many addresses an IPv6 prefix of a site has for hosts; an address above 2^32 is one of them, and those of site s begin at 2^32 + s × 2^36. */
export const longHosts = 2 ** 36;

/**
 * The addresses of an estate. Each site has a prefix of its own in 10.0.0.0/8, from which its servers get eight addresses each: one for
 * the server, the others for its virtual machines. An estate that is too large for it (about 11 million CIs) has IPv6 prefixes fd00:0:SITE::/48. An
 * address is a number for `networkAddress`.
 */
export interface Addresses {
  /** The first address of the prefix of a site. */
  network(site: number): number;
  /** The bits of an address that differ within a site. */
  hostBits(site: number): number;
  ofServer(server: number, site: number): number;
  /** The address of a virtual machine by its slot. */
  ofSlot(slot: number, site: number): number;
  /** The management address of a network device, which stands in a site. */
  ofDevice(device: number, site: number): number;
}

const firstOfTen = 0x0a00_0000;
const firstOfManagement = 0xac10_0000; // 172.16.0.0/12
const managementAddresses = 2 ** 20;
const [leastBits, leastSize] = [8, 256];

export function createAddresses(sites: Sites, devices: number): Addresses {
  const firstServers = Array.from({ length: sites.count + 1 }, (_, site) =>
    sites.servers.first(sites.racks.first(site)),
  );
  const blocks: { readonly first: number; readonly bits: number }[] = [];
  let next = 0;
  for (let site = 0; site < sites.count; site++) {
    // The first eight addresses of a prefix stay free: for the network itself and its gateways.
    const needed = (firstServers[site + 1]! - firstServers[site]! + 1) * slotsPerServer;
    let [bits, size] = [leastBits, leastSize];
    while (size < needed) [bits, size] = [bits + 1, 2 * size];
    const first = Math.ceil(next / size) * size;
    blocks.push({ first, bits });
    next = first + size;
  }
  const isSmall = next <= 2 ** 24 && devices <= managementAddresses;
  const network = (site: number): number => (isSmall ? firstOfTen + blocks[site]!.first : 2 ** 32 + site * longHosts);
  const ofSlot = (slot: number, site: number): number =>
    network(site) + slot - (firstServers[site]! - 1) * slotsPerServer;
  return {
    network,
    hostBits: (site) => (isSmall ? blocks[site]!.bits : 80),
    ofServer: (server, site) => ofSlot(server * slotsPerServer, site),
    ofSlot,
    ofDevice: (device, site) => (isSmall ? firstOfManagement + 1 + device : network(site) + longHosts / 2 + device),
  };
}
