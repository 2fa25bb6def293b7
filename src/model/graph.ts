import { BulkgenError } from '../errors.ts';
import { quoteValue } from '../options/check-options.ts';
import { Stream } from '../random/stream.ts';
import { type BoundDirt, bindDirt } from './bind-dirt.ts';
import type { ColumnContext } from './column/column.ts';
import type { GraphContext, NodeDefinition, NodeRange, RelationshipDefinition } from './definition.ts';
import type { EventDefinition, Model } from './model.ts';
import { once } from './once.ts';
import { formatId, widenDigits } from './readable-id.ts';
import type { EventTable, GraphOptions, GraphTables, Table } from './table.ts';

/** A model bound to a seed and a scale. Every count, record number and row is computed on demand; nothing is stored. */
export interface Graph extends GraphTables {
  readonly model: Model;
}

export const largestScale = 2 ** 40;

/**
 * Binds a model to a seed and a scale, each table when it is asked for the first time. Throws `invalid-option` unless the scale is an integer
 * from 1 to 2^40. A table throws `invalid-model` where its definition does.
 */
export function bindModel(model: Model, options: GraphOptions, eventCount?: number): Graph {
  const { seed, scale, asOfDay } = options;
  refuseScale(scale);
  const explain = <Result>(table: string, work: () => Result): Result => explainFault(model, { scale, table, work });
  const dirt = bindDirt(model, options);
  const ranges = placeNodes(model, dirt, (node) =>
    explain(node.label, () => node.count(scale - dirt.dirty, model.nodes)),
  );
  const events = model.events && { count: eventCount ?? model.events.defaultCount(scale), base: 0 };
  const rangeOf = ({ label }: NodeDefinition): NodeRange => {
    const { count, base } = find(ranges, label);
    return { count: count + dirt.count(label), base };
  };
  const widen = ({ label, id }: NodeDefinition, count: number) =>
    [label, widenDigits(id, Math.max(scale, count))] as const;
  const ids = new Map(model.nodes.map((node) => widen(node, rangeOf(node).count)));
  if (events) ids.set(...widen(model.events!.node, events.count));
  const context: GraphContext = {
    scale: scale - dirt.dirty,
    asOfDay,
    dirty: dirt.dirty,
    stream: (name) => new Stream(`${seed}/${model.name}/${name}`),
    nodes: (label) => find(ranges, label),
  };
  const nodes: Table[] = [];
  const idOf = (record: number): string => {
    if (!Number.isInteger(record)) throw unknownRecord(nodes, record);
    const table = findTable(nodes, record);
    return formatId(find(ids, table.name), record - table.base);
  };
  const ofGraph = {
    idOf: (label: string) => find(ids, label),
    idOfRecord: idOf,
    stream: (name: string) => context.stream(name),
  };
  const bindNode = (node: NodeDefinition, range: NodeRange): Table => {
    const { label } = node;
    const ownContext = { ownId: find(ids, label), ...ofGraph };
    const bind = (): Table['row'] => explain(label, () => dirt.rows(context, node));
    return bindNodes({ name: label, columns: dirt.columns(node), ...range, context: ownContext }, bind);
  };
  const bindEvents = ({ node, relationshipType, affected }: EventDefinition, range: NodeRange): EventTable => {
    const bound = once(() => explain(node.label, () => affected(context)));
    // A copy by spreading would bind the rows.
    return Object.assign(bindNode(node, range), { relationshipType, affected: (ordinal: number) => bound()(ordinal) });
  };
  for (const node of model.nodes) nodes.push(bindNode(node, rangeOf(node)));
  const relationships = model.relationships.map((definition) => {
    const ownId = { prefix: definition.type, digits: 0 }; // no column of a relationship is its identity
    const bind = (): BoundRows => explain(definition.type, () => bindSections(definition.rows(context), dirt, context));
    return bindRelationship(definition, { ownId, ...ofGraph }, bind);
  });
  const search = once(() => model.findNode?.(context) ?? (() => undefined));
  return {
    ...options,
    model,
    nodes,
    relationships,
    events: events && bindEvents(model.events!, events),
    dirty: dirt.nodes(() => context),
    idOf,
    failures: once(() => model.failures?.(context) ?? []),
    findNode: (name) => search()(name),
    listNames: () => model.listNames?.(context) ?? [],
  };
}

/** Places the nodes of all labels one after the other. The dirty ones of a label come after its others, and are not counted. */
function placeNodes(
  model: Model,
  dirt: BoundDirt,
  countOf: (node: NodeDefinition) => number,
): ReadonlyMap<string, NodeRange> {
  const ranges = new Map<string, NodeRange>();
  let records = 0;
  for (const node of model.nodes) {
    const count = countOf(node);
    refuseCount(node.label, count);
    ranges.set(node.label, { count, base: records });
    records += count + dirt.count(node.label);
  }
  return ranges;
}

function bindNodes(table: Omit<Table, 'kind' | 'row'>, bind: () => Table['row']): Table {
  const row = once(bind);
  return {
    ...table,
    kind: 'node',
    get row() {
      return row();
    },
  };
}

type BoundRows = ReturnType<RelationshipDefinition['rows']>;

function bindSections(rows: BoundRows, dirt: BoundDirt, context: GraphContext): BoundRows {
  return rows.sections ? { ...rows, sections: dirt.sections(context, rows.sections) } : rows;
}

function bindRelationship(
  { type, columns }: RelationshipDefinition,
  context: ColumnContext,
  bind: () => BoundRows,
): Table {
  const bound = once(bind);
  return {
    ...{ kind: 'relationship', name: type, columns, base: 0, context },
    get count() {
      return bound().count;
    },
    get row() {
      return bound().row;
    },
    get batchOf() {
      return bound().batchOf;
    },
    get links() {
      return bound().links;
    },
    get sections() {
      return bound().sections;
    },
    get note() {
      return bound().note;
    },
  };
}

/** The node table that holds a record number. */
export function findTable(nodes: readonly Table[], record: number): Table {
  for (const table of nodes) if (record >= table.base && record < table.base + table.count) return table;
  throw unknownRecord(nodes, record);
}

function unknownRecord(nodes: readonly Table[], record: number): BulkgenError {
  const { base = 0, count = 0 } = nodes.at(-1) ?? {};
  const message = `Expected a record number of this graph, from 0 to ${base + count - 1}, got ${quoteValue(record)}`;
  return new BulkgenError('invalid-option', message, {
    hint: 'Use `nodeId` for a number that counts within its kind.',
  });
}

interface ModelCall<Result> {
  readonly scale: number;
  /** The label or type whose function is called. */
  readonly table: string;
  readonly work: () => Result;
}

/** Calls a function of a model. What it throws gets the name of its table. */
function explainFault<Result>({ name }: Model, { scale, table, work }: ModelCall<Result>): Result {
  try {
    return work();
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    const message = `Could not make ${table} of model ${name} at scale ${scale}: ${reason}`;
    const hint = (cause instanceof BulkgenError ? cause.hint : undefined) ?? 'Correct the model.';
    throw new BulkgenError('invalid-model', message, { hint, cause });
  }
}

function find<Value>(map: ReadonlyMap<string, Value>, label: string): Value {
  const value = map.get(label);
  if (value !== undefined) return value;
  throw new BulkgenError('invalid-model', `Expected ${label} to be in the \`nodes\` of the model`, {
    hint: 'Add the kind to `nodes`.',
  });
}

function refuseCount(label: string, count: number): void {
  if (Number.isSafeInteger(count) && count >= 0) return;
  const message = `Expected the number of nodes of ${label} to be a whole number, got ${quoteValue(count)}`;
  throw new BulkgenError('invalid-model', message, { hint: 'Correct the `count` of the kind.' });
}

function refuseScale(scale: number): void {
  if (Number.isInteger(scale) && scale >= 1 && scale <= largestScale) return;
  throw new BulkgenError('invalid-option', `Expected --scale to be a whole number from 1 to 2^40, got \`${scale}\``);
}
