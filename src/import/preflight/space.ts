import { BulkgenError } from '../../errors.ts';
import { estimateImport } from '../estimate-import.ts';
import type { Import } from '../replacement.ts';

/** Bytes that are free where the stores are. */
export async function readFreeSpace({ target }: Pick<Import, 'target'>): Promise<number | undefined> {
  return (await target.files.inspect(target.dataFolder))?.freeBytes;
}

/** The store before and the new one are there at the same time. */
export async function refuseSpace(work: Pick<Import, 'target' | 'manifest' | 'graph'>): Promise<void> {
  const free = await readFreeSpace(work);
  const { diskBytes } = estimateImport(work.manifest, work.graph);
  if (free === undefined || free >= diskBytes) return;
  const { dataFolder, description } = work.target;
  const message = `Expected ${toMegabytes(diskBytes)} MB of free space in ${dataFolder} of ${description}, got ${toMegabytes(free)} MB`;
  throw new BulkgenError('no-space', message, {
    hint: 'The store before stays until the new one is proven: make room, or import a smaller export.',
  });
}

function toMegabytes(bytes: number): string {
  return Math.ceil(bytes / 1e6).toLocaleString('en-US');
}
