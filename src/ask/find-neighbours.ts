import { BulkgenError } from '../errors.ts';
import { nodeId } from '../model/answer.ts';
import type { NodeNumber } from '../model/failure.ts';
import type { GraphTables } from '../model/table.ts';
import { checkOptions } from '../options/check-options.ts';
import { findNode, type NamedNode, nameNode } from './find-node.ts';
import { readLimit } from './limit.ts';
import { selectFirst } from './order-ids.ts';
import { countRows, createStep, followStep, requireSections, type Step } from './step.ts';

/** The relationships of a node of one type and direction, to or from one kind. */
export interface Degree {
  readonly type: string;
  /** `out` for relationships that start at the node. */
  readonly direction: 'out' | 'in';
  /** The label at the other end. */
  readonly label: string;
  /** How many. */
  readonly rows: number;
}

/** A relationship of a node, with the node at the other end. */
export interface Neighbour extends NamedNode {
  readonly type: string;
  readonly direction: 'out' | 'in';
}

/** What `findNeighbours` takes. */
export interface NeighboursOptions {
  /** The id or the name of the node. */
  readonly node: string;
  /** How many relationships of each type, direction and label to list; 10 by default. */
  readonly limit?: number | undefined;
}

/** The relationships of a node. */
export interface Neighbours extends NamedNode {
  /** How many there are, by type, direction and label at the other end. */
  readonly degrees: readonly Degree[];
  /** The first of each of these, by the id at the other end. */
  readonly neighbours: readonly Neighbour[];
}

/** So many relationships are put in order. */
const mostSorted = 1_000_000;

/**
 * Lists the first relationships of a node, by type, direction and id, and counts all. Throws `invalid-option` for an unknown node and for a type
 * that cannot be asked, and `scale-too-large` for more than a million relationships of one type.
 */
export function findNeighbours(graph: GraphTables, options: NeighboursOptions): Neighbours {
  checkOptions('findNeighbours', options, { node: 'text', limit: 'number' });
  const limit = readLimit(options.limit);
  const found = findNode(graph, options.node);
  const steps = listSteps(graph, found);
  const neighbours = steps.flatMap(({ step, degree }) => {
    if (degree.rows > mostSorted) throw tooMany(nodeId(graph, found, found.number), degree);
    const { type, direction, label } = degree;
    return selectFirst(graph, recordsOf(step, found.number), limit).map((record) => ({
      ...{ type, direction },
      ...nameNode(graph, { label, number: record - step.base }),
    }));
  });
  return { ...nameNode(graph, found), degrees: steps.map(({ degree }) => degree), neighbours };
}

/** Counts the relationships of a node by type, direction and label at the other end. Throws `invalid-option` as `findNeighbours` does. */
export function countNeighbours(graph: GraphTables, options: Pick<NeighboursOptions, 'node'>): readonly Degree[] {
  checkOptions('countNeighbours', options, { node: 'text' });
  return listSteps(graph, findNode(graph, options.node)).map(({ degree }) => degree);
}

/** The ways from a node along which it has relationships, by type, direction and label. */
function listSteps(graph: GraphTables, { label, number }: NodeNumber): readonly CountedStep[] {
  return requireSections(graph)
    .flatMap((section) => [createStep(graph, section, 'target'), createStep(graph, section, 'source')])
    .filter(({ labels }) => labels[0] === label)
    .map((step) => ({ step, degree: countStep(step, number) }))
    .filter(({ degree }) => degree.rows > 0)
    .sort((a, b) => (sortKey(a) < sortKey(b) ? -1 : 1));
}

interface CountedStep {
  readonly step: Step;
  readonly degree: Degree;
}

function countStep(step: Step, node: number): Degree {
  const { type, to, labels } = step;
  return { type, direction: to === 'target' ? 'out' : 'in', label: labels[1], rows: countRows(step, node) };
}

function sortKey({ degree: { type, direction, label } }: CountedStep): string {
  return `${type} ${direction} ${label}`;
}

function* recordsOf(step: Step, node: number): Generator<number, void> {
  for (const other of followStep(step, node)) yield step.base + other;
}

function tooMany(id: string, { type, rows }: Degree): BulkgenError {
  const limit = mostSorted.toLocaleString('en-US');
  const message = `Expected at most ${limit} relationships of a type to list, got ${rows.toLocaleString('en-US')} of ${type} at ${id}`;
  return new BulkgenError('scale-too-large', message, { hint: 'Count them with `bulkgen ask count --of`.' });
}
