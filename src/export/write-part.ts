import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { throwIfAborted } from '../errors.ts';
import type { ExportPlan, PlannedPart } from './plan.ts';
import { generateBlocks } from './rows.ts';
import { type WrittenFile, writeFile } from './write-file.ts';

export interface WrittenPart extends WrittenFile {
  /** Cells left empty. */
  readonly nulls: number;
}

/** Which part of which table of a plan. */
export interface PartPlace {
  readonly table: number;
  readonly part: number;
}

export interface WritePartOptions {
  readonly folder: string;
  readonly onRows: (rows: number) => void;
  readonly signal?: AbortSignal | undefined;
}

/** Writes one part of a plan into a folder. Throws `write-failed`. */
export async function writePart(plan: ExportPlan, place: PartPlace, options: WritePartOptions): Promise<WrittenPart> {
  const { folder, onRows, signal } = options;
  const { table } = plan.tables[place.table]!;
  const { path, first, rows } = partAt(plan, place);
  let nulls = 0;
  async function* takeBytes(): AsyncGenerator<Uint8Array> {
    for await (const block of generateBlocks(plan.graph, table, { ids: plan.ids, first, end: first + rows })) {
      throwIfAborted(signal);
      nulls += block.nulls;
      yield block.bytes;
      onRows(block.rows);
    }
  }
  const written = await writeFile(join(folder, path), takeBytes(), path.endsWith('.gz') ? compress : undefined);
  return { ...written, nulls };
}

export function partAt({ tables }: ExportPlan, { table, part }: PartPlace): PlannedPart {
  return tables[table]!.parts[part]!;
}

/** Level 1: each higher one costs more time than it saves space (scripts/README.md). A member a block, as RFC 1952 allows. */
function compress(bytes: Uint8Array): Uint8Array {
  return gzipSync(bytes, { level: 1 });
}
