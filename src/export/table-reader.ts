// A table of a graph as a stream: rows as JavaScript objects, or CSV as bytes. Nothing is stored: any range can start at once.
import { encodeHeader, headerCells, type IdForm } from '../csv/header.ts';
import { BulkgenError, throwIfAborted } from '../errors.ts';
import type { Graph } from '../model/graph.ts';
import type { Model } from '../model/model.ts';
import { createPlainReader, type PlainRow, type PlainRowOf } from '../model/plain-row.ts';
import type { Table } from '../model/table.ts';
import { checkOptions } from '../options/check-options.ts';
import { generateBlocks } from './rows.ts';

/** Which rows of a table to generate. */
export interface RowRange {
  /** Ordinal of the first row; 0 by default. */
  readonly first?: number | undefined;
  /** Ordinal of the row after the last; the number of rows by default. */
  readonly end?: number | undefined;
  /** Ends the stream with the error `interrupted`. */
  readonly signal?: AbortSignal | undefined;
}

/** Which rows of a table to write, and how. */
export interface CsvRange extends RowRange {
  /** How the CSV names nodes, as in `exportGraph`. */
  readonly ids?: IdForm | undefined;
  /** Whether the header comes first; true by default. */
  readonly header?: boolean | undefined;
}

/** One table of a graph. */
export interface TableReader<Row> {
  /** The label or the relationship type. */
  readonly name: string;
  /** How many rows it has. */
  readonly count: number;
  /**
   * Generates rows one by one, in constant memory. The same range has the same rows in every process, so that several can
   * share a table. Throws `invalid-option` for an impossible range.
   */
  rows(range?: RowRange): AsyncGenerator<Row, void, undefined>;
  /** Generates the CSV of the rows in blocks of up to 512 KiB, which the caller may keep. Throws as `rows` does. */
  csv(range?: CsvRange): AsyncGenerator<Uint8Array<ArrayBuffer>, void, undefined>;
}

type DefinitionsOf<M extends Model> =
  | M['nodes'][number]
  | M['relationships'][number]
  | NonNullable<M['events']>['node'];

type NameOf<Definition> = Definition extends { readonly label: infer Label }
  ? Label
  : Definition extends { readonly type: infer Type }
    ? Type
    : never;

/** The labels and relationship types of a model, its events among them. */
export type TableName<M extends Model> = NameOf<DefinitionsOf<M>> & string;

type DefinitionOf<M extends Model, Name> =
  DefinitionsOf<M> extends infer Definition
    ? Definition extends unknown
      ? NameOf<Definition> extends Name
        ? Definition
        : never
      : never
    : never;

/** A row of a table of a model. Its properties are known to the compiler where those of the model are. */
export type RowOf<M extends Model, Name extends string> =
  string extends TableName<M> ? PlainRow : PlainRowOf<DefinitionOf<M, Name>>;

/** Opens a table of a graph. Throws `invalid-option` for a name that the graph does not have. */
export function openTable(graph: Graph, name: string): TableReader<PlainRow> {
  const tables = [...graph.nodes, ...graph.relationships, ...(graph.events ? [graph.events] : [])];
  const table = tables.find((each) => each.name === name);
  if (!table) {
    const expected = `a table of the model (${tables.map((each) => each.name).join(', ')})`;
    throw new BulkgenError('invalid-option', `Expected ${expected}, got \`${name}\``);
  }
  return {
    name,
    count: table.count,
    rows: (range) => generateRows(graph, table, range),
    csv: (range) => generateCsv(graph, table, range),
  };
}

/** The signal is asked once for so many rows. */
const rowsBetweenChecks = 1_024;

async function* generateRows(graph: Graph, table: Table, range: RowRange = {}): AsyncGenerator<PlainRow, void> {
  checkOptions('rows', range, rangeForms);
  const { first, end } = readRange(table, range);
  const read = createPlainReader(graph, table);
  for (let ordinal = first; ordinal < end; ordinal++) {
    if ((ordinal - first) % rowsBetweenChecks === 0) throwIfAborted(range.signal);
    yield read(ordinal);
  }
}

async function* generateCsv(
  graph: Graph,
  table: Table,
  range: CsvRange = {},
): AsyncGenerator<Uint8Array<ArrayBuffer>, void> {
  checkOptions('csv', range, { ...rangeForms, ids: 'any', header: 'any' });
  const { ids = 'actual', header = true, signal } = range;
  const { first, end } = readRange(table, range);
  if (table === graph.events) {
    throw new BulkgenError('invalid-option', `Expected a table that has files, got the events (${table.name})`, {
      hint: 'Use `rows`: an import creates the events itself.',
    });
  }
  if (header) yield new Uint8Array(encodeHeader(headerCells(table, ids, graph.model.label)));
  for await (const { bytes } of generateBlocks(graph, table, { ids, first, end })) {
    throwIfAborted(signal);
    yield new Uint8Array(bytes); // a copy, because the buffer is used again
  }
}

const rangeForms = { first: 'any', end: 'any', signal: 'signal' } as const;

function readRange(
  { name, count }: Table,
  { first = 0, end = count }: RowRange,
): { readonly first: number; readonly end: number } {
  if (Number.isSafeInteger(first) && Number.isSafeInteger(end) && first >= 0 && end >= first && end <= count) {
    return { first, end };
  }
  const expected = `rows of ${name} from 0 to ${count}`;
  throw new BulkgenError('invalid-option', `Expected ${expected}, got \`${first}\` to \`${end}\``);
}
