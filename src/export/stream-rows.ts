import { BulkgenError } from '../errors.ts';
import type { Model } from '../model/model.ts';
import type { Table } from '../model/table.ts';
import { quoteValue } from '../options/check-options.ts';
import type { ReadableGraph } from './create-graph.ts';
import type { RowOf, RowRange } from './table-reader.ts';

/** The labels of a model, including the label of its events. */
export type NodeLabel<M extends Model> = (M['nodes'][number] | NonNullable<M['events']>['node'])['label'];

/** The relationship types of a model. */
export type RelationshipType<M extends Model> = M['relationships'][number]['type'];

/**
 * Streams the nodes of a label as plain objects, in constant memory, without files or a database. The same range has the same nodes in
 * every process. Throws `invalid-option` for a label that the graph does not have, and for an impossible range.
 */
export function streamNodes<M extends Model, Label extends NodeLabel<M>>(
  graph: ReadableGraph<M>,
  label: Label,
  range?: RowRange,
): AsyncGenerator<RowOf<M, Label>, void, undefined> {
  refuseOther(label, 'a label', [...graph.nodes, ...(graph.events ? [graph.events] : [])]);
  return graph.table(label as never).rows(range) as AsyncGenerator<RowOf<M, Label>, void>; // the label is one of the graph
}

/**
 * Streams the relationships of a type as plain objects, which have the ids of their nodes as `startId` and `endId`. Throws as
 * `streamNodes` does.
 */
export function streamRelationships<M extends Model, Type extends RelationshipType<M>>(
  graph: ReadableGraph<M>,
  type: Type,
  range?: RowRange,
): AsyncGenerator<RowOf<M, Type>, void, undefined> {
  refuseOther(type, 'a relationship type', graph.relationships);
  return graph.table(type as never).rows(range) as AsyncGenerator<RowOf<M, Type>, void>; // the type is one of the graph
}

function refuseOther(name: string, what: string, tables: readonly Table[]): void {
  if (tables.some((table) => table.name === name)) return;
  const known = tables.map((table) => table.name).join(', ');
  throw new BulkgenError('invalid-option', `Expected ${what} of the graph (${known}), got ${quoteValue(name)}`);
}
