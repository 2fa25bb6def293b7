import type { Cells, Columns } from '../columns.ts';
import type { Ends, GraphContext, RelationshipRows, RowBatch } from '../definition.ts';
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
  const batchOf = createBatches(graph, given);
  const row = (ordinal: number, cell: Cells<C> & Ends): void => {
    const { first, firstRow, sources, targets, firstSource, firstTarget, write } = batchOf(ordinal);
    const [source, target] = [sources[ordinal - first]!, targets[ordinal - first]!];
    cell.ends(firstSource + source, firstTarget + target);
    write(cell, ordinal - firstRow, source, target);
  };
  return { count: sections.reduce((sum, { links }) => sum + links.rows, 0), row, batchOf, sections };
}

/** So many rows are read together while they are asked in order. */
const batchRows = 1_024;

/** Makes the function that reads the batch of a row. It has one row until the next is asked, too. */
function createBatches<C extends Columns>(
  graph: GraphContext,
  given: readonly LinkedRows<C>[],
): (row: number) => RowBatch<Cells<C>> {
  const isLarge = given.some(({ links }) => links.sources > 2 ** 31 || links.targets > 2 ** 31);
  const createNumbers = (): NodeNumbers => (isLarge ? new Float64Array(batchRows) : new Int32Array(batchRows));
  const [sources, targets] = [createNumbers(), createNumbers()];
  let rows = 0;
  const parts = given
    .filter(({ links }) => links.rows > 0)
    .map(({ from, to, links, write }) => {
      const firstRow = rows;
      rows += links.rows;
      const [firstSource, firstTarget] = [graph.nodes(from).base, graph.nodes(to).base];
      const batch = { first: 0, end: 0, sources, targets, firstSource, firstTarget, firstRow, write };
      return { links, firstRow, endRow: rows, batch };
    });
  let part = parts[0]!;
  let end = 0;
  return (row) => {
    if (row < part.firstRow || row >= part.endRow) part = findPart(parts, ({ firstRow }) => firstRow, row);
    const { batch, links, firstRow } = part;
    if (row < batch.first || row >= batch.end || batch.end !== end) {
      batch.first = row;
      batch.end = Math.min(part.endRow, row + (row === end ? batchRows : 1));
      end = batch.end;
      readEnds(links, row - firstRow, end - row, batch);
    }
    return batch;
  };
}
