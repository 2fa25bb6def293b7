import { BulkgenError } from '../../errors.ts';
import { insertInOrder } from '../find-first.ts';
import type { Adjacency, Run, Side } from './adjacency.ts';

/** So many nodes may be compared. */
const mostCompared = 2 ** 16;

/**
 * Finds the node with the most rows on its side; the first of several. Undefined when the side has no nodes. Throws `invalid-model` when
 * too many nodes could be the one, because all have about the same number of rows.
 */
export function findBusiest(links: Adjacency, side: Side): number | undefined {
  return listBusiest(links, side, 1)[0];
}

/**
 * Finds so many nodes with the most rows on their side: those with more rows first, and of equal ones the first. They are fewer where the
 * side has fewer nodes. Throws as `findBusiest` does.
 */
export function listBusiest(links: Adjacency, side: Side, count: number): readonly number[] {
  const listed = links.busiest ? links.busiest(side, count) : compareNodes(links, side, count).map(({ node }) => node);
  return listed.slice(0, count);
}

/** A node with its rows. */
export interface RankedNode {
  readonly node: number;
  readonly rows: number;
}

/** Nodes with more rows come first, and of equal ones the first. */
export function compareRanked(a: RankedNode, b: RankedNode): number {
  return b.rows - a.rows || a.node - b.node;
}

/** The nodes with the most rows, in their order, and with `equals` also all that have as many rows as the last of them. */
export function compareNodes(
  links: Adjacency,
  side: Side,
  count: number,
  equals: 'all' | 'first' = 'first',
): readonly RankedNode[] {
  const best: RankedNode[] = [];
  const others: RankedNode[] = []; // equal to the last of the best
  let compared = 0;
  function isOver(most: number, node: number): boolean {
    const last = best.length === count ? best[count - 1] : undefined;
    return last !== undefined && (most < last.rows || (equals === 'first' && most === last.rows && node > last.node));
  }

  for (const { first, count: nodes, most } of orderRuns(links.runs(side))) {
    if (isOver(most, first)) break;
    // Every node of runs that may have all rows would be compared, and every node that may be equal to the last of the best.
    const isWhole = most >= links.rows || (equals === 'all' && best.length < count);
    if (isWhole && compared + nodes > mostCompared) throw tooMany(side);
    for (let node = first; node < first + nodes && !isOver(most, node); node++) {
      if (++compared > mostCompared) throw tooMany(side);
      const rows = links.degree(side, node);
      const last = best.length === count ? best[count - 1] : undefined;
      if (last && rows < last.rows) continue; // true of most nodes, so no object is made for them
      const ranked = { node, rows };
      if (last && compareRanked(ranked, last) > 0) {
        if (equals === 'all') others.push(ranked);
        continue;
      }
      insertInOrder(best, ranked, compareRanked);
      if (best.length > count) {
        const removed = best.pop()!;
        if (equals === 'all') others.push(removed);
      }
    }
  }
  if (equals === 'first') return best;
  return [...best, ...others.filter(({ rows }) => rows === best[count - 1]?.rows)];
}

/** A number of rows that no node of a side exceeds; 0 for a side without nodes. */
export function findMost(links: Adjacency, side: Side): number {
  const [first] = orderRuns(links.runs(side));
  return first?.most ?? 0;
}

/** Runs in the order in which their nodes are compared. One that can be divided is divided when its turn comes, so most never are. */
function* orderRuns(runs: readonly Run[]): Generator<Run, void> {
  const queues: Run[][] = []; // each queue is sorted, and the queues are sorted by their last runs
  function add(queue: Run[]): void {
    if (queue.length > 0) insertInOrder(queues, queue, (a, b) => compareRuns(a.at(-1)!, b.at(-1)!));
  }
  add(runs.toSorted(compareRuns));
  for (let queue = queues.pop(); queue; queue = queues.pop()) {
    const run = queue.pop()!;
    add(queue);
    if (run.divide) add(run.divide().toSorted(compareRuns));
    else yield run;
  }
}

/** Sorts runs so that the last one is compared first: the one with the highest bound. */
function compareRuns(a: Run, b: Run): number {
  return a.most - b.most || Number(a.divide !== undefined) - Number(b.divide !== undefined) || b.first - a.first;
}

function tooMany(side: Side): BulkgenError {
  const message = `Could not find the busiest ${side}: too many have about the same number of rows`;
  return new BulkgenError('invalid-model', message);
}
