import type { Columns } from '../../model/columns.ts';
import { defineNode, type NodeDefinition, type NodeOptions } from '../../model/definition.ts';

/**
 * How many CIs of a class a scale has. A number: parts of 10,000 of the CIs that are shared out. `rest`: all that no other
 * class takes; one class has it. `rootDivisor`: 2 + √scale / divisor, taken off the scale before the others share it.
 */
export type ClassShare = number | 'rest' | { readonly rootDivisor: number };

export interface ClassSize<Label extends string = string> {
  readonly label: Label;
  readonly share: ClassShare;
  /** The order in which classes get their first CI while there are fewer CIs than classes; 1 comes first. */
  readonly precedence: number;
}

/** A class of CIs. Its count depends on the other classes, so the model gives it one. */
export interface CiClass<Label extends string = string> extends ClassSize<Label> {
  toNode(count: (scale: number) => number): NodeDefinition;
}

type CiClassOptions<Label extends string, C extends Columns> = ClassSize<Label> &
  Omit<NodeOptions<C>, 'label' | 'count'>;

/** Defines a class of CIs: a node type whose share of the scale stands beside its columns and rows. */
export function defineCiClass<const Label extends string, C extends Columns>(
  options: CiClassOptions<Label, C>,
): CiClass<Label> {
  const { label, share, precedence, ...node } = options;
  return { label, share, precedence, toNode: (count) => defineNode<C>({ ...node, label, count }) };
}
