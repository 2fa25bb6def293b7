import { encodeHeader } from '../csv/header.ts';
import { BulkgenError } from '../errors.ts';
import type { ExportPlan } from './plan.ts';
import { generateBlocks } from './rows.ts';

/**
 * Generates the bytes of the only table of a plan, its header first. A chunk stays valid until the chunk after the next is requested.
 * Throws `invalid-option` when the plan has several tables.
 */
export async function* generateTable({ graph, ids, tables }: ExportPlan): AsyncGenerator<Uint8Array> {
  const [planned, ...others] = tables;
  if (!planned || others.length > 0) {
    throw new BulkgenError('invalid-option', `Expected one table for stdout, got \`${tables.length}\``, {
      hint: 'Name one table with --tables, such as --tables Server.',
    });
  }
  yield encodeHeader(planned.header.cells);
  const range = { ids, first: 0, end: planned.table.count };
  for await (const { bytes } of generateBlocks(graph, planned.table, range)) yield bytes;
}
