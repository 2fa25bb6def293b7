import type { ExportPlan } from '../../export/plan.ts';
import { readText } from '../../model/byte-buffer.ts';
import { formatId, type ReadableId } from '../../model/readable-id.ts';
import type { Table } from '../../model/table.ts';

/** What a cell of a column must be, given the ordinal of its row. */
export interface CellCheck {
  readonly column: string;
  /** Whether an empty cell without quotes is allowed, as a property without a value. */
  readonly optional: boolean;
  expected(ordinal: number): string;
  holds(bytes: Uint8Array, start: number, end: number, ordinal: number): boolean;
}

/** Returns the checks of a table's cells, in the order of its columns. */
export function createCellChecks(plan: ExportPlan, table: Table): readonly CellCheck[] {
  return [...checkStart(plan, table), ...checkProperties(table), ...checkEnd(plan, table)];
}

function checkStart({ graph, ids }: ExportPlan, table: Table): readonly CellCheck[] {
  if (table.kind === 'node') {
    return ids === 'actual' ? [numberIs(':ID', (ordinal) => table.base + ordinal)] : [];
  }
  const end = ids === 'actual' ? isRecordOf(graph.nodes) : isIdOf(graph.nodes);
  return [':START_ID', ':END_ID'].map((column) => ({ column, optional: false, ...end }));
}

function checkProperties({ columns, kind, context }: Table): readonly CellCheck[] {
  return Object.entries(columns).map(([column, { optional = false, expected, holds }], index) => {
    if (kind === 'node' && index === 0) return ownIdIs(column, context.ownId);
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

/** A cell must be this number. */
function numberIs(column: string, numberOf: (ordinal: number) => number): CellCheck {
  return {
    column,
    optional: false,
    expected: (ordinal) => `${numberOf(ordinal)}`,
    holds: (bytes, start, end, ordinal) => readNumber(bytes, start, end) === numberOf(ordinal),
  };
}

/** A cell must be the readable id of its row. */
function ownIdIs(column: string, id: ReadableId): CellCheck {
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

/** A cell must be the record number of an existing node. */
function isRecordOf(nodes: readonly Table[]): Pick<CellCheck, 'expected' | 'holds'> {
  const last = nodes.at(-1)!;
  const records = last.base + last.count;
  return {
    expected: () => `the record number of a node, 0 to ${records - 1}`,
    holds: (bytes, start, end) => readNumber(bytes, start, end) < records,
  };
}

/** A cell must be the readable id of an existing node. */
function isIdOf(nodes: readonly Table[]): Pick<CellCheck, 'expected' | 'holds'> {
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

/** Reads a number without leading zeros, infinity for anything else. */
function readNumber(bytes: Uint8Array, start: number, end: number): number {
  if (bytes[start] === 0x30 && end - start > 1) return Number.POSITIVE_INFINITY;
  return readDigits(bytes, start, end);
}

/** Reads 1 to 16 digits, infinity for anything else. */
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
