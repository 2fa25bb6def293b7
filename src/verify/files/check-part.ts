import { join } from 'node:path';
import { throwIfAborted } from '../../errors.ts';
import { type ExportPlan, type PartPlace, partAt } from '../../export/plan.ts';
import { readContent } from '../../export/read-content.ts';
import { hashChunks } from '../../system/checksum.ts';
import { fileUnreadable } from './file-errors.ts';
import { type Difference, findDifference } from './find-difference.ts';
import { RowCheck, type WrongRow } from './row-check.ts';

/** How deep a check goes; each depth includes those before it. */
export type Depth = 'sizes' | 'hashes' | 'rows' | 'regenerate';

export interface PartCheckOptions {
  /** The folder of an export. */
  readonly folder: string;
  readonly depth: Exclude<Depth, 'sizes'>;
  readonly onBytes: (bytes: number) => void;
  /** Stops the work with the error `interrupted`, whose cause is the reason of the signal. */
  readonly signal?: AbortSignal | undefined;
}

/** The result for one part. */
export interface CheckedPart {
  readonly sha256: string;
  /** The number of empty cells, when rows were checked. */
  readonly nulls?: number;
  readonly wrongRow?: WrongRow | undefined;
  readonly difference?: Difference | undefined;
}

/** Reads a part once for its hash and its rows, and a second time to compare it with regenerated rows. */
export async function checkPart(
  plan: ExportPlan,
  place: PartPlace,
  { folder, depth, onBytes, signal }: PartCheckOptions,
): Promise<CheckedPart> {
  const table = plan.tables[place.table]!;
  const part = partAt(plan, place);
  const path = join(folder, part.path);
  const rows = depth === 'hashes' ? undefined : new RowCheck(plan, table, part);
  const advance = (bytes: number): void => {
    throwIfAborted(signal);
    onBytes(bytes);
  };
  try {
    const sha256 = await hashChunks(readContent(path), (chunk) => {
      advance(chunk.length);
      rows?.push(chunk);
    });
    rows?.end();
    const difference =
      depth === 'regenerate' ? await findDifference(plan, { path, table, part, onBytes: advance }) : undefined;
    return { sha256, ...(rows && { nulls: rows.nulls, wrongRow: rows.wrongRow }), difference };
  } catch (cause) {
    throw fileUnreadable(path, cause);
  }
}
