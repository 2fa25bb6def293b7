// How many CIs are dirty in which way, and where their rows are. All of it is arithmetic.
import type { GraphContext } from '../../../model/definition.ts';
import { onceFor } from '../../../model/once.ts';
import type { CiLabel } from '../classes.ts';
import { createOriginals, type Originals } from './originals.ts';

/** What can be wrong with a CI. */
export const dirtKinds = ['orphan', 'stale', 'duplicate'] as const;

/** A word of `dirtKinds`. */
export type DirtKind = (typeof dirtKinds)[number];

/** The classes that the CIs of a kind have in turn. */
const machines = ['VirtualMachine', 'Server', 'VirtualMachine'] as const;
export const classesOfKind = {
  orphan: [...machines, 'Container', 'Database', 'Container', 'VirtualMachine', 'Container'],
  stale: machines,
  duplicate: machines,
} as const satisfies Record<DirtKind, readonly CiLabel[]>;

/** The order of the rows of a class: those with relationships first, and orphans at last. */
const rowOrder = ['stale', 'duplicate', 'orphan'] as const satisfies readonly DirtKind[];

/** How many CIs of each kind there are: a third each, and what remains of the division for the first kinds. */
export function countDirtKinds(dirty: number): Readonly<Record<DirtKind, number>> {
  const [orphan, stale, duplicate] = [2, 1, 0].map((more) => Math.floor((dirty + more) / dirtKinds.length));
  return { orphan: orphan!, stale: stale!, duplicate: duplicate! };
}

/** How many of the first CIs of a kind have a class. */
function countOfClass(kind: DirtKind, label: string, cis: number): number {
  const classes: readonly string[] = classesOfKind[kind];
  const countIn = (part: readonly string[]): number => part.filter((own) => own === label).length;
  return Math.floor(cis / classes.length) * countIn(classes) + countIn(classes.slice(0, cis % classes.length));
}

/** How many of the dirty CIs have a class. */
export function countDirtOf(label: string, dirty: number): number {
  const counts = countDirtKinds(dirty);
  return dirtKinds.reduce((sum, kind) => sum + countOfClass(kind, label, counts[kind]), 0);
}

/** The rows of one kind in a class. */
export interface DirtBlock {
  readonly kind: DirtKind;
  /** The first row among the dirty ones of the class, and how many there are. */
  readonly first: number;
  readonly count: number;
  /** The clean CIs from which these are made. */
  readonly originals: Originals;
}

const blocksByLabel = onceFor((_graph: GraphContext) => new Map<string, readonly DirtBlock[]>());

/** The dirty rows of a class in their order. */
export function blocksOf(graph: GraphContext, label: string): readonly DirtBlock[] {
  const blocks = blocksByLabel(graph);
  const found = blocks.get(label) ?? listBlocks(graph, label);
  blocks.set(label, found);
  return found;
}

function listBlocks(graph: GraphContext, label: string): readonly DirtBlock[] {
  const counts = countDirtKinds(graph.dirty);
  const { count: clean } = graph.nodes(label);
  let first = 0;
  return rowOrder.map((kind, place) => {
    const count = countOfClass(kind, label, counts[kind]);
    const block = { kind, first, count, originals: createOriginals(clean, count, place / rowOrder.length) };
    first += count;
    return block;
  });
}

/** A dirty CI by its place among all: its kind, its class and its row among those of both. */
export function placeDirt(dirty: number, place: number): { kind: DirtKind; label: CiLabel; row: number } {
  const counts = countDirtKinds(dirty);
  let within = place;
  for (const kind of dirtKinds) {
    if (within < counts[kind]) {
      const classes = classesOfKind[kind];
      const label = classes[within % classes.length]!;
      return { kind, label, row: countOfClass(kind, label, within) };
    }
    within -= counts[kind];
  }
  throw new RangeError(`Expected the place of a dirty CI to be below ${dirty}, got ${place}`);
}
