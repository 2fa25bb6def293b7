// Real data has records that are wrong. A model may add some on purpose, with the truth about them beside it.
import type { NodeNumber } from './failure.ts';

/** A node that is wrong on purpose. */
export interface DirtyNode extends NodeNumber {
  /** What is wrong with it: one of the kinds that its model counts. */
  readonly kind: string;
  /** The node of which it is a second record. */
  readonly original?: NodeNumber | undefined;
}

/** The dirty nodes of a graph. */
export interface DirtyNodes {
  /** How many there are. */
  readonly count: number;
  /** How many there are of each kind. */
  readonly kinds: Readonly<Record<string, number>>;
  /** A dirty node by its place among all of them, from 0. */
  at(place: number): DirtyNode;
}

/** The largest share of dirt in percent. A clean node then has one dirty node. */
export const mostDirt = 50;

/** How many of so many nodes are dirty, by the share in percent. */
export function countDirty(scale: number, percent: number): number {
  return Math.round((scale * percent) / 100);
}

/** The place of the first node of a kind among all dirty ones: kinds follow each other. */
export function firstOfKind({ kinds }: Pick<DirtyNodes, 'kinds'>, wanted: string): number {
  let first = 0;
  for (const [kind, count] of Object.entries(kinds)) {
    if (kind === wanted) return first;
    first += count;
  }
  return first;
}

/** What follows other words about a graph: `, 2 % dirt`, or nothing for one without dirt. */
export function describeDirt(percent: number | undefined): string {
  return percent === undefined ? '' : `, ${percent} % dirt`;
}
