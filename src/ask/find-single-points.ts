import { BulkgenError } from '../errors.ts';
import { otherSide } from '../model/link/adjacency.ts';
import { listBusiest } from '../model/link/find-busiest.ts';
import type { GraphTables } from '../model/table.ts';
import { checkOptions } from '../options/check-options.ts';
import { type NamedNode, nameRecord } from './find-node.ts';
import { readLimit } from './limit.ts';
import { keepFirst, orderIds } from './order-ids.ts';
import { bindFailures, type FailureStep, spreadFailure } from './spread-failure.ts';
import { countRows, groupSteps, type StepFinder } from './step.ts';
import { VisitedNodes } from './visited-nodes.ts';

/** What `findSinglePoints` takes. */
export interface SinglePointsOptions {
  /** How many other nodes fail with a single point of failure, at least; 10 by default. */
  readonly atLeast?: number | undefined;
  /** How many nodes of each label to look at, those with most relationships, or the first where more than 65,536 have about as many; 200 by default. */
  readonly candidates?: number | undefined;
  /** How many single points of failure to list; 10 by default. */
  readonly limit?: number | undefined;
}

/** A node whose loss alone makes others fail. */
export interface SinglePoint extends NamedNode {
  /** How many relationships carry its failure. */
  readonly rows: number;
  /** How many other nodes fail with it; `mostCounted` for so many or more. */
  readonly affected: number;
}

/** So many nodes that fail with another one are counted. */
const mostCounted = 10_000;

/** What a search for single points of failure found, and what it looked at. */
export interface SinglePoints {
  readonly atLeast: number;
  /** So many nodes that fail with another one were counted at most. */
  readonly mostCounted: number;
  /** How many it found among the nodes that it looked at. */
  readonly found: number;
  /** The worst of them: those with which most nodes fail first, then those with most relationships, and equal ones by id. */
  readonly points: readonly SinglePoint[];
  /** How many nodes of each label it looked at, of all that the graph has. Only kinds whose failure can spread. */
  readonly examined: readonly { readonly label: string; readonly nodes: number; readonly of: number }[];
}

/**
 * Finds nodes whose loss alone makes many others fail, in spite of all redundancy, by the failure rules of the model. It looks at the nodes with most
 * relationships only, and says how many. Throws as `findImpact` does.
 */
export function findSinglePoints(graph: GraphTables, options: SinglePointsOptions = {}): SinglePoints {
  checkOptions('findSinglePoints', options, { atLeast: 'number', candidates: 'number', limit: 'number' });
  const { atLeast = 10, candidates: most = 200 } = options;
  const limit = readLimit(options.limit);
  refuseCount('--at-least', atLeast);
  refuseCount('--candidates', most);
  const steps = bindFailures(graph, true);
  const find = groupSteps(graph, steps);
  const candidates = graph.nodes.map(({ name, base }) => {
    const own = steps.filter(({ labels }) => labels[0] === name);
    return [...new Set(own.flatMap((step) => listCandidates(step, most)))].map((number) => base + number);
  });
  const found = candidates
    .flat()
    .filter((first) => countAffected(find, first, atLeast) === atLeast)
    .map((record) => ({ record, rows: countOwnRows(find, record) }));
  const points = selectWorst(graph, find, { found, limit }).map(({ record, ...counts }) => {
    return { ...nameRecord(graph, record), ...counts };
  });
  return {
    ...{ atLeast, mostCounted },
    found: found.length,
    points,
    examined: graph.nodes
      .map(({ name, count }, index) => ({ label: name, nodes: candidates[index]!.length, of: count }))
      .filter(({ nodes }) => nodes > 0),
  };
}

interface FoundPoint {
  readonly record: number;
  readonly rows: number;
}

interface CountedPoint extends FoundPoint {
  readonly affected: number;
}

/**
 * The points with which most nodes fail; of those with equally many, or more than are counted, the ones with most relationships. It counts these
 * first, so it can stop when as many as it lists have reached the highest count.
 */
function selectWorst(
  graph: GraphTables,
  find: StepFinder<FailureStep>,
  { found, limit }: { readonly found: readonly FoundPoint[]; readonly limit: number },
): readonly CountedPoint[] {
  const order = orderIds(graph);
  const byRows = (a: FoundPoint, b: FoundPoint): number => b.rows - a.rows || order(a.record, b.record);
  function* countAll(): Generator<CountedPoint, void> {
    let full = 0;
    for (const point of found.toSorted(byRows)) {
      const affected = countAffected(find, point.record, mostCounted);
      yield { ...point, affected };
      if (affected === mostCounted && ++full === limit) return;
    }
  }
  return keepFirst(countAll(), limit, (a, b) => b.affected - a.affected || byRows(a, b));
}

function countOwnRows(find: StepFinder<FailureStep>, record: number): number {
  const { table, steps } = find(record);
  return steps.reduce((sum, step) => sum + countRows(step, record - table.base), 0);
}

/** How many nodes fail with a node; counts only to a limit. */
function countAffected(find: StepFinder<FailureStep>, first: number, limit: number): number {
  const visited = new VisitedNodes(limit + 1, limit < mostCounted ? undefined : limit + 1);
  for (const _ of spreadFailure(find, visited, { first, enough: limit })) if (visited.size > limit) break;
  return Math.min(limit, visited.size - 1);
}

function refuseCount(option: string, count: number): void {
  if (Number.isInteger(count) && count >= 1 && count <= mostCandidates) return;
  const expected = `a whole number from 1 to ${mostCandidates}`;
  throw new BulkgenError('invalid-option', `Expected ${option} to be ${expected}, got \`${count}\``);
}

const mostCandidates = 100_000;

/** The nodes with most rows of a step; the first ones where too many have about the same number. */
function listCandidates({ links, to }: FailureStep, most: number): readonly number[] {
  const side = otherSide(to);
  try {
    return listBusiest(links, side, most);
  } catch (error) {
    if (!(error instanceof BulkgenError)) throw error;
    return Array.from({ length: Math.min(most, side === 'source' ? links.sources : links.targets) }, (_, node) => node);
  }
}
