import { encodeHeader } from '../csv/header.ts';
import { BulkgenError } from '../errors.ts';
import type { ExportPlan } from './plan.ts';
import { generateBlocks } from './rows.ts';

/**
 * The bytes of the one table of a plan, its header first. A chunk's bytes stay until the one after the next is asked for.
 * Throws `invalid-option` when the plan has several tables.
 */
export async function* generateTable({ graph, ids, tables }: ExportPlan): AsyncGenerator<Uint8Array> {
  const [planned, ...others] = tables;
  if (!planned || others.length > 0) {
    throw new BulkgenError('invalid-option', `Expected one table for stdout, got ${tables.length} of them`, {
      hint: 'Name it with --tables, such as --tables Server.',
    });
  }
  yield encodeHeader(planned.header.cells);
  const stretch = { ids, first: 0, end: planned.table.count };
  for await (const { bytes } of generateBlocks(graph, planned.table, stretch)) yield bytes;
}
