import { describe, expect, it } from 'vitest';
import { createFill } from '../../../../src/model/link/fill.ts';
import { createPermutation } from '../../../../src/model/link/permutation.ts';
import { createAddresses } from '../../../../src/models/cmdb/structure/addresses.ts';
import { slotsPerServer } from '../../../../src/models/cmdb/structure/machines.ts';
import { divide } from '../../../../src/models/cmdb/structure/shares.ts';
import type { Sites } from '../../../../src/models/cmdb/structure/sites.ts';
import { Stream } from '../../../../src/random/stream.ts';

/** Sites with so many servers, of which each rack has ten. */
function makeSites(servers: number, weights: readonly number[]) {
  const racks = divide(Math.ceil(servers / 10), weights, () => 1);
  const fill = createFill({ sources: servers, targets: racks.count });
  const sites = { count: weights.length, racks, servers: fill } as unknown as Sites; // addresses ask for nothing else
  return { sites, siteOf: (server: number) => racks.partOf(fill.target(server)) };
}

describe('the addresses of an estate', () => {
  it.each([
    [3_000, true],
    [40_000_000, false],
  ])(
    'differ for %i servers, their machines and the network devices, and are in the prefix of their site',
    (servers, isShort) => {
      const { sites, siteOf } = makeSites(servers, [500, 300, 4]);
      const addresses = createAddresses(sites, servers / 5);
      const order = createPermutation(new Stream('test'), servers);
      const all: number[] = [];
      for (let place = 0; place < 3_000; place++) {
        const server = order.at(place);
        const site = siteOf(server);
        for (let slot = 0; slot < slotsPerServer; slot++) {
          const address = addresses.ofSlot(server * slotsPerServer + slot, site);
          expect(address < 2 ** 32).toBe(isShort);
          const offset = address - addresses.network(site);
          expect(offset).toBeGreaterThanOrEqual(slotsPerServer);
          expect(offset).toBeLessThan(2 ** Math.min(36, addresses.hostBits(site)));
          all.push(address);
        }
        expect(addresses.ofServer(server, site)).toBe(addresses.ofSlot(server * slotsPerServer, site));
        if (place < servers / 5) all.push(addresses.ofDevice(place, site));
      }
      expect(new Set(all).size).toBe(all.length);
    },
  );

  it('begin each prefix at a multiple of its size, and let none overlap', () => {
    const { sites } = makeSites(5_000, [500, 300, 4, 4, 90]);
    const addresses = createAddresses(sites, 100);
    let end = 0x0a00_0000;
    for (let site = 0; site < sites.count; site++) {
      const [first, size] = [addresses.network(site), 2 ** addresses.hostBits(site)];
      expect(first % size).toBe(0);
      expect(first).toBeGreaterThanOrEqual(end);
      end = first + size;
    }
    expect(end).toBeLessThanOrEqual(0x0b00_0000);
  });
});
