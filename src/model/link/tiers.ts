import { BulkgenError } from '../../errors.ts';
import { checkOptions } from '../../options/check-options.ts';
import type { Stream } from '../../random/stream.ts';
import type { Adjacency } from './adjacency.ts';
import { type Cell, joinCells } from './join-cells.ts';
import type { DegreeShape } from './out-degrees.ts';
import { createWeave } from './weave.ts';
import type { WeightShape } from './weights.ts';

/** Nodes in tiers, which connect to those of lower tiers. */
export interface TiersOptions {
  /** How many nodes each tier has, from the lowest tier up. */
  readonly counts: readonly number[];
  /** How many rows the nodes of a tier have. The lowest tier has none. */
  readonly degrees: DegreeShape;
  /** How popular the nodes of all lower tiers are. */
  readonly weights: WeightShape;
}

/**
 * Connects nodes of one kind without a cycle: each to nodes of lower tiers, never to itself, and never twice to the same one. No path is
 * longer than the number of tiers minus one. Throws `invalid-model` for counts that are not whole numbers.
 */
export function createTiers(stream: Stream, options: TiersOptions): Adjacency {
  checkOptions('createTiers', options, { counts: 'any', degrees: 'any', weights: 'any' });
  const { counts, degrees, weights } = options;
  const cells: Cell[] = [];
  let lower = 0;
  for (const [tier, count] of counts.entries()) {
    if (!Number.isSafeInteger(count) || count < 0)
      throw new BulkgenError('invalid-model', `Expected the count of a tier to be a whole number, got \`${count}\``);
    if (lower > 0 && count > 0) {
      const weave = createWeave(stream, { degrees: degrees(count), weights: weights(lower), number: tier });
      cells.push({ firstSource: lower, firstTarget: 0, links: weave });
    }
    lower += count;
  }
  return joinCells({ sources: lower, targets: lower, cells });
}
