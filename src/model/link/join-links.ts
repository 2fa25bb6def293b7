import type { Cells, Columns } from '../columns.ts';
import type { Ends, GraphContext, RelationshipRows } from '../definition.ts';
import { joinSections } from '../section.ts';
import { type Adjacency, type NodeNumbers, readEnds } from './adjacency.ts';

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
  const parts = given.filter(({ links }) => links.rows > 0);
  const { count, row } = joinSections<C>(
    parts.map((part) => ({ count: part.links.rows, row: createRow(graph, part) })),
  );
  return { count, row, sections: given.map(({ from, to, links }) => ({ from, to, links })) };
}

/** So many rows are read together while they are asked in order. */
const batchRows = 1_024;

function createRow<C extends Columns>(graph: GraphContext, { from, to, links, write }: LinkedRows<C>) {
  const [firstSource, firstTarget] = [graph.nodes(from).base, graph.nodes(to).base];
  const batch = { sources: createNumbers(links.sources), targets: createNumbers(links.targets) };
  let [first, end, next] = [0, 0, -1];
  return (row: number, cell: Cells<C> & Ends): void => {
    if (row < first || row >= end) {
      first = row;
      end = Math.min(links.rows, row + (row === next ? batchRows : 1));
      readEnds(links, first, end - first, batch);
    }
    next = row + 1;
    const source = batch.sources[row - first]!;
    const target = batch.targets[row - first]!;
    cell.ends(firstSource + source, firstTarget + target);
    write(cell, row, source, target);
  };
}

function createNumbers(nodes: number): NodeNumbers {
  return nodes <= 2 ** 31 ? new Int32Array(batchRows) : new Float64Array(batchRows);
}
