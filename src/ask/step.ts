import { BulkgenError } from '../errors.ts';
import { type GraphSection, listSections } from '../model/answer.ts';
import { findTable } from '../model/graph.ts';
import { type Adjacency, otherSide, type Side } from '../model/link/adjacency.ts';
import type { GraphTables, Table } from '../model/table.ts';
import { chooseName } from './choose-name.ts';

/** A way from the nodes of one kind along their relationships of one type. */
export interface Step {
  readonly type: string;
  readonly links: Adjacency;
  /** The end of the rows at which the way ends. */
  readonly to: Side;
  /** The labels at which it starts and ends. */
  readonly labels: readonly [from: string, to: string];
  /** The record number of the first node at its end. */
  readonly base: number;
}

/** The nodes at the end of a step, for a node at its start: numbers within their kinds. A pair with several rows comes several times. */
export function followStep({ links, to }: Step, node: number): Generator<number, void> {
  return to === 'target' ? links.targetsOf(node) : links.sourcesOf(node);
}

/** How many rows a node at the start of a step has. */
export function countRows({ links, to }: Step, node: number): number {
  return links.degree(otherSide(to), node);
}

/** The way along a section to its sources or targets. */
export function createStep({ nodes }: GraphTables, { type, from, to: end, links }: GraphSection, to: Side): Step {
  const labels = to === 'target' ? ([from, end] as const) : ([end, from] as const);
  return { type, links, to, labels, base: nodes.find(({ name }) => name === labels[1])!.base };
}

/** Finds the steps that start at a node, by its record number, and the table of the node. */
export type StepFinder<S extends Step = Step> = (record: number) => {
  readonly table: Table;
  readonly steps: readonly S[];
};

/** Groups steps by the label at which they start. */
export function groupSteps<S extends Step>({ nodes }: GraphTables, steps: readonly S[]): StepFinder<S> {
  const byTable = new Map(
    nodes.map((table) => [table, { table, steps: steps.filter(({ labels }) => labels[0] === table.name) }]),
  );
  return (record) => byTable.get(findTable(nodes, record))!;
}

/**
 * All sections of a graph, or those of a type. Throws `invalid-option` for a type that the graph does not have, and for one whose
 * definition names no sections: an answer without its rows would be wrong.
 */
export function requireSections(graph: GraphTables, type?: string | undefined): readonly GraphSection[] {
  const names = graph.relationships.map(({ name }) => name);
  const chosen = type === undefined ? undefined : chooseName(type, names, { what: 'a relationship type of the graph' });
  const tables = graph.relationships.filter(({ name }) => chosen === undefined || name === chosen);
  const unknown = tables.find(({ sections, count }) => !sections && count > 0);
  if (!unknown) return listSections(graph, { type: chosen });
  const message = `Expected the definition of ${unknown.name} to return \`sections\`, got none`;
  throw new BulkgenError('invalid-option', message, {
    hint: 'Define the type with `link`, or ask a database after an import.',
  });
}
