import { BulkgenError } from '../../errors.ts';
import type { FileState } from '../../system/files.ts';
import { nearestFolder } from '../../system/files.ts';
import type { Target } from '../../targets/target.ts';
import type { Import } from '../sources/source.ts';

/** Bytes that are free where the stores are. */
export async function readFreeSpace({ target }: Pick<Import, 'target'>): Promise<number | undefined> {
  return (await inspectNearest(target, target.dataFolder))?.freeBytes;
}

/** The store before and the new one are there at the same time; transaction logs may lie on a file system of their own. */
export async function refuseSpace({ target, source }: Pick<Import, 'target' | 'source'>): Promise<void> {
  const { dataFolder, transactionFolder } = target;
  const [data, logs] = [await inspectNearest(target, dataFolder), await inspectNearest(target, transactionFolder)];
  const { diskBytes, logBytes } = source.estimate;
  if (data?.device === logs?.device) return refuseLess(target, dataFolder, data, diskBytes);
  refuseLess(target, dataFolder, data, diskBytes - logBytes);
  refuseLess(target, transactionFolder, logs, logBytes);
}

async function inspectNearest({ files }: Target, folder: string): Promise<FileState | undefined> {
  return files.inspect(await nearestFolder(files, folder));
}

function refuseLess({ description }: Target, folder: string, state: FileState | undefined, bytes: number): void {
  if (state === undefined || state.freeBytes >= bytes) return;
  const message = `Expected ${toMegabytes(bytes)} MB of free space in ${folder} of ${description}, got ${toMegabytes(state.freeBytes)} MB`;
  throw new BulkgenError('no-space', message, {
    hint: 'The store before stays until the new one is proven: make room, or import a smaller export.',
  });
}

function toMegabytes(bytes: number): string {
  return Math.ceil(bytes / 1e6).toLocaleString('en-US');
}
