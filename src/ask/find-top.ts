import { BulkgenError } from '../errors.ts';
import { otherSide } from '../model/link/adjacency.ts';
import { compareRanked, findMost, listBusiest, type RankedNode } from '../model/link/find-busiest.ts';
import type { GraphTables } from '../model/table.ts';
import { checkOptions, quoteValue } from '../options/check-options.ts';
import { chooseName } from './choose-name.ts';
import { type NamedNode, nameNode } from './find-node.ts';
import { readLimit } from './limit.ts';
import { countRows, createStep, requireSections, type Step } from './step.ts';

/** What `findTop` takes. */
export interface TopOptions {
  /** The kind of nodes. */
  readonly label: string;
  /** `dependants`: relationships that end at a node. `dependencies`: those that start there. */
  readonly by: 'dependants' | 'dependencies';
  /** Only relationships of this type; of all types by default. */
  readonly type?: string | undefined;
  /** How many nodes to list, up to 1,000; 10 by default. */
  readonly limit?: number | undefined;
}

/** A node with its number of relationships. */
export interface TopNode extends NamedNode {
  /** How many relationships. */
  readonly rows: number;
}

/**
 * Finds the nodes of a kind with most relationships, exactly: those with more first, and equal ones by id. Throws `invalid-option` for a kind
 * or a type that the graph does not have, and `invalid-model` where too many nodes have about the same number.
 */
export function findTop(graph: GraphTables, options: TopOptions): readonly TopNode[] {
  checkOptions('findTop', options, { label: 'text', by: 'text', type: 'string', limit: 'number' });
  const limit = readLimit(options.limit);
  return listTop(graph, listCountedSteps(graph, options), limit);
}

/** The ways along which relationships are counted; all start at the kind of the nodes. Throws `invalid-option` as `findTop` does. */
export function listCountedSteps(graph: GraphTables, { label: given, by, type }: TopOptions): readonly Step[] {
  const label = chooseName(
    given,
    graph.nodes.map(({ name }) => name),
    { what: 'a label of the graph' },
  );
  if (by !== 'dependants' && by !== 'dependencies')
    throw new BulkgenError('invalid-option', `Expected --by to be dependants or dependencies, got ${quoteValue(by)}`);
  const steps = requireSections(graph, type)
    .map((section) => createStep(graph, section, by === 'dependants' ? 'source' : 'target'))
    .filter(({ labels }) => labels[0] === label);
  if (steps.length === 0) {
    const ends = by === 'dependants' ? 'end' : 'start';
    const message = `Expected relationships ${type === undefined ? '' : `of ${type} `}that ${ends} at ${label}, got none`;
    throw new BulkgenError('invalid-option', message, { hint: 'See `bulkgen describe` for what the types connect.' });
  }
  return steps;
}

/** The nodes with most rows of some steps, which start at one kind. Throws as `findTop` does. */
export function listTop(graph: GraphTables, steps: readonly Step[], limit: number): readonly TopNode[] {
  const ranked = steps.length === 1 ? rank(steps, listBusiest(...sideOf(steps[0]!), limit)) : rankSum(steps, limit);
  const [label] = steps[0]!.labels;
  return ranked.slice(0, limit).map(({ node, rows }) => ({ ...nameNode(graph, { label, number: node }), rows }));
}

function sideOf({ links, to }: Step): readonly [Step['links'], 'source' | 'target'] {
  return [links, otherSide(to)];
}

function rank(steps: readonly Step[], nodes: Iterable<number>): readonly RankedNode[] {
  const ranked = Array.from(nodes, (node) => ({
    node,
    rows: steps.reduce((sum, step) => sum + countRows(step, node), 0),
  }));
  return ranked.sort(compareRanked);
}

/**
 * Nodes with most rows of several steps together. A node that is not among the first of any step has at most as many rows as the last of
 * these have together. While the listed ones do not have more, it lists more of the step that could give another node most.
 */
function rankSum(steps: readonly Step[], limit: number): readonly RankedNode[] {
  const lists = steps.map((step): FirstNodes => ({ step, nodes: [], rest: findMost(...sideOf(step)), next: limit }));
  for (;;) {
    const highest = lists.reduce((a, b) =>
      b.next > mostCompared || (a.next <= mostCompared && a.rest >= b.rest) ? a : b,
    );
    if (highest.next > mostCompared) break;
    lists[lists.indexOf(highest)] = listMore(highest);
    const ranked = rank(steps, new Set(lists.flatMap(({ nodes }) => nodes)));
    const rest = lists.reduce((sum, list) => sum + list.rest, 0);
    if (lists.some(({ isAll }) => isAll) || (ranked[limit - 1]?.rows ?? 0) > rest) return ranked;
  }
  const message = 'Could not find the nodes with most rows: too many have about the same number';
  throw new BulkgenError('invalid-model', message, { hint: 'Ask for one type with --type.' });
}

/** So many nodes of each step may be compared. */
const mostCompared = 2 ** 15;

/** The nodes with most rows of a step. */
interface FirstNodes {
  readonly step: Step;
  readonly nodes: readonly number[];
  /** No other node has more rows. */
  readonly rest: number;
  /** How many nodes to list next; infinite where too many have about the same number. */
  readonly next: number;
  /** Whether every node of the kind is listed. */
  readonly isAll?: boolean;
}

/** Lists the next number of nodes, or none where too many have about the same number of rows. */
function listMore(list: FirstNodes): FirstNodes {
  const { step, next } = list;
  try {
    const nodes = listBusiest(...sideOf(step), next);
    const rest = nodes.length === 0 ? 0 : countRows(step, nodes.at(-1)!);
    return { step, nodes, rest, next: next * 4, isAll: nodes.length < next };
  } catch (error) {
    if (!(error instanceof BulkgenError)) throw error;
    return { ...list, next: Number.POSITIVE_INFINITY };
  }
}
