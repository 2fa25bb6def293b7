import { BulkgenError } from '../errors.ts';
import { checkOptions, quoteValue } from '../options/check-options.ts';
import type { Stream } from '../random/stream.ts';
import type { AnyCells, Cells, Columns } from './columns.ts';
import type { Adjacency, NodeNumbers } from './link/adjacency.ts';
import type { ReadableId } from './readable-id.ts';

/** The rows of a node table: how many there are and where their record numbers begin. */
export interface NodeRange {
  /** How many rows. */
  readonly count: number;
  /** Record number of the first row. */
  readonly base: number;
}

/** What a table can ask for when it is bound to a seed and a scale. */
export interface GraphContext {
  readonly scale: number;
  /** The day that all dates are relative to, in days since 1970. */
  readonly asOfDay: number;
  /** How many nodes the graph has beside these, which are wrong on purpose: `scale` and `nodes` do not count them. */
  readonly dirty: number;
  /** The named stream `seed/model/name`. */
  stream(name: string): Stream;
  /** The node table of this label; throws `invalid-model` when the model does not have it. */
  nodes(label: string): NodeRange;
}

/** Writes one row: calls the function of each cell once, in the order of the columns. A pure function of the ordinal. */
export type RowFunction<C extends Columns> = (ordinal: number, cell: Cells<C>) => void;

/** What `defineNode` takes. */
export interface NodeOptions<C extends Columns, Label extends string = string> {
  /** The second label of every row, which also names the table. */
  readonly label: Label;
  /** The form of the readable ids. They get more digits where a scale needs them. */
  readonly id: ReadableId;
  /** The columns by property name, in the order of the file. The first is `id`. */
  readonly columns: C;
  /** How many rows a scale has; `nodes` are all node types of the model. */
  count(scale: number, nodes: readonly NodeDefinition[]): number;
  /** Binds the type to a graph: returns the row function. */
  rows(graph: GraphContext): RowFunction<C>;
}

/** Takes the record numbers of the nodes that a relationship connects. Called before the other cells. */
export interface Ends {
  ends(start: number, end: number): void;
}

/** Writes one relationship: calls `cell.ends`, then the function of each cell once, in the order of the columns. */
export type RelationshipRowFunction<C extends Columns> = (ordinal: number, cell: Cells<C> & Ends) => void;

/** What `defineRelationship` takes. */
export interface RelationshipOptions<C extends Columns, Type extends string = string> {
  /** The relationship type, which also names the table. */
  readonly type: Type;
  /** The columns by property name, in the order of the file. */
  readonly columns: C;
  /** Binds the type to a graph: returns how many rows there are, and the row function. */
  rows(graph: GraphContext): RelationshipRows<C>;
}

/** The rows of a relationship type between two kinds of nodes. */
export interface LinkSection {
  /** The label of the nodes at which the rows start. */
  readonly from: string;
  /** The label of the nodes at which they end. */
  readonly to: string;
  /** Numbered from the first node of these labels, and from the first row of the section. */
  readonly links: Adjacency;
}

/** A relationship type bound to a graph. */
export interface RelationshipRows<C extends Columns> {
  readonly count: number;
  readonly row: RelationshipRowFunction<C>;
  /** Which nodes the rows connect, for questions; numbered from the first node of their tables. */
  readonly links?: Adjacency;
  /** All rows by the kinds of nodes that they connect, in their order, for questions about any type and node. */
  readonly sections?: readonly LinkSection[];
  /** What a user should know of these rows: `ExportResult` has it. */
  readonly note?: string | undefined;
  /** A row with its neighbours, for a faster loop over them than by `row`. */
  readonly batchOf?: ((ordinal: number) => RowBatch<Cells<C>>) | undefined;
}

/** Neighbouring rows between two kinds, from `first` to before `end`. The next batch overwrites it. */
export interface RowBatch<RowCells> {
  readonly first: number;
  readonly end: number;
  /** The ends of each row by its place in the batch, as numbers within their kinds. */
  readonly sources: NodeNumbers;
  readonly targets: NodeNumbers;
  /** The record numbers of the first source and the first target of the kinds. */
  readonly firstSource: number;
  readonly firstTarget: number;
  /** The number of row 0 of these kinds. */
  readonly firstRow: number;
  /** Calls each cell of a row once, in the order of the columns. */
  write(cell: RowCells, row: number, source: number, target: number): void;
}

/** A node type, as `defineNode` returns it. */
export interface NodeDefinition<Label extends string = string, C extends Columns = Columns> {
  readonly label: Label;
  readonly id: ReadableId;
  readonly columns: C;
  /** How many rows a scale has; `nodes` are all node types of the model. */
  count(scale: number, nodes: readonly NodeDefinition[]): number;
  rows(graph: GraphContext): (ordinal: number, cell: AnyCells) => void;
}

/** A relationship type, as `defineRelationship` returns it. */
export interface RelationshipDefinition<Type extends string = string, C extends Columns = Columns> {
  readonly type: Type;
  readonly columns: C;
  rows(graph: GraphContext): {
    readonly count: number;
    readonly row: (ordinal: number, cell: AnyCells) => void;
    readonly links?: Adjacency;
    readonly sections?: readonly LinkSection[];
    readonly note?: string | undefined;
    readonly batchOf?: ((ordinal: number) => RowBatch<AnyCells>) | undefined;
  };
}

/**
 * Defines a node type: its columns, count and rows in one place. The first column is `id`. A cell of the wrong type does
 * not compile. Throws `invalid-model` for a column name, prefix or number of digits that the files cannot hold, and
 * `invalid-option` for an unknown option.
 */
export function defineNode<const Label extends string, C extends Columns>(
  options: NodeOptions<C, Label>,
): NodeDefinition<Label, C> {
  checkOptions('defineNode', options, { label: 'any', id: 'any', columns: 'any', count: 'any', rows: 'any' });
  const { label, id, columns } = options;
  refuseName('label', label);
  refuseColumns(label, columns);
  if (Object.keys(columns)[0] !== 'id')
    throw new BulkgenError('invalid-model', `Expected the first column of ${label} to be \`id\``);
  if (!/^[a-z][a-z0-9]{0,15}$/.test(id.prefix)) {
    throw new BulkgenError(
      'invalid-model',
      `Expected the id prefix of ${label} to be 1 to 16 lowercase letters and digits, got \`${id.prefix}\``,
    );
  }
  if (!Number.isInteger(id.digits) || id.digits < 1 || id.digits > 16) {
    throw new BulkgenError(
      'invalid-model',
      `Expected the ids of ${label} to have 1 to 16 digits, got \`${id.digits}\``,
    );
  }
  // A list of tables cannot keep the column types of each table. The cells are always made from the same `columns`.
  return options as unknown as NodeDefinition<Label, C>;
}

/** Defines a relationship type in the same way. Its rows call `cell.ends` first. */
export function defineRelationship<const Type extends string, C extends Columns>(
  options: RelationshipOptions<C, Type>,
): RelationshipDefinition<Type, C> {
  checkOptions('defineRelationship', options, { type: 'any', columns: 'any', rows: 'any' });
  refuseName('relationship type', options.type);
  refuseColumns(options.type, options.columns);
  return options as unknown as RelationshipDefinition<Type, C>; // see defineNode
}

/** Throws `invalid-model` for a name that cannot be a label or a relationship type, because it also names files. */
export function refuseName(kind: 'label' | 'relationship type', name: unknown): void {
  if (typeof name === 'string' && /^[A-Za-z][A-Za-z0-9_]*$/.test(name)) return;
  const expected = 'letters, digits and underscores, with a letter first';
  throw new BulkgenError('invalid-model', `Expected a ${kind} to be ${expected}, got ${quoteValue(name)}`);
}

/** `ends` is a function beside the cells; a row as a JavaScript object names its ends `startId` and `endId`. */
const reservedNames: readonly string[] = ['ends', 'startId', 'endId'];

function refuseColumns(table: string, columns: Columns): void {
  const invalid = Object.keys(columns).find(
    (name) => reservedNames.includes(name) || !/^[A-Za-z][A-Za-z0-9_]*$/.test(name),
  );
  if (invalid === undefined) return;
  const expected = 'to be letters, digits and underscores, and not `ends`, `startId` or `endId`';
  throw new BulkgenError('invalid-model', `Expected the columns of ${table} ${expected}, got \`${invalid}\``);
}
