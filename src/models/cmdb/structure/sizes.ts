import { createLadder, type Ladder, type LadderStep } from '../../../model/link/ladder.ts';

/** How many instances an application has beyond the first, by its rank: a part of the applications shares a part of them. */
const extraShares = [
  { applications: 0.005, extra: 0.25 },
  { applications: 0.025, extra: 0.25 },
  { applications: 0.09, extra: 0.25 },
] as const;

/** What shares instances. */
export interface SizesOptions {
  /** How many applications, the largest first. */
  readonly applications: number;
  /** How many instances they have together. */
  readonly instances: number;
  /** Each application has so many, if there are enough; 1 by default. */
  readonly least?: number;
  /** No application has more, where that is possible: `instances` are at most so many for each application. */
  readonly most: number;
}

/**
 * How many instances each application has: at least one where there are enough. A few applications have most. The weight of a rank is its
 * number of instances, so instance i is one of the application `rankAt(i)`.
 */
export function createSizes({ applications, instances, least: wanted = 1, most }: SizesOptions): Ladder {
  if (instances <= applications) return createLadder([{ count: instances, weight: 1 }]);
  const least = Math.min(wanted, most, Math.floor(instances / applications));
  const steps: LadderStep[] = [];
  let [left, extra] = [applications, instances - applications * least];
  const all = extra;
  for (const share of extraShares) {
    const count = Math.min(left, Math.max(1, Math.floor(share.applications * applications)));
    const each = Math.min(most - least, Math.floor((share.extra * all) / count));
    if (count === 0 || each < 2) continue;
    steps.push({ count, weight: least + each });
    left -= count;
    extra -= count * each;
  }
  if (extra > left || least === most) return divideEvenly(applications, instances);
  return createLadder([...steps, { count: extra, weight: least + 1 }, { count: left - extra, weight: least }]);
}

/** How many instances the application of a rank has. */
export function sizeOfRank(sizes: Ladder, rank: number): number {
  return rank < sizes.size ? sizes.weight(rank) : 0;
}

/** A handful of applications, or one that is too small for the shares. */
function divideEvenly(applications: number, instances: number): Ladder {
  const each = Math.floor(instances / applications);
  const larger = instances - each * applications;
  return createLadder([
    { count: larger, weight: each + 1 },
    { count: applications - larger, weight: each },
  ]);
}
