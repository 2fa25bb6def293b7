// What no hash says: that every value is of its column's type, every id the one of its row, so none occurs twice, and every
// end of a relationship a node that exists. Ids are arithmetic, so nothing is held, whatever the number of rows.
import { isUtf8 } from 'node:buffer';
import { mostRowBytes, RowScanner } from '../../csv/row-scanner.ts';
import type { ExportPlan, PlannedPart, PlannedTable } from '../../export/plan.ts';
import { readText } from '../../model/byte-buffer.ts';
import { formatId, type ReadableId } from '../../model/readable-id.ts';
import type { Table } from '../../model/table.ts';

/** The first cell that is not what it must be; without a column the row as a whole. */
export interface WrongRow {
  readonly line: number;
  readonly column?: string;
  readonly expected: string;
  readonly found: string;
}

interface CellCheck {
  readonly column: string;
  /** An empty cell without quotes is no property. */
  readonly optional: boolean;
  expected(ordinal: number): string;
  holds(bytes: Uint8Array, start: number, end: number, ordinal: number): boolean;
}

/** Checks the rows of a part, given in chunks of any size. */
export class RowCheck {
  /** Cells left empty. */
  nulls = 0;
  /** The first row that is wrong; nothing is checked after it. */
  wrong: WrongRow | undefined;
  readonly #first: number;
  readonly #end: number;
  readonly #cells: readonly CellCheck[];
  readonly #scanner: RowScanner;
  #ordinal: number;
  #rest: Uint8Array = new Uint8Array();

  constructor(plan: ExportPlan, { table }: PlannedTable, { first, rows }: PlannedPart) {
    this.#cells = [...checkStart(plan, table), ...checkProperties(table), ...checkEnd(plan, table)];
    this.#scanner = new RowScanner(this.#cells.length);
    this.#first = first;
    this.#end = first + rows;
    this.#ordinal = first;
  }

  push(chunk: Uint8Array): void {
    if (this.wrong) return;
    const bytes = this.#rest.length > 0 ? Buffer.concat([this.#rest, chunk]) : chunk;
    let position = 0;
    for (;;) {
      const next = this.#scanner.read(bytes, position);
      if (next < 0) break;
      if (!this.#judge(bytes)) return;
      position = next;
    }
    if (!isUtf8(bytes.subarray(0, position))) this.#note('text in UTF-8', 'other bytes in this row or one before it');
    this.#rest = bytes.subarray(position);
    if (this.#rest.length > mostRowBytes)
      this.#note('a row of at most 4 MiB', 'a longer one, or a quote without its end');
  }

  end(): void {
    if (this.wrong) return;
    if (this.#rest.length > 0) this.#note('a row with a line end', readText(this.#rest, 0, 200));
    else if (this.#ordinal < this.#end) this.#note(`${this.#end - this.#first} rows`, `${this.#ordinal - this.#first}`);
  }

  #judge(bytes: Uint8Array): boolean {
    const { starts, ends, quoted, cells, misquoted } = this.#scanner;
    const ordinal = this.#ordinal;
    const checks = this.#cells;
    if (ordinal >= this.#end) return this.#note(`${this.#end - this.#first} rows`, 'one more');
    if (cells !== checks.length) return this.#note(`${checks.length} cells`, `${cells}`);
    if (misquoted >= 0) return this.#note('quotes around whole cells', 'others', checks[misquoted]);
    for (let cell = 0; cell < cells; cell++) {
      const check = checks[cell]!;
      const start = starts[cell]!;
      const end = ends[cell]!;
      if (start === end && quoted[cell] === 0 && check.optional) this.nulls++;
      else if (!check.holds(bytes, start, end, ordinal) || (start === end && quoted[cell] === 0)) {
        return this.#note(check.expected(ordinal), readText(bytes, start, Math.min(end, start + 200)), check);
      }
    }
    this.#ordinal++;
    return true;
  }

  #note(expected: string, found: string, check?: CellCheck): false {
    const column = check && { column: check.column };
    this.wrong = { line: this.#ordinal - this.#first + 1, ...column, expected, found };
    return false;
  }
}

function checkStart({ graph, ids }: ExportPlan, table: Table): readonly CellCheck[] {
  if (table.kind === 'node') {
    return ids === 'actual' ? [is(':ID', (ordinal) => table.base + ordinal)] : [];
  }
  const end = ids === 'actual' ? recordOf(graph.nodes) : idOf(graph.nodes);
  return [':START_ID', ':END_ID'].map((column) => ({ column, optional: false, ...end }));
}

function checkProperties({ columns, kind, context }: Table): readonly CellCheck[] {
  return Object.entries(columns).map(([column, { optional = false, expected, holds }], index) => {
    if (kind === 'node' && index === 0) return ownId(column, context.ownId);
    return { column, optional, expected: () => expected, holds };
  });
}

function checkEnd({ graph, ids }: ExportPlan, { kind, name }: Table): readonly CellCheck[] {
  if (ids === 'actual') return [];
  const expected = kind === 'node' ? `${graph.model.label};${name}` : name;
  const column = kind === 'node' ? ':LABEL' : ':TYPE';
  const bytes = new TextEncoder().encode(expected);
  const holds: CellCheck['holds'] = (found, start, end) => Buffer.compare(found.subarray(start, end), bytes) === 0;
  return [{ column, optional: false, expected: () => `\`${expected}\``, holds }];
}

/** A cell with just this number. */
function is(column: string, numberOf: (ordinal: number) => number): CellCheck {
  return {
    column,
    optional: false,
    expected: (ordinal) => `${numberOf(ordinal)}`,
    holds: (bytes, start, end, ordinal) => readNumber(bytes, start, end) === numberOf(ordinal),
  };
}

/** The readable id of the row itself. */
function ownId(column: string, id: ReadableId): CellCheck {
  const length = id.prefix.length + 1 + id.digits;
  const start = new TextEncoder().encode(`${id.prefix}-`);
  return {
    column,
    optional: false,
    expected: (ordinal) => `\`${formatId(id, ordinal)}\``,
    holds: (bytes, from, end, ordinal) =>
      end - from === length &&
      start.every((byte, index) => bytes[from + index] === byte) &&
      readDigits(bytes, from + start.length, end) === ordinal,
  };
}

/** The record number of a node that exists. */
function recordOf(nodes: readonly Table[]): Pick<CellCheck, 'expected' | 'holds'> {
  const last = nodes.at(-1)!;
  const records = last.base + last.count;
  return {
    expected: () => `the record number of a node, 0 to ${records - 1}`,
    holds: (bytes, start, end) => readNumber(bytes, start, end) < records,
  };
}

/** The readable id of a node that exists. */
function idOf(nodes: readonly Table[]): Pick<CellCheck, 'expected' | 'holds'> {
  const tables = new Map(nodes.map(({ context, count }) => [context.ownId.prefix, { ...context.ownId, count }]));
  return {
    expected: () => 'the id of a node',
    holds(bytes, start, end) {
      const dash = bytes.indexOf(0x2d, start);
      if (dash < 0 || dash >= end) return false;
      const table = tables.get(readText(bytes, start, dash));
      return table !== undefined && end - dash - 1 === table.digits && readDigits(bytes, dash + 1, end) < table.count;
    },
  };
}

/** A number without leading zeros, or infinity for anything else. */
function readNumber(bytes: Uint8Array, start: number, end: number): number {
  if (bytes[start] === 0x30 && end - start > 1) return Number.POSITIVE_INFINITY;
  return readDigits(bytes, start, end);
}

/** What 1 to 16 digits say, or infinity for anything else. */
function readDigits(bytes: Uint8Array, start: number, end: number): number {
  if (end === start || end - start > 16) return Number.POSITIVE_INFINITY;
  let value = 0;
  for (let at = start; at < end; at++) {
    const digit = bytes[at]! - 0x30;
    if (digit < 0 || digit > 9) return Number.POSITIVE_INFINITY;
    value = value * 10 + digit;
  }
  return value;
}
