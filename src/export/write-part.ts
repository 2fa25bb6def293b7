import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { throwIfAborted } from '../errors.ts';
import { type ExportPlan, type PartPlace, partAt } from './plan.ts';
import { type BlockGenerator, createBlockBuffer, createBlockGenerator } from './rows.ts';
import { type WrittenFile, writeFile } from './write-file.ts';

export interface WrittenPart extends WrittenFile {
  /** Cells left empty. */
  readonly nulls: number;
}

export interface WritePartOptions {
  readonly folder: string;
  readonly onRows: (rows: number) => void;
  readonly signal?: AbortSignal | undefined;
}

/** Creates a function that writes parts of a plan into a folder, one at a time. It throws `write-failed`. */
export function createPartWriter(
  plan: ExportPlan,
  { folder, onRows, signal }: WritePartOptions,
): (place: PartPlace) => Promise<WrittenPart> {
  const buffer = createBlockBuffer();
  const generators: BlockGenerator[] = [];
  return async (place) => {
    const { path, first, rows } = partAt(plan, place);
    const { table } = plan.tables[place.table]!;
    generators[place.table] ??= createBlockGenerator(plan.graph, table, { ids: plan.ids, buffer });
    const generate = generators[place.table]!;
    let nulls = 0;
    async function* takeBytes(): AsyncGenerator<Uint8Array> {
      for await (const block of generate(first, first + rows)) {
        throwIfAborted(signal);
        nulls += block.nulls;
        yield block.bytes;
        onRows(block.rows);
      }
    }
    const written = await writeFile(join(folder, path), takeBytes(), path.endsWith('.gz') ? compress : undefined);
    return { ...written, nulls };
  };
}

/** Level 1: higher levels cost more time than they save space (scripts/MEASURED.md). One member per block, as RFC 1952 allows. */
function compress(bytes: Uint8Array): Uint8Array {
  return gzipSync(bytes, { level: 1 });
}
