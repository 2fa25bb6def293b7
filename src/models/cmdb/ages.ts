// How many days ago things were built, installed and bought: data centers before their racks, racks before what is in them.
import { secondsPerDay } from '../../model/calendar.ts';
import type { GraphContext } from '../../model/definition.ts';
import { onceFor } from '../../model/once.ts';

/** Ages in days before the as-of date, by ordinals. */
export interface Ages {
  /** Since a data center was commissioned. */
  ofSite(site: number): number;
  /** Since a rack was installed. */
  ofRack(rack: number): number;
  /** Since a server of a rack was bought: mostly soon after the rack was installed. */
  ofServer(server: number, rack: number): number;
  /** Since something else in a rack was installed, by a number that is drawn for it. */
  ofOther(draw: number, rack: number): number;
}

/** No server is older, in days. */
export const oldestServer = 2_200;
/** What is older has reached the end of its life. */
export const oldestSupported = 2_060;
/** Every server has this age at least. */
export const youngestServer = 130;
/** Every virtual machine has this age at least, in days. */
export const youngestGuest = 20;
const [youngestRack, oldestRack] = [250, 2_600];
const [youngestSite, oldestSite] = [2_700, 7_000];

/**
 * Seconds since the last boot of a server and a virtual machine, and since a container started: the least and the most. What runs on a host starts after
 * it. Containers start again every week, when their node gets updates.
 */
export const uptimes = {
  Server: { least: 19 * secondsPerDay + 60, most: 120 * secondsPerDay },
  VirtualMachine: { least: 7 * secondsPerDay + 60, most: 19 * secondsPerDay },
  Container: { least: 60, most: 7 * secondsPerDay },
} as const;

/** The ages of what a graph has. */
export const agesOf = onceFor(createAges);

function createAges(graph: GraphContext): Ages {
  const sites = graph.stream('DataCenter/commissionedOn');
  const racks = graph.stream('Rack/installedOn');
  const servers = graph.stream('Server/purchasedOn');
  let [lastRack, lastAge] = [-1, 0]; // servers of one rack follow each other
  const ofRack = (rack: number): number => {
    if (rack !== lastRack) [lastRack, lastAge] = [rack, racks.between(youngestRack, oldestRack, rack)];
    return lastAge;
  };
  return {
    ofSite: (site) => sites.between(youngestSite, oldestSite, site),
    ofRack,
    ofOther: (draw, rack) => youngestServer + (draw % (Math.min(ofRack(rack), oldestServer) - youngestServer)),
    ofServer(server, rack) {
      const rackAge = ofRack(rack);
      const bits = servers.bits(server) >>> 1;
      const days = bits >>> 3;
      if (rackAge <= oldestServer && (bits & 7) !== 0) return rackAge - 10 - (days % 60);
      return youngestServer + (days % (Math.min(rackAge, oldestServer) - youngestServer)); // it replaced another server
    },
  };
}
