import type { Columns } from '../../model/columns.ts';
import { defineNode, type NodeDefinition, type NodeOptions } from '../../model/definition.ts';
import { smallestWithNamed } from './structure/named-services.ts';

/**
 * How many CIs of a class a scale has. A number: parts of 10,000 of the CIs that are shared out. `rest`: all that no other
 * class takes; one class has it. `rootDivisor`: 2 + √scale / divisor, taken off the scale before the others share it. `least`: so many in an
 * estate of 1,000 or more, even if that is more than the parts; `perDataCenter`: so many then for each data center.
 */
export type ClassShare =
  | number
  | 'rest'
  | { readonly rootDivisor: number }
  | { readonly parts: number; readonly least: number; readonly perDataCenter?: number };

export interface ClassSize<Label extends string = string> {
  readonly label: Label;
  readonly share: ClassShare;
  /** The order in which classes get their first CI while there are fewer CIs than classes; 1 comes first. */
  readonly precedence: number;
}

/** A class of CIs. Its count depends on the other classes, so the model gives it one. */
export interface CiClass<Label extends string = string, C extends Columns = Columns> extends ClassSize<Label> {
  toNode(count: (scale: number) => number): NodeDefinition<Label, C>;
}

type CiClassOptions<Label extends string, C extends Columns> = ClassSize<Label> &
  Omit<NodeOptions<C>, 'label' | 'count'>;

/** Defines a class of CIs: a node type whose share of the scale stands beside its columns and rows. */
export function defineCiClass<const Label extends string, C extends Columns>(
  options: CiClassOptions<Label, C>,
): CiClass<Label, C> {
  const { label, share, precedence, ...node } = options;
  return { label, share, precedence, toNode: (count) => defineNode<Label, C>({ ...node, label, count }) };
}

/** The root share of the data centers. */
export const dataCenterDivisor = 16;

/** Below this scale a class that grows with the root of the scale has one CI. */
const smallestRootScale = 50;

/**
 * Counts the CIs of each class at a scale. The sum is the scale exactly. Every class has at least one CI when there are as
 * many CIs as classes. IEEE 754 rounds the square root correctly, so the counts are the same on every machine.
 */
export function countClasses<Label extends string>(
  classes: readonly ClassSize<Label>[],
  scale: number,
): Readonly<Record<Label, number>> {
  const counts = {} as Record<Label, number>; // filled below, a key for each class
  let rest = scale;
  const give = (label: Label, count: number): void => {
    counts[label] = count;
    rest -= count;
  };
  if (scale <= classes.length) {
    const inOrder = classes.toSorted((a, b) => a.precedence - b.precedence);
    for (const { label } of inOrder) give(label, rest > 0 ? 1 : 0);
    return counts;
  }
  for (const { label, share } of classes) {
    if (isRootShare(share)) give(label, countByRoot(scale, share.rootDivisor));
  }
  // Each of the other classes has one CI before they share out what is left.
  const shared = rest - classes.filter(({ share }) => !isRootShare(share)).length;
  for (const { label, share } of classes) {
    if (isRootShare(share) || share === 'rest') continue;
    const { parts, ...atLeast } = typeof share === 'number' ? { parts: share, least: 0 } : share;
    give(label, Math.max(1 + takeShare(shared, parts), scale >= smallestWithNamed ? countLeast(atLeast, scale) : 0));
  }
  for (const { label, share } of classes) if (share === 'rest') give(label, rest);
  return counts;
}

function isRootShare(share: ClassShare): share is { readonly rootDivisor: number } {
  return typeof share === 'object' && 'rootDivisor' in share;
}

function countLeast({ least, perDataCenter = 0 }: { least: number; perDataCenter?: number }, scale: number): number {
  return Math.max(least, perDataCenter * countByRoot(scale, dataCenterDivisor));
}

function countByRoot(scale: number, divisor: number): number {
  return scale < smallestRootScale ? 1 : 2 + Math.floor(Math.sqrt(scale) / divisor);
}

// Split before the multiplication, which would pass 2^53 at the largest scales.
function takeShare(total: number, share: number): number {
  return Math.floor(total / 10_000) * share + Math.floor(((total % 10_000) * share) / 10_000);
}
