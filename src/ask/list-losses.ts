import { findTable } from '../model/graph.ts';
import type { GraphTables } from '../model/table.ts';
import { type NamedNode, nameRecord } from './find-node.ts';
import { keepFirst, orderIds } from './order-ids.ts';
import type { FailureStep } from './spread-failure.ts';
import type { Step } from './step.ts';
import type { VisitedNodes } from './visited-nodes.ts';

/** A node at which a failure ends, because its kind makes no other fail, such as a business service. */
export interface Loss extends NamedNode {
  /** How many of the relationships with what it needs lead to a node that fails. */
  readonly failed: number;
  /** How many of these relationships it has: it is lost if all of them failed, and degraded if not. */
  readonly of: number;
}

/** The nodes at which a failure ends. */
export interface Losses {
  /** How many there are. */
  readonly count: number;
  /** The first of them: those that lost the largest share of what they need, and equal ones by id. */
  readonly first: readonly Loss[];
}

/** What a failure reached, and along which steps. */
export interface Reached {
  readonly steps: readonly FailureStep[];
  /** The node that failed first has place 0, and is not a loss. */
  readonly visited: VisitedNodes;
}

/** Finds the nodes at which a failure ends, and lists so many of them. */
export function listLosses(graph: GraphTables, reached: Reached, limit: number): Losses {
  const order = orderIds(graph);
  let count = 0;
  function* countAll(): Generator<CountedLoss, void> {
    for (const loss of findLosses(graph, reached)) {
      count++;
      yield loss;
    }
  }
  const first = keepFirst(countAll(), limit, (a, b) => b.failed * a.of - a.failed * b.of || order(a.record, b.record));
  return { count, first: first.map(({ record, ...loss }) => ({ ...nameRecord(graph, record), ...loss })) };
}

interface CountedLoss extends Pick<Loss, 'failed' | 'of'> {
  readonly record: number;
}

function* findLosses({ nodes }: GraphTables, { steps, visited }: Reached): Generator<CountedLoss, void> {
  const baseOf = (label: string): number => nodes.find(({ name }) => name === label)!.base;
  const ways = steps.map((step) => ({ ...step, causes: baseOf(step.labels[0]) }));
  for (let place = 1; place < visited.size; place++) {
    const record = visited.at(place);
    const { name, base } = findTable(nodes, record);
    if (ways.some(({ labels }) => labels[0] === name)) continue;
    const own = ways.filter(({ labels }) => labels[1] === name);
    const of = own.reduce((sum, { links, to }) => sum + links.degree(to, record - base), 0);
    let failed = 0;
    for (const way of own) {
      for (const cause of findCauses(way, record - base)) {
        if (visited.placeOf(way.causes + cause) !== undefined) failed++;
      }
    }
    yield { record, failed, of };
  }
}

/** The nodes at the start of a step, for a node at its end. */
function findCauses({ links, to }: Step, node: number): Generator<number, void> {
  return to === 'target' ? links.sourcesOf(node) : links.targetsOf(node);
}
