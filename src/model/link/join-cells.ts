import { checkOptions } from '../../options/check-options.ts';
import { type Adjacency, type EndsOfRows, type Run, readEnds, type Side } from './adjacency.ts';
import { findPart } from './find-part.ts';

/** Rows between some of the sources and some of the targets. */
export interface Cell {
  /** The source and the target that are number 0 in `links`. */
  readonly firstSource: number;
  readonly firstTarget: number;
  readonly links: Adjacency;
}

/** What cells are a part of. */
export interface CellsOptions {
  /** How many sources there are, also those that no cell has. */
  readonly sources: number;
  /** How many targets there are. */
  readonly targets: number;
  /** In the order of their rows. No two cells may have both a source and a target in common, or a pair could come twice. */
  readonly cells: readonly Cell[];
}

/** Puts the rows of cells one after the other. */
export function joinCells(options: CellsOptions): Adjacency {
  checkOptions('joinCells', options, { sources: 'number', targets: 'number', cells: 'any' });
  const { sources, targets, cells: given } = options;
  let rows = 0;
  const cells = given
    .filter(({ links }) => links.rows > 0)
    .map((cell) => {
      const firstRow = rows;
      rows += cell.links.rows;
      return { ...cell, firstRow, endRow: rows };
    });
  let current = cells[0]; // rows are usually asked in order

  function findCell(row: number): PlacedCell {
    if (!current || row < current.firstRow || row >= current.endRow) {
      current = findPart(cells, ({ firstRow }) => firstRow, row);
    }
    return current;
  }

  const withSource = createSearch(cells, 'source');
  const withTarget = createSearch(cells, 'target');

  return {
    rows,
    sources,
    targets,
    source(row) {
      const { firstSource, firstRow, links } = findCell(row);
      return firstSource + links.source(row - firstRow);
    },
    target(row) {
      const { firstTarget, firstRow, links } = findCell(row);
      return firstTarget + links.target(row - firstRow);
    },
    *targetsOf(source) {
      for (const { firstSource, firstTarget, links } of withSource(source))
        for (const target of links.targetsOf(source - firstSource)) yield firstTarget + target;
    },
    *sourcesOf(target) {
      for (const { firstSource, firstTarget, links } of withTarget(target))
        for (const source of links.sourcesOf(target - firstTarget)) yield firstSource + source;
    },
    degree(side, node) {
      const own = side === 'source' ? withSource(node) : withTarget(node);
      return own.reduce((sum, cell) => sum + cell.links.degree(side, node - firstOf(cell, side)), 0);
    },
    has: (source, target) =>
      withSource(source).some(
        (cell) =>
          contains(cell, 'target', target) && cell.links.has(source - cell.firstSource, target - cell.firstTarget),
      ),
    read(first, count, ends) {
      for (let done = 0; done < count; ) {
        const cell = findCell(first + done);
        const rowsHere = Math.min(count - done, cell.endRow - first - done);
        readCell(cell, first + done - cell.firstRow, {
          sources: ends.sources.subarray(done, done + rowsHere),
          targets: ends.targets.subarray(done, done + rowsHere),
        });
        done += rowsHere;
      }
    },
    runs(side) {
      const runs = cells.flatMap((cell) => cell.links.runs(side).map((run) => placeRun(run, firstOf(cell, side))));
      return addRuns(runs, 0, side === 'source' ? sources : targets);
    },
  };
}

/** A cell with its rows among those of all. */
interface PlacedCell extends Cell {
  readonly firstRow: number;
  readonly endRow: number;
}

/** Writes the ends of as many rows of a cell as the arrays have places. */
function readCell({ links, firstSource, firstTarget }: Cell, first: number, ends: EndsOfRows): void {
  const { sources, targets } = ends;
  readEnds(links, first, sources.length, ends);
  for (let place = 0; place < sources.length; place++) {
    sources[place]! += firstSource;
    targets[place]! += firstTarget;
  }
}

function firstOf({ firstSource, firstTarget }: Cell, side: Side): number {
  return side === 'source' ? firstSource : firstTarget;
}

/** The first node after those of a cell. */
function endOf(cell: Cell, side: Side): number {
  return firstOf(cell, side) + (side === 'source' ? cell.links.sources : cell.links.targets);
}

function contains(cell: Cell, side: Side, node: number): boolean {
  return node >= firstOf(cell, side) && node < endOf(cell, side);
}

/** Makes the function that finds the cells of a node. Between the borders of cells they are the same, so they are found once. */
function createSearch(cells: readonly Cell[], side: Side): (node: number) => readonly Cell[] {
  let spans: { readonly first: number; cells?: readonly Cell[] }[] | undefined;
  return (node) => {
    spans ??= [...new Set([0, ...cells.flatMap((cell) => [firstOf(cell, side), endOf(cell, side)])])]
      .sort((a, b) => a - b)
      .map((first) => ({ first }));
    const span = findPart(spans, ({ first }) => first, node);
    span.cells ??= cells.filter((cell) => contains(cell, side, node));
    return span.cells;
  };
}

/** A run of a cell among all nodes. */
function placeRun({ first, count, most, divide }: Run, firstNode: number): Run {
  const placed = { first: firstNode + first, count, most };
  return divide ? { ...placed, divide: () => divide().map((part) => placeRun(part, firstNode)) } : placed;
}

/** Adds what runs may give each node, from one node to before another. A run begins wherever one of these does. */
function addRuns(runs: readonly Run[], start: number, end: number): readonly Run[] {
  const changes = new Map<number, number>([[start, 0]]);
  const change = (node: number, rows: number): void => void changes.set(node, (changes.get(node) ?? 0) + rows);
  for (const { first, count, most } of runs) {
    change(Math.max(first, start), most);
    change(first + count, -most);
  }
  const starts = [...changes.keys()].filter((node) => node < end).sort((a, b) => a - b);
  const dividable = runs.filter(({ divide }) => divide);
  let most = 0;
  return starts.map((first, index): Run => {
    most += changes.get(first)!;
    const next = starts[index + 1] ?? end;
    const sum = { first, count: next - first, most };
    if (!dividable.some((run) => overlaps(run, first, next))) return sum;
    const divide = (): readonly Run[] => {
      const here = runs.filter((run) => overlaps(run, first, next));
      const nearer = here.flatMap((run) => run.divide?.() ?? run).filter((run) => overlaps(run, first, next));
      return here.length === 1 && here[0]!.first === first && here[0]!.count === sum.count
        ? nearer
        : addRuns(nearer, first, next);
    };
    return { ...sum, divide };
  });
}

function overlaps({ first, count }: Run, start: number, end: number): boolean {
  return first < end && first + count > start;
}
