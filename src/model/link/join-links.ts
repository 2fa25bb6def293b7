import type { Cells, Columns } from '../columns.ts';
import type { Ends, GraphContext, RelationshipRowFunction, RelationshipRows } from '../definition.ts';
import { type Adjacency, type NodeNumbers, readEnds } from './adjacency.ts';
import { findPart } from './find-part.ts';

/** Rows of a relationship type from one kind of node to another. */
export interface LinkedRows<C extends Columns> {
  /** The label of the sources and of the targets. */
  readonly from: string;
  readonly to: string;
  readonly links: Adjacency;
  /** Calls each cell once, in the order of the columns. `source` and `target` are the numbers of the ends within their kinds. */
  write(cell: Cells<C>, row: number, source: number, target: number): void;
}

/** Joins rows between several kinds into one relationship type, whose links can still be asked from both ends. */
export function joinLinks<C extends Columns>(
  graph: GraphContext,
  given: readonly LinkedRows<C>[],
): RelationshipRows<C> {
  const sections = given.map(({ from, to, links }) => ({ from, to, links }));
  let count = 0;
  const parts = given
    .filter(({ links }) => links.rows > 0)
    .map((part): PlacedRows<C> => {
      const first = count;
      count += part.links.rows;
      return { ...part, first, end: count, ...findFirst(graph, part) };
    });
  return { count, row: createRow(parts), sections };
}

/** Rows with their place among those of all kinds, and the record numbers of the first source and target. */
interface PlacedRows<C extends Columns> extends LinkedRows<C> {
  readonly first: number;
  readonly end: number;
  readonly firstSource: number;
  readonly firstTarget: number;
}

function findFirst(graph: GraphContext, { from, to }: Pick<LinkedRows<Columns>, 'from' | 'to'>) {
  return { firstSource: graph.nodes(from).base, firstTarget: graph.nodes(to).base };
}

/** So many rows are read together while they are asked in order. */
const batchRows = 1_024;

/** One function for all kinds, which knows what it needs for a batch of rows: a call for each row would cost more than the row. */
function createRow<C extends Columns>(parts: readonly PlacedRows<C>[]): RelationshipRowFunction<C> {
  const isLarge = parts.some(({ links }) => links.sources > 2 ** 31 || links.targets > 2 ** 31);
  const createNumbers = (): NodeNumbers => (isLarge ? new Float64Array(batchRows) : new Int32Array(batchRows));
  const [sources, targets] = [createNumbers(), createNumbers()];
  let part = parts[0]!;
  let [first, end] = [0, 0];

  function readBatch(row: number): void {
    const wanted = row === end ? batchRows : 1;
    if (row < part.first || row >= part.end) part = findPart(parts, (rows) => rows.first, row);
    first = row;
    end = Math.min(part.end, row + wanted);
    readEnds(part.links, row - part.first, end - row, { sources, targets });
  }

  return (row, cell: Cells<C> & Ends) => {
    if (row < first || row >= end) readBatch(row);
    const source = sources[row - first]!;
    const target = targets[row - first]!;
    cell.ends(part.firstSource + source, part.firstTarget + target);
    part.write(cell, row - part.first, source, target);
  };
}
