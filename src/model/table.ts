import type { ColumnContext } from './column/column.ts';
import type { AnyCells, Columns } from './columns.ts';
import type { LinkSection, RowBatch } from './definition.ts';
import type { DirtyNodes } from './dirt.ts';
import type { FailureRule, NodeNumber } from './failure.ts';
import type { Adjacency } from './link/adjacency.ts';

/** What a graph follows from, beside its model. */
export interface GraphOptions {
  /** Any text. */
  readonly seed: string;
  /** How many nodes, exactly; an integer from 1 to 2^40. */
  readonly scale: number;
  /** Days since 1970-01-01. */
  readonly asOfDay: number;
  /** The share of the nodes that are wrong on purpose, in percent; none by default. */
  readonly dirt?: number | undefined;
}

/** One node or relationship type bound to a seed and a scale. */
export interface Table {
  readonly kind: 'node' | 'relationship';
  /** The class label or the relationship type. */
  readonly name: string;
  readonly columns: Columns;
  readonly count: number;
  /** Record number of the first row of a node table, 0 for relationships. */
  readonly base: number;
  readonly context: ColumnContext;
  /** Calls the cells of one row, in order. A relationship calls `ends` first. */
  readonly row: (ordinal: number, cell: AnyCells) => void;
  /** A row of a relationship with its neighbours, where its definition can read them together. */
  readonly batchOf?: ((ordinal: number) => RowBatch<AnyCells>) | undefined;
  /** Which nodes the rows of a relationship connect, where its definition says so. */
  readonly links?: Adjacency | undefined;
  /** The rows of a relationship by the kinds of nodes that they connect, where its definition says so. */
  readonly sections?: readonly LinkSection[] | undefined;
  /** What a user should know of the rows of a relationship at this scale. */
  readonly note?: string | undefined;
}

/** The events of a graph: nodes that an import creates, each with a relationship to one imported node. */
export interface EventTable extends Table {
  readonly relationshipType: string;
  /** The record number of the node that an event affects. */
  readonly affected: (ordinal: number) => number;
}

/** The tables of a graph, from which a model computes the answers of its sample queries. */
export interface GraphTables extends GraphOptions {
  readonly nodes: readonly Table[];
  readonly relationships: readonly Table[];
  /** Undefined when the model has no events. */
  readonly events: EventTable | undefined;
  /** The nodes that are wrong on purpose. */
  readonly dirty: DirtyNodes;
  /** The readable id of a node, by its record number. */
  idOf(record: number): string;
  /** How failures spread; none where the model does not say so. */
  failures(): readonly FailureRule[];
  /** The node that the model finds by a name, which is not an id. */
  findNode(name: string): NodeNumber | undefined;
  /** Names to suggest for one that no node has; none where the model does not say so. */
  listNames(): readonly string[];
}

/** How many rows some tables have together. */
export function sumRows(tables: readonly Pick<Table, 'count'>[]): number {
  return tables.reduce((sum, { count }) => sum + count, 0);
}
