import { linksOf, nodeId, readNode } from '../../../model/answer.ts';
import type { NodeDefinition } from '../../../model/definition.ts';
import type { NodeNumber } from '../../../model/failure.ts';
import type { Adjacency } from '../../../model/link/adjacency.ts';
import type { PlainRow } from '../../../model/plain-row.ts';
import type { GraphTables } from '../../../model/table.ts';
import type { CiLabel } from '../classes.ts';
import { applicationLabels } from '../structure/layout.ts';

/** Reads a graph of this model as the answers need it. CIs are numbers within their classes. */
export interface EstateReader {
  readonly graph: GraphTables;
  /** The rows of a type from one class to another. */
  links(from: CiLabel, type: string, to: CiLabel): Adjacency;
  count(label: CiLabel): number;
  id(label: CiLabel, number: number): string;
  read(label: CiLabel, number: number): PlainRow;
}

export function readEstate(graph: GraphTables): EstateReader {
  return {
    graph,
    links: (from, type, to) => linksOf(graph, { type, from, to }),
    count: (label) => graph.nodes.find(({ name }) => name === label)!.count,
    id: (label, number) => nodeId(graph, { label }, number),
    read: (label, number) => readNode(graph, { label } as NodeDefinition, number),
  };
}

/** A CI by its class and its number there. */
export type Ci = NodeNumber & { readonly label: CiLabel };

/** A text that is the same for the same CI. */
export function keyOf({ label, number }: Ci): string {
  return `${label} ${number}`;
}

/** The number of the CI with a name that follows from its place. */
export function findNamed({ graph }: EstateReader, name: string): number | undefined {
  return graph.findNode(name)?.number;
}

/** The applications and databases that a CI depends on, or that depend on it. */
export function* neighbours(estate: EstateReader, { label, number }: Ci, side: 'source' | 'target'): Generator<Ci> {
  const { relationships } = estate.graph;
  for (const { from, to } of relationships.find(({ name }) => name === 'DEPENDS_ON')!.sections!) {
    if ((side === 'source' ? from : to) !== label) continue;
    const links = estate.links(from as CiLabel, 'DEPENDS_ON', to as CiLabel);
    const found = side === 'source' ? links.targetsOf(number) : links.sourcesOf(number);
    for (const other of found) yield { label: (side === 'source' ? to : from) as CiLabel, number: other };
  }
}

/** Whether the dependency of one CI on another is required. */
export function isRequired({ graph }: EstateReader, source: Ci, target: Ci): boolean {
  const rule = graph
    .failures()
    .find(({ type, from, to }) => type === 'DEPENDS_ON' && from === source.label && to === target.label);
  return rule?.isRequired?.(source.number, target.number) ?? false;
}

/** Compares texts as `ORDER BY` of Cypher does: by their characters. */
export function compareText(a: string, b: string): number {
  return a < b ? -1 : Number(a > b);
}

/** Which application a container is an instance of. */
export function applicationOf(estate: EstateReader, container: number): Ci {
  for (const label of applicationLabels) {
    for (const number of estate.links('Container', 'INSTANCE_OF', label).targetsOf(container)) return { label, number };
  }
  throw new RangeError(`Container ${container} is an instance of no application`);
}
