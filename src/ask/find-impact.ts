import { findTable } from '../model/graph.ts';
import type { GraphTables } from '../model/table.ts';
import { checkOptions } from '../options/check-options.ts';
import { findNode, type NamedNode, nameNode, nameRecord, recordOf } from './find-node.ts';
import { readLimit } from './limit.ts';
import { type Losses, listLosses } from './list-losses.ts';
import { selectFirst } from './order-ids.ts';
import { bindFailures, spreadFailure, type Wave } from './spread-failure.ts';
import { groupSteps } from './step.ts';
import { VisitedNodes } from './visited-nodes.ts';

/** What `findImpact` takes. */
export interface ImpactOptions {
  /** The id or the name of the node that fails. */
  readonly node: string;
  /** Whether redundancy counts: a node fails only when it has fewer rows left than it needs, and along rows that are required. False by default. */
  readonly aware?: boolean | undefined;
  /** How many of the affected nodes to list, and of those at which the failure ends; 10 by default. */
  readonly limit?: number | undefined;
}

/** A node that a failure reaches. */
export interface AffectedNode extends NamedNode {
  /** How many relationships lead to it from the node that fails first. */
  readonly distance: number;
  /** The nodes on one of the ways to it, from the node that fails first. */
  readonly path: readonly NamedNode[];
}

/** What fails when a node fails, without that node. */
export interface Impact {
  /** The node that fails first. */
  readonly node: NamedNode;
  readonly aware: boolean;
  /** How many nodes are affected. */
  readonly affected: number;
  /** How many of each label, in the order of the model. */
  readonly labels: readonly { readonly label: string; readonly nodes: number }[];
  /** How many at each distance. */
  readonly distances: readonly { readonly distance: number; readonly nodes: number }[];
  /** The nodes at which the failure ends, such as business services. */
  readonly losses: Losses;
  /** The nearest affected nodes, by distance and id. */
  readonly nearest: readonly AffectedNode[];
}

/**
 * Finds what fails when a node fails, by the failure rules of the model. Throws `invalid-option` for an unknown node and for a model without
 * failure rules, and `scale-too-large` when more than 5 million nodes are affected.
 */
export function findImpact(graph: GraphTables, options: ImpactOptions): Impact {
  checkOptions('findImpact', options, { node: 'text', aware: 'boolean', limit: 'number' });
  const { node, aware = false } = options;
  const limit = readLimit(options.limit);
  const { label, number } = findNode(graph, node);
  const first = recordOf(graph, { label, number });
  const visited = new VisitedNodes();
  const steps = bindFailures(graph, aware);
  const waves = [...spreadFailure(groupSteps(graph, steps), visited, { first })];
  return {
    node: nameNode(graph, { label, number }),
    aware,
    affected: visited.size - 1,
    labels: countLabels(graph, visited),
    distances: waves.map(({ first: start, end }, index) => ({ distance: index + 1, nodes: end - start })),
    losses: listLosses(graph, { steps, visited }, limit),
    nearest: listNearest(graph, visited, { waves, limit }),
  };
}

function countLabels({ nodes }: GraphTables, visited: VisitedNodes): Impact['labels'] {
  const counts = new Map(nodes.map(({ name }) => [name, 0]));
  for (let place = 1; place < visited.size; place++) {
    const { name } = findTable(nodes, visited.at(place));
    counts.set(name, counts.get(name)! + 1);
  }
  return [...counts].map(([label, affected]) => ({ label, nodes: affected })).filter((count) => count.nodes > 0);
}

function listNearest(
  graph: GraphTables,
  visited: VisitedNodes,
  { waves, limit }: { readonly waves: readonly Wave[]; readonly limit: number },
): readonly AffectedNode[] {
  const nearest: AffectedNode[] = [];
  for (const [index, wave] of waves.entries()) {
    if (nearest.length >= limit) break;
    for (const record of selectFirst(graph, recordsOf(visited, wave), limit - nearest.length)) {
      const path = visited.pathTo(visited.placeOf(record)!).map((passed) => nameRecord(graph, passed));
      nearest.push({ ...path.at(-1)!, distance: index + 1, path });
    }
  }
  return nearest;
}

function* recordsOf(visited: VisitedNodes, { first, end }: Wave): Generator<number, void> {
  for (let place = first; place < end; place++) yield visited.at(place);
}
