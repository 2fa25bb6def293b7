import { BulkgenError } from '../errors.ts';
import type { GraphTables } from '../model/table.ts';
import { checkOptions } from '../options/check-options.ts';
import { findNode, type NamedNode, nameRecord, recordOf } from './find-node.ts';
import { countRows, createStep, followStep, groupSteps, requireSections, type Step, type StepFinder } from './step.ts';
import { VisitedNodes } from './visited-nodes.ts';

/** What `findPath` takes. */
export interface PathOptions {
  /** The id or the name of the node at which the path starts. */
  readonly from: string;
  /** The id or the name of the node at which it ends. */
  readonly to: string;
  /** Whether the path may also follow relationships against their direction. False by default. */
  readonly undirected?: boolean | undefined;
}

/** One of the shortest paths between two nodes. */
export interface ShortestPath {
  /** How many relationships; the same for all shortest paths. */
  readonly length: number;
  /** Its nodes, in order. */
  readonly nodes: readonly NamedNode[];
  /** Its relationships, in order: `out` for one that the path follows in its direction. */
  readonly relationships: readonly { readonly type: string; readonly direction: 'out' | 'in' }[];
}

/**
 * Finds one of the shortest paths between two nodes, along relationships of any type, by a search from both ends. Undefined when no path
 * exists. Throws `invalid-option` for an unknown node, for the same node twice and for a type that cannot be asked, and `scale-too-large`
 * when the search meets more than so many nodes from one end: a million by default.
 */
export function findPath(graph: GraphTables, options: PathOptions, most = mostVisited): ShortestPath | undefined {
  checkOptions('findPath', options, { from: 'text', to: 'text', undirected: 'boolean' });
  const { from, to, undirected = false } = options;
  const [start, end] = [from, to].map((text) => recordOf(graph, findNode(graph, text))) as [number, number];
  if (start === end)
    throw new BulkgenError('invalid-option', `Expected two nodes for a path, got \`${graph.idOf(start)}\` twice`);
  const sections = requireSections(graph);
  const forward = sections.map((section) => createStep(graph, section, 'target'));
  const backward = sections.map((section) => createStep(graph, section, 'source'));
  const ways = undirected ? [...forward, ...backward] : forward;
  const ahead = new Search(graph, { steps: ways, start, most });
  const records = meet(ahead, new Search(graph, { steps: undirected ? ways : backward, start: end, most }));
  if (!records) return undefined;
  return {
    length: records.length - 1,
    nodes: records.map((record) => nameRecord(graph, record)),
    relationships: records.slice(1).map((record, index) => {
      const step = ahead.findStep(records[index]!, record)!;
      return { type: step.type, direction: step.to === 'target' ? 'out' : 'in' };
    }),
  };
}

/** So many nodes are visited from each end at most. */
const mostVisited = 1_000_000;

/** Expands the search with the cheaper next distance, until both have a node in common: then the path is as short as any. */
function meet(ahead: Search, back: Search): readonly number[] | undefined {
  while (true) {
    const [costAhead, costBack] = [ahead.estimateCost(), back.estimateCost()];
    if (costAhead === 0 || costBack === 0) return undefined;
    // Nodes with millions of neighbours need not be expanded to see whether they are linked to those at the other end.
    const isCheap = ahead.frontier * back.frontier <= Math.min(costAhead, costBack);
    const linked = isCheap ? findLink(ahead, back) : undefined;
    if (linked) return [...ahead.pathTo(linked[0]), ...back.pathTo(linked[1]).toReversed()];
    const [search, other] = costAhead <= costBack ? [ahead, back] : [back, ahead];
    const common = search.expand(other);
    if (common === undefined) continue;
    return [...ahead.pathTo(common), ...back.pathTo(common).toReversed().slice(1)];
  }
}

/** Two nodes of the last distances of both searches that a relationship connects. */
function findLink(ahead: Search, back: Search): readonly [from: number, to: number] | undefined {
  for (const from of ahead.listFrontier()) {
    for (const to of back.listFrontier()) if (ahead.findStep(from, to)) return [from, to];
  }
  return undefined;
}

interface SearchStart {
  readonly steps: readonly Step[];
  /** The record number of the first node. */
  readonly start: number;
  /** How many nodes the search may visit. */
  readonly most: number;
}

/** A breadth-first search from one node. */
class Search {
  readonly #visited: VisitedNodes;
  readonly #find: StepFinder;
  #next = 0;

  constructor(graph: GraphTables, { steps, start, most }: SearchStart) {
    this.#visited = new VisitedNodes(most);
    this.#find = groupSteps(graph, steps);
    this.#visited.add(start, -1);
  }

  /** How many nodes the last distance has. */
  get frontier(): number {
    return this.#visited.size - this.#next;
  }

  *listFrontier(): Generator<number, void> {
    for (let place = this.#next; place < this.#visited.size; place++) yield this.#visited.at(place);
  }

  /** How many rows the next distance follows, by a sample of the last one; 0 at the end of the search. */
  estimateCost(): number {
    const sample = Math.min(this.frontier, sampledNodes);
    let rows = 0;
    for (let place = this.#next; place < this.#next + sample; place++) {
      const record = this.#visited.at(place);
      const { table, steps } = this.#find(record);
      for (const step of steps) rows += countRows(step, record - table.base);
    }
    return sample === this.frontier ? rows : (rows / sample) * this.frontier + 1;
  }

  /** Visits all nodes of the next distance, or stops at the first one that the other search has visited, and returns it. */
  expand(other: Search): number | undefined {
    for (const end = this.#visited.size; this.#next < end; this.#next++) {
      const record = this.#visited.at(this.#next);
      const { table, steps } = this.#find(record);
      for (const step of steps) {
        for (const node of followStep(step, record - table.base)) {
          const reached = step.base + node;
          if (this.#visited.add(reached, this.#next) && other.#visited.placeOf(reached) !== undefined) return reached;
        }
      }
    }
    return undefined;
  }

  pathTo(record: number): readonly number[] {
    return this.#visited.pathTo(this.#visited.placeOf(record)!);
  }

  /** The step of a relationship that leads from one node to another. */
  findStep(from: number, to: number): Step | undefined {
    const [start, end] = [this.#find(from), this.#find(to).table];
    const numbers = [from - start.table.base, to - end.base] as const;
    return start.steps.find(({ labels, links, to: side }) => {
      if (labels[1] !== end.name) return false;
      return side === 'target' ? links.has(...numbers) : links.has(numbers[1], numbers[0]);
    });
  }
}

/** So many nodes say what a distance costs. */
const sampledNodes = 1_000;
