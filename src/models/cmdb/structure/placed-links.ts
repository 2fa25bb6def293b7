// Links that follow from where things are.
import type { Adjacency } from '../../../model/link/adjacency.ts';
import type { Ladder } from '../../../model/link/ladder.ts';
import { linkOneTargetEach } from '../../../model/link/one-target-each.ts';
import type { Shares } from './shares.ts';

/** Each thing with its part. */
export function linkShares(shares: Shares, parts: number): Adjacency {
  const { count, first, size } = shares;
  let most = 0;
  for (let part = 0; part < shares.parts; part++) most = Math.max(most, size(part));
  const isPart = (part: number): boolean => part < shares.parts;
  return linkOneTargetEach({
    sources: shares.parts > 0 ? count : 0,
    targets: parts,
    targetOf: shares.partOf,
    *sourcesOf(part) {
      if (isPart(part)) for (let thing = first(part); thing < first(part + 1); thing++) yield thing;
    },
    inDegree: (part) => (isPart(part) ? size(part) : 0),
    most,
  });
}

/** Each position of a ladder with the rank that covers it. */
export function linkLadder(ladder: Ladder): Adjacency {
  const { size, total, heaviest, start, rankAt } = ladder;
  return linkOneTargetEach({
    sources: total,
    targets: size,
    targetOf: rankAt,
    *sourcesOf(rank) {
      for (let position = start(rank); position < start(rank + 1); position++) yield position;
    },
    inDegree: (rank) => start(rank + 1) - start(rank),
    most: heaviest,
  });
}

/** Things of a site, one in each of its racks in turn. */
export interface RackPlaces {
  /** The rack of a thing. */
  rackOf(thing: number): number;
  /** The things in a rack. */
  thingsIn(rack: number): Generator<number, void>;
  /** How many things are in a rack. */
  countIn(rack: number): number;
  /** No rack has more of them. */
  readonly most: number;
  /** How many of the same site stand in the rack before a thing. */
  levelOf(thing: number): number;
}

/** Spreads the things of each site over its racks. */
export function spreadOverRacks(things: Shares, racks: Shares): RackPlaces {
  const countIn = (rack: number): number => {
    const site = racks.partOf(rack);
    return Math.ceil(Math.max(0, things.size(site) - (rack - racks.first(site))) / racks.size(site));
  };
  return {
    rackOf(thing) {
      const site = things.partOf(thing);
      return racks.first(site) + ((thing - things.first(site)) % racks.size(site));
    },
    levelOf(thing) {
      const site = things.partOf(thing);
      return Math.floor((thing - things.first(site)) / racks.size(site));
    },
    countIn,
    /** The first rack of a site has most of its things. */
    get most() {
      let most = 0;
      for (let site = 0; site < racks.parts; site++)
        if (racks.size(site) > 0) most = Math.max(most, countIn(racks.first(site)));
      return most;
    },
    *thingsIn(rack) {
      const site = racks.partOf(rack);
      const step = racks.size(site);
      for (let at = things.first(site) + rack - racks.first(site); at < things.first(site + 1); at += step) yield at;
    },
  };
}
