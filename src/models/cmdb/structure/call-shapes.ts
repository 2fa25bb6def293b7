// How many calls applications have, and how popular those are that they call. The figures of microservices fit those of Meta, where a service
// has 0 to 76 % of all as callers (D. Huye et al., "Lifting the veil on Meta's microservice architecture", USENIX ATC 2023).
import { createLadder, type Ladder, type LadderStep } from '../../../model/link/ladder.ts';
import type { DegreeClass } from '../../../model/link/weave.ts';
import { powerLaw } from '../../../model/link/weights.ts';

/** Neighbouring targets of one tier of a domain; the platform is its own tier, below the lowest. */
export interface TargetTier {
  readonly count: number;
  readonly tier: number;
}

/** The shape of the calls from one range of applications to another. */
export interface CallShape {
  /** The out-degrees of so many sources with so many targets, the largest first. */
  degrees(sources: number, targets: number): readonly DegreeClass[];
  /** How popular the targets are. */
  weights(targets: readonly TargetTier[]): Ladder;
}

/** A part of all, in thousandths, and its degree or weight. */
type Part = readonly [permille: number, value: number];

/** Degrees by parts of the sources, the largest first. No source calls more than a part of the targets. */
function byParts(parts: readonly Part[], most = 1): CallShape['degrees'] {
  return (sources, targets) => {
    const limit = Math.max(1, Math.floor(targets * most));
    return countParts(parts, sources).map(([count, degree]) => ({ count, degree: Math.min(degree, limit) }));
  };
}

/** How popular the microservices of a tier are, by parts of them, the largest first. The last part has next to no callers. */
const bodyWeights: readonly Part[] = [
  ...([
    [4, 220_000],
    [6, 120_000],
    [27, 42_000],
    [43, 26_000],
    [80, 11_500],
  ] as const),
  ...([
    [160, 6_000],
    [220, 4_000],
    [200, 2_500],
    [260, 10],
  ] as const),
];

/** How popular the tiers of a domain are, from the lowest up, in parts of 100. */
const tierWeights = [120, 90, 40];

/** Popular by tier, and within a tier by rank. */
function byTiers(targets: readonly TargetTier[]): Ladder {
  const steps = targets.flatMap(({ count, tier }): readonly LadderStep[] => {
    if (tier === platformTier) return hubSteps(count);
    return countParts(bodyWeights, count).map(([own, weight]) => ({
      count: own,
      weight: Math.ceil((weight * tierWeights[tier]!) / 100),
    }));
  });
  return createLadder(steps);
}

/** The tier of the platform. */
export const platformTier = -1;

/** How many of all each part has, with its degree or weight. The last part is all that are left. */
function countParts(parts: readonly Part[], all: number): readonly (readonly [count: number, value: number])[] {
  let [share, first] = [0, 0];
  return parts.map(([permille, value], index) => {
    share += permille;
    const end = index === parts.length - 1 ? all : Math.round((all * share) / 1_000);
    const count = end - first;
    first = end;
    return [count, value];
  });
}

/**
 * A platform below this size has only what nearly all need, so most microservices call several of its members, and the first members have most
 * of the callers. With the shapes of a large one, the top 1 % of the microservices would have 39 % of all callers at 10,000 CIs; the goal
 * is 45 to 60 % (scripts/MEASURED.md, "The shape of the estate").
 */
const smallPlatform = 20;

/** Weights of the members of a platform: the vault first, then the message bus. From the 17th on, several have one weight. */
function hubSteps(targets: number): readonly LadderStep[] {
  const weigh = targets < smallPlatform ? weighSmall : weighLarge;
  const steps: LadderStep[] = [];
  for (let first = 0; first < targets; first += steps.at(-1)!.count) {
    const count = Math.min(targets - first, first < 16 ? 1 : Math.floor(first / 4));
    steps.push({ count, weight: weigh(first + (count + 1) / 2) });
  }
  return steps;
}

/** (rank + 2)^−3. */
function weighSmall(rank: number): number {
  const from = rank + 2;
  return Math.floor(10_000_000 / (from * from * from));
}

/** (rank + 0.2)^−1.25. Square roots are rounded correctly, so the weights are the same on every machine. */
function weighLarge(rank: number): number {
  const from = rank + 0.2;
  return Math.max(1, Math.floor(10_000_000 / (from * Math.sqrt(Math.sqrt(from)))));
}

const toHubs: CallShape['weights'] = (targets) => createLadder(hubSteps(countTargets(targets)));
const toFew = (exponent: number): CallShape['weights'] => {
  const shape = powerLaw({ exponent });
  return (targets) => shape(countTargets(targets));
};
const toDatabases = toFew(2.3);

function countTargets(targets: readonly TargetTier[]): number {
  return targets.reduce((sum, { count }) => sum + count, 0);
}

/** No caller calls more than 45 % of the platform. */
const toSmallPlatform = byParts(
  [
    [800, 4],
    [130, 3],
    [30, 2],
    [40, 0],
  ],
  0.45,
);
/** No caller calls more than 70 % of the platform. */
const toLargePlatform = byParts(
  [
    [20, 10],
    [80, 6],
    [160, 5],
    [160, 4],
    [150, 3],
    [280, 2],
    [80, 1],
    [70, 0],
  ],
  0.7,
);

/** Shapes of the calls of microservices. */
export const shapes = {
  /** From the domains to the platform. */
  platform: {
    degrees: (sources, targets) => (targets < smallPlatform ? toSmallPlatform : toLargePlatform)(sources, targets),
    weights: toHubs,
  },
  /** From a tier to the lower tiers of its domain. */
  domain: {
    degrees: byParts(
      [
        [20, 22],
        [60, 14],
        [70, 10],
        [30, 4],
        [60, 2],
        [450, 1],
        [310, 0],
      ],
      0.9,
    ),
    weights: byTiers,
  },
  /** From the workflow to all others. */
  workflow: {
    degrees: byParts(
      [
        [40, 400],
        [160, 150],
        [800, 92],
      ],
      0.4,
    ),
    weights: byTiers,
  },
  /** From an API to the microservices of its domain. */
  api: {
    degrees: byParts(
      [
        [20, 12],
        [60, 4],
        [150, 2],
        [670, 1],
        [100, 0],
      ],
      0.5,
    ),
    weights: byTiers,
  },
  /** From a background service to those of its domain. */
  batch: {
    degrees: byParts(
      [
        [200, 2],
        [500, 1],
        [300, 0],
      ],
      0.5,
    ),
    weights: byTiers,
  },
  /** From a user interface to the APIs of its domain. */
  front: {
    degrees: byParts(
      [
        [100, 6],
        [300, 3],
        [400, 2],
        [200, 1],
      ],
      0.5,
    ),
    weights: toFew(2.2),
  },
  /** From applications that are not microservices to the platform. */
  login: {
    degrees: byParts(
      [
        [50, 4],
        [100, 3],
        [350, 2],
        [400, 1],
        [100, 0],
      ],
      0.6,
    ),
    weights: toHubs,
  },
  /** To the databases of the same domain. */
  someDatabase: {
    degrees: byParts([
      [500, 1],
      [500, 0],
    ]),
    weights: toDatabases,
  },
  mostDatabase: {
    degrees: byParts([
      [50, 2],
      [700, 1],
      [250, 0],
    ]),
    weights: toDatabases,
  },
  batchDatabase: {
    degrees: byParts([
      [250, 2],
      [400, 1],
      [350, 0],
    ]),
    weights: toDatabases,
  },
} as const satisfies Record<string, CallShape>;
