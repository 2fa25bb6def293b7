import type { Stream } from '../random/stream.ts';
import type { AnyCells, Cells, Columns } from './columns.ts';
import type { ReadableId } from './readable-id.ts';

/** A node table as a row function sees it: how many there are and where their record numbers begin. */
export interface NodeRange {
  readonly count: number;
  /** Record number of the first row. */
  readonly base: number;
}

/** What a table is given when it is bound to a seed and a scale. */
export interface GraphContext {
  readonly scale: number;
  /** The day everything dated is relative to, in days since 1970. */
  readonly asOfDay: number;
  /** The named stream `seed/model/name`. */
  stream(name: string): Stream;
  /** The node table of this label; throws a TypeError when the model has none. */
  nodes(label: string): NodeRange;
}

/** Writes one row by calling each cell once, in the order of the columns. A pure function of the ordinal. */
export type RowFunction<C extends Columns> = (ordinal: number, cell: Cells<C>) => void;

export interface NodeOptions<C extends Columns> {
  /** The class, second label of every row; also the table's name. */
  readonly label: string;
  readonly id: ReadableId;
  readonly columns: C;
  count(scale: number): number;
  rows(graph: GraphContext): RowFunction<C>;
}

/** Where a relationship starts and ends, by record number, called before the other cells. */
export interface Ends {
  ends(start: number, end: number): void;
}

export type RelationshipRowFunction<C extends Columns> = (ordinal: number, cell: Cells<C> & Ends) => void;

export interface RelationshipOptions<C extends Columns> {
  readonly type: string;
  readonly columns: C;
  /** Binds the type to a graph: how many rows there are and how each is made. */
  rows(graph: GraphContext): RelationshipRows<C>;
}

export interface RelationshipRows<C extends Columns> {
  readonly count: number;
  readonly row: RelationshipRowFunction<C>;
}

export interface NodeDefinition {
  readonly label: string;
  readonly id: ReadableId;
  readonly columns: Columns;
  count(scale: number): number;
  rows(graph: GraphContext): (ordinal: number, cell: AnyCells) => void;
}

export interface RelationshipDefinition {
  readonly type: string;
  readonly columns: Columns;
  rows(graph: GraphContext): {
    readonly count: number;
    readonly row: (ordinal: number, cell: AnyCells) => void;
  };
}

/**
 * Defines a node type: header, count and rows in one place; its first column is `id`. A cell of a wrong type does not
 * compile; a column, prefix or number of digits that the files cannot carry is refused.
 */
export function defineNode<C extends Columns>(options: NodeOptions<C>): NodeDefinition {
  const { label, id, columns } = options;
  refuseColumns(label, columns);
  if (Object.keys(columns)[0] !== 'id') throw new TypeError(`Expected the first column of ${label} to be \`id\``);
  if (!/^[a-z][a-z0-9]{0,15}$/.test(id.prefix)) {
    throw new TypeError(
      `Expected the id prefix of ${label} to be 1 to 16 small letters and digits, got \`${id.prefix}\``,
    );
  }
  if (!Number.isInteger(id.digits) || id.digits < 1 || id.digits > 16) {
    throw new TypeError(`Expected the ids of ${label} to have 1 to 16 digits, got \`${id.digits}\``);
  }
  // A list of tables cannot keep each table's own column types. The cells are always made from the same `columns`.
  return options as unknown as NodeDefinition;
}

/** Defines a relationship type in the same way; its rows call `cell.ends` first. */
export function defineRelationship<C extends Columns>(options: RelationshipOptions<C>): RelationshipDefinition {
  refuseColumns(options.type, options.columns);
  return options as unknown as RelationshipDefinition; // for the reason given in defineNode
}

function refuseColumns(table: string, columns: Columns): void {
  const wrong = Object.keys(columns).find((name) => name === 'ends' || !/^[A-Za-z][A-Za-z0-9_]*$/.test(name));
  if (wrong === undefined) return;
  const expected = 'to be letters, digits and underscores, and not `ends`';
  throw new TypeError(`Expected the columns of ${table} ${expected}, got \`${wrong}\``);
}
