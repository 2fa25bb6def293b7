import { BulkgenError } from '../errors.ts';
import { listBusiest } from '../model/link/find-busiest.ts';
import type { GraphTables } from '../model/table.ts';
import { checkOptions } from '../options/check-options.ts';
import { type NamedNode, nameRecord } from './find-node.ts';
import { readLimit } from './limit.ts';
import { bindFailures, type FailureStep, spreadFailure } from './spread-failure.ts';
import { countRows, groupSteps, otherSide, type StepFinder } from './step.ts';
import { VisitedNodes } from './visited-nodes.ts';

/** What `findSinglePoints` takes. */
export interface SinglePointsOptions {
  /** How many other nodes fail with a single point of failure, at least; 10 by default. */
  readonly atLeast?: number | undefined;
  /** How many nodes of each label to look at, those with most relationships first; 200 by default. */
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
const mostCounted = 100_000;

/** What a search for single points of failure found, and what it looked at. */
export interface SinglePoints {
  readonly atLeast: number;
  /** So many nodes that fail with another one were counted at most. */
  readonly mostCounted: number;
  /** How many it found among the nodes that it looked at. */
  readonly found: number;
  /** The first of them: those with most relationships first, and equal ones by id. */
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
  const points = candidates
    .flat()
    .filter((first) => countAffected(find, first, atLeast) === atLeast)
    .map((record) => {
      const { table, steps: own } = find(record);
      const rows = own.reduce((sum, step) => sum + countRows(step, record - table.base), 0);
      return { record, id: graph.idOf(record), rows };
    })
    .sort((a, b) => b.rows - a.rows || (a.id < b.id ? -1 : 1));
  const listed = points.slice(0, limit).map(({ record, rows }): SinglePoint => {
    return { ...nameRecord(graph, record), rows, affected: countAffected(find, record, mostCounted) };
  });
  return {
    ...{ atLeast, mostCounted },
    found: points.length,
    points: listed,
    examined: graph.nodes
      .map(({ name, count }, index) => ({ label: name, nodes: candidates[index]!.length, of: count }))
      .filter(({ nodes }) => nodes > 0),
  };
}

/** How many nodes fail with a node; counts only to a limit. */
function countAffected(find: StepFinder<FailureStep>, first: number, limit: number): number {
  const visited = new VisitedNodes();
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
