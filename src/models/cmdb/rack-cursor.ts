import type { GraphContext } from '../../model/definition.ts';
import { type Ages, agesOf } from './ages.ts';
import { listSiteCodes, type SiteCode } from './cities.ts';
import { estateOf } from './structure/estate.ts';

/** Where a server stands. Neighbours stand in one rack, so a cursor that moves to a neighbour has nothing to look up. */
export interface RackCursor {
  /** The data center; null in an estate without racks. */
  readonly site: number | null;
  readonly code: SiteCode;
  /** Moves to the rack of a server. */
  moveTo(server: number): void;
  /** How many days ago a server of the rack was bought. */
  ageOf(server: number): number;
  /** The address of a slot of such a server (`machines.slotOf`). */
  addressOf(slot: number): number;
}

/** 10.0.0.8, for the first server of an estate without racks. */
const firstAddress = 0x0a00_0008;

/** Makes a cursor over the racks of a graph. */
export function createRackCursor(graph: GraphContext): RackCursor {
  const { sites, addresses } = estateOf(graph);
  const codes = listSiteCodes(graph);
  const ages: Ages = agesOf(graph);
  if (sites.count === 0) {
    return {
      site: null,
      code: codes[0]!,
      moveTo: () => {},
      ageOf: (server) => ages.ofServer(server, 0),
      addressOf: (slot) => firstAddress + slot,
    };
  }
  let [rack, first, end] = [0, 0, 0];
  const cursor = {
    site: 0,
    code: codes[0]!,
    moveTo(server: number): void {
      if (server >= first && server < end) return;
      rack = sites.servers.target(server);
      [first, end] = [sites.servers.first(rack), sites.servers.first(rack + 1)];
      cursor.site = sites.racks.partOf(rack);
      cursor.code = codes[cursor.site]!;
    },
    ageOf: (server: number) => ages.ofServer(server, rack),
    addressOf: (slot: number) => addresses.ofSlot(slot, cursor.site),
  };
  return cursor;
}
