// What can be wrong with the rows of a model is found before the first byte: some rows of every table are made twice, by cells that
// look at what they get.
import { measureRow } from '../csv/encode.ts';
import { BulkgenError } from '../errors.ts';
import { ByteBuffer } from '../model/byte-buffer.ts';
import type { AnyCells } from '../model/columns.ts';
import type { Graph } from '../model/graph.ts';
import { tablesOf } from '../model/record.ts';
import { sumRows, type Table } from '../model/table.ts';
import { checkSections } from './check-sections.ts';
import { withOtherDate } from './other-date.ts';

/** Rows of a table that are looked at, beside the first and the last. */
const sampledRows = 200;

/**
 * Checks the first, the last and 200 other rows of each table: every cell once and in order, with a value that its column holds, ends at
 * existing nodes, the ends of its sections, and the same bytes when the model is bound again on another day. Throws `invalid-model` with table, row and column.
 */
export function checkModel(graph: Graph, bindAgain: () => Graph): void {
  refuseCounts(graph);
  checkSections(graph, listOrdinals);
  const samples = listTables(graph).map((table) => sampleTable(graph, table));
  withOtherDate(() => {
    const again = bindAgain();
    refuseCounts(again);
    for (const [index, table] of listTables(again).entries())
      compareSamples(samples[index]!, sampleTable(again, table));
  });
}

function listTables(graph: Graph): readonly Table[] {
  return [...tablesOf(graph), ...(graph.events ? [graph.events] : [])];
}

function refuseCounts(graph: Graph): void {
  for (const { name, count } of listTables(graph)) {
    if (Number.isSafeInteger(count) && count >= 0) continue;
    const message = `Expected the number of rows of ${name} to be a whole number, got \`${count}\``;
    throw new BulkgenError('invalid-model', message, { hint: 'Correct the `count` of the model.' });
  }
}

/** What was written of a row, cell by cell. */
interface SampledRow {
  readonly ordinal: number;
  readonly cells: readonly string[];
}

interface TableSample {
  readonly table: Table;
  /** `ends` for a relationship, and the columns, in their order. */
  readonly names: readonly string[];
  readonly rows: readonly SampledRow[];
}

function compareSamples({ table, names, rows }: TableSample, again: TableSample): void {
  if (again.table.count !== table.count) {
    const message = `Expected ${table.name} to have ${table.count} rows each time, got ${again.table.count}`;
    throw new BulkgenError('invalid-model', message, { hint: repeatable });
  }
  for (const [index, { ordinal, cells }] of rows.entries()) {
    const other = again.rows[index]!.cells;
    const changed = cells.findIndex((cell, place) => cell !== other[place]);
    if (changed < 0) continue;
    const message = `Expected ${nameCell(names[changed]!)} of row ${ordinal} of ${table.name} to be the same each time, got \`${cells[changed]}\` and \`${other[changed]}\``;
    throw new BulkgenError('invalid-model', message, { hint: repeatable });
  }
}

const repeatable = 'Draw random values from a named stream. Count dates from `today` or `asOfDay`, not from a clock.';

function sampleTable(graph: Graph, table: Table): TableSample {
  const names = [...(table.kind === 'relationship' ? ['ends'] : []), ...Object.keys(table.columns)];
  const cells = new GuardedCells(graph, table, names);
  const rows = listOrdinals(table.count).map((ordinal) => ({ ordinal, cells: cells.write(ordinal) }));
  return { table, names, rows };
}

/** Ordinals that are spread evenly, whatever the count is. Their source: H. Weyl's sequence of the golden ratio. */
function listOrdinals(count: number): readonly number[] {
  if (count === 0) return [];
  const spread = Array.from({ length: sampledRows }, (_, index) =>
    Math.floor(count * ((index * 0.618033988749895) % 1)),
  );
  return [...new Set([0, count - 1, ...spread])];
}

/** Cells of a table that check how a row function calls them. */
class GuardedCells {
  readonly #table: Table;
  readonly #names: readonly string[];
  readonly #cells: AnyCells;
  #ordinal = 0;
  #written: string[] = [];

  constructor(graph: Graph, table: Table, names: readonly string[]) {
    this.#table = table;
    this.#names = names;
    const nodes = sumRows(graph.nodes);
    const out = new ByteBuffer(measureRow(graph, table));
    const cells: Record<string, (...cell: unknown[]) => void> = {};
    for (const name of names) {
      const write = name === 'ends' ? this.#createEnds(nodes) : this.#createCell(name, out);
      cells[name] = (...cell) => {
        this.#refuseOrder(name);
        this.#written.push(write(cell));
      };
    }
    this.#cells = new Proxy(cells, { get: (_, name) => cells[String(name)] ?? this.#refuseName(String(name)) });
  }

  /** Makes a row. Returns what its cells are. */
  write(ordinal: number): readonly string[] {
    this.#ordinal = ordinal;
    this.#written = [];
    try {
      this.#table.row(ordinal, this.#cells);
    } catch (error) {
      if (error instanceof BulkgenError) throw error;
      throw this.#fault(`Could not make ${this.#place()}: ${(error as Error).message}`, error);
    }
    const missing = this.#names[this.#written.length];
    if (missing !== undefined) throw this.#missing(missing);
    return this.#written;
  }

  /** Whether the row function calls the cell of a column, now or later. */
  #callsCell(name: string): boolean {
    let isCalled = false;
    const get = (_: unknown, called: string | symbol) => () => {
      isCalled ||= called === name;
    };
    try {
      this.#table.row(this.#ordinal, new Proxy<AnyCells>({}, { get }));
    } catch {} // what it throws is not about the order of cells
    return isCalled;
  }

  #missing(name: string): BulkgenError {
    return this.#fault(`Expected ${this.#place()} to write ${nameCell(name)}, got no call of it`);
  }

  #createEnds(nodes: number): (cell: readonly unknown[]) => string {
    return (ends) => {
      const outside = ends.find((end) => !(Number.isSafeInteger(end) && Number(end) >= 0 && Number(end) < nodes));
      if (ends.length === 2 && outside === undefined) return ends.join();
      const expected = `two record numbers from 0 to ${nodes - 1}`;
      throw this.#fault(`Expected the ends of ${this.#place()} to be ${expected}, got \`${ends.join(', ')}\``);
    };
  }

  #createCell(name: string, out: ByteBuffer): (cell: readonly unknown[]) => string {
    const column = this.#table.columns[name]!;
    const write = this.#createWriter(name, out);
    return (cell) => {
      out.position = 0;
      try {
        column.refuse?.(...cell);
        write(...cell);
      } catch (error) {
        const message = `Could not make ${this.#place()}, column \`${name}\`: ${(error as Error).message}`;
        throw this.#fault(message, error);
      }
      // A code outside its vocabulary makes the position NaN.
      if (out.position > 0) return new TextDecoder().decode(out.bytes.subarray(0, out.position - 1));
      const message = `Expected ${nameCell(name)} of ${this.#place()} to be a code of its vocabulary, got \`${cell.join(', ')}\``;
      throw this.#fault(message);
    };
  }

  #createWriter(name: string, out: ByteBuffer): (...cell: readonly unknown[]) => void {
    const { columns, context, name: table } = this.#table;
    try {
      return columns[name]!.writer(out, context) as (...cell: readonly unknown[]) => void;
    } catch (error) {
      const message = `Could not make column \`${name}\` of ${table}: ${(error as Error).message}`;
      throw this.#fault(message, error);
    }
  }

  #refuseOrder(name: string): void {
    const next = this.#names[this.#written.length];
    if (next === name) return;
    const isRepeated = this.#names.indexOf(name) < this.#written.length;
    if (!isRepeated && !this.#callsCell(next!)) throw this.#missing(next!);
    const found = isRepeated ? `${nameCell(name)} twice` : `${nameCell(name)} before ${nameCell(next!)}`;
    throw this.#fault(`Expected ${this.#place()} to write each column once and in order, got ${found}`);
  }

  #refuseName(name: string): never {
    const expected = this.#names.map((known) => `\`${known}\``).join(', ');
    throw this.#fault(`Expected ${this.#place()} to write ${expected}, got \`${name}\``);
  }

  #place(): string {
    return `row ${this.#ordinal} of ${this.#table.name}`;
  }

  #fault(message: string, cause?: unknown): BulkgenError {
    const hint = (cause instanceof BulkgenError ? cause.hint : undefined) ?? 'Correct the rows of the model.';
    return new BulkgenError('invalid-model', message, { hint, cause });
  }
}

function nameCell(name: string): string {
  return name === 'ends' ? 'the ends' : `column \`${name}\``;
}
