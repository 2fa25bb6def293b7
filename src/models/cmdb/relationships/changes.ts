import { defineRelationship, type GraphContext } from '../../../model/definition.ts';
import type { Adjacency } from '../../../model/link/adjacency.ts';
import { createFill } from '../../../model/link/fill.ts';
import { joinLinks } from '../../../model/link/join-links.ts';
import { linkOneTargetEach } from '../../../model/link/one-target-each.ts';
import { onceFor } from '../../../model/once.ts';
import { estateOf } from '../structure/estate.ts';
import { joinOwn } from '../structure/own-cells.ts';

/** What changes are of. */
const changedLabels = ['Microservice', 'Database'] as const;
type ChangedLabel = (typeof changedLabels)[number];

/** One of so many changes is one of a database. */
const changesPerDatabase = 3;

/** How many changes CIs have, compared with each other and by their ranks: a few have most. */
const changesOfRanks = [
  20, 0, 0, 0, 1, 0, 0, 0, 0, 6, 0, 0, 0, 0, 1, 0, 0, 0, 0, 3, 0, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0,
];

/** A change is one of a microservice or a database of its cell. */
export const changes = defineRelationship({
  type: 'CHANGES',
  columns: {},
  rows(graph) {
    const linksOf = linkChanges(graph);
    return joinLinks(
      graph,
      changedLabels.map((to) => ({ from: 'Change', to, links: linksOf[to], write: () => {} })),
    );
  },
});

/** The changes of a class in one cell: those with the places from `first` to the one before `end`. */
interface CellChanges {
  readonly first: number;
  readonly end: number;
  /** The changes with what they change, both by their places. */
  readonly links: Adjacency;
}

/** The changes of each cell, by class: first those of microservices, then those of databases. */
const cellChangesOf = onceFor((graph: GraphContext) => {
  const { cells, layout } = estateOf(graph);
  const { first, size } = layout('Change');
  const stream = graph.stream('CHANGES');
  const databases = cells.map((_, cell) => {
    const isAny = layout('Database').size(cell) > 0;
    return isAny ? Math.floor(first(cell + 1) / changesPerDatabase) - Math.floor(first(cell) / changesPerDatabase) : 0;
  });
  const list = (label: ChangedLabel): readonly CellChanges[] =>
    cells.map((_, cell) => {
      const middle = size(cell) - databases[cell]!;
      const [start, end] = label === 'Microservice' ? [0, middle] : [middle, size(cell)];
      const targets = layout(label).size(cell);
      const turn = targets > 0 ? stream.below(targets, cell, changedLabels.indexOf(label)) : 0;
      return { first: start, end, links: shareChanges(end - start, targets, turn) };
    });
  return { Microservice: list('Microservice'), Database: list('Database') };
});

/** Gives neighbouring changes the same target or neighbouring ones. The target with the number `turn` has most of them. */
function shareChanges(sources: number, targets: number, turn: number): Adjacency {
  const fill = createFill({ sources, targets, sizes: changesOfRanks });
  const placeOf = (target: number): number => (target - turn + targets) % targets;
  return linkOneTargetEach({
    ...{ sources: fill.sources, targets, most: fill.runs('target')[0]!.most },
    targetOf: (source) => (fill.target(source) + turn) % targets,
    sourcesOf: (target) => fill.sourcesOf(placeOf(target)),
    inDegree: (target) => fill.degree('target', placeOf(target)),
  });
}

/** Changes with what they change, by number and class. */
function linkChanges(graph: GraphContext): Readonly<Record<ChangedLabel, Adjacency>> {
  const link = (to: ChangedLabel): Adjacency => {
    const own = cellChangesOf(graph)[to];
    return joinOwn(estateOf(graph), {
      ...{ from: 'Change', to, each: 'from' },
      sourcesIn: (cell) => [own[cell]!.first, own[cell]!.end],
      connect: (_, __, cell) => own[cell]!.links,
    });
  };
  return { Microservice: link('Microservice'), Database: link('Database') };
}

/** What a change is of. */
export interface Changed {
  label: ChangedLabel;
  /** The number of the CI in its class. */
  number: number;
}

/**
 * Makes the function that says what a change is of, by its number; undefined in an estate that is too small. It always returns the same object, which
 * the next call overwrites.
 */
export function createChangedLookup(graph: GraphContext): (change: number) => Readonly<Changed> | undefined {
  const { layout } = estateOf(graph);
  const { rankOf, partOf, first } = layout('Change');
  const layouts = { Microservice: layout('Microservice'), Database: layout('Database') };
  const cellChanges = cellChangesOf(graph);
  const found: Changed = { label: 'Microservice', number: 0 };
  return (change) => {
    const rank = rankOf(change);
    const cell = partOf(rank);
    const place = rank - first(cell);
    found.label = place < cellChanges.Microservice[cell]!.end ? 'Microservice' : 'Database';
    const { first: start, links } = cellChanges[found.label][cell]!;
    if (links.targets === 0) return undefined;
    const targets = layouts[found.label];
    found.number = targets.numberOf(targets.first(cell) + links.target(place - start));
    return found;
  };
}
