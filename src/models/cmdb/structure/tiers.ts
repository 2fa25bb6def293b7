/** Neighbouring microservices of a cell, from the lowest tier up: those of a tier call lower ones. */
export interface Tier {
  /** The place of the first one in the cell. */
  readonly first: number;
  readonly count: number;
}

/** Parts of 100 of the microservices of a domain. */
const tierShares = [40, 38, 22];

/** Divides the microservices of a domain into tiers. */
export function listTiers(microservices: number): readonly Tier[] {
  let share = 0;
  let first = 0;
  return tierShares.map((part) => {
    share += part;
    const end = Math.ceil((microservices * share) / 100);
    const tier = { first, count: end - first };
    first = end;
    return tier;
  });
}
