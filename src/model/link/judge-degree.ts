import { BulkgenError } from '../../errors.ts';
import type { NodeDefinition } from '../definition.ts';
import type { NodeKind } from '../node.ts';
import type { DegreeClass } from './weave.ts';

/** The link that has the degrees, the kind at which its rows end, and how many nodes of it the graph has. */
export interface JudgedLink {
  readonly type: string;
  readonly from: NodeDefinition;
  readonly to: NodeDefinition;
  readonly targets: number;
}

/**
 * What a user should know of `exactly(k)` where a graph has fewer than k targets: each source then has all of them, which is normal at a
 * small scale. Throws `invalid-model` where no scale has so many and the kinds are different.
 */
export function judgeDegree(
  classes: readonly DegreeClass[],
  { type, from, to, targets }: JudgedLink,
): string | undefined {
  const [only, ...others] = classes;
  if (!only || others.length > 0 || only.degree <= targets) return undefined;
  // Between nodes of one kind, the lowest tiers never have enough.
  const most = from === to ? Number.POSITIVE_INFINITY : findLargestCount(to);
  if (only.degree <= most)
    return `${type} has ${targets} rows for each source in place of ${only.degree}, because ${to.label} has ${targets} nodes`;
  const message = `Expected \`out\` of ${type} to be at most \`exactly(${most})\`, because ${to.label} has ${most} nodes at every scale, got \`exactly(${only.degree})\``;
  throw new BulkgenError('invalid-model', message, { hint: 'Lower the degree, or raise the `count` of the kind.' });
}

/** Of kinds with a share, or a count that depends on other kinds, there may be any number. */
function findLargestCount(kind: NodeDefinition): number {
  if ((kind as Partial<NodeKind>).share !== undefined) return Number.POSITIVE_INFINITY;
  try {
    const [least, most] = [kind.count(1_000, []), kind.count(2 ** 40, [])];
    return least === most ? most : Number.POSITIVE_INFINITY;
  } catch {
    return Number.POSITIVE_INFINITY;
  }
}
