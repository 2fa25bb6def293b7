// What the machine and the target must have for an import: folders that can be swapped, space, memory, the right edition.
import { dirname } from 'node:path/posix';
import { availableMemory } from 'node:process';
import { BulkgenError } from '../../errors.ts';
import { type FileState, nearestFolder } from '../../system/files.ts';
import { noSpace } from '../../system/free-space.ts';
import type { Target } from '../../targets/target.ts';
import type { Import } from '../sources/source.ts';

/** Formats that every edition has (operations manual, "Store formats"). `block` and `high_limit` need Enterprise. */
const openFormats = ['standard', 'aligned'];

/** neo4j-admin would refuse an Enterprise format only after it has built the store. */
export function refuseEdition({ target, settings: { format } }: Pick<Import, 'target' | 'settings'>): void {
  if (format === undefined || target.edition === 'enterprise' || openFormats.includes(format)) return;
  throw new BulkgenError('invalid-option', `Expected --format to be ${openFormats.join(' or ')}, got \`${format}\``, {
    hint: `Leave --format out: ${target.description} is Neo4j Community, and other formats need Enterprise.`,
  });
}

/** Where transaction logs are configured to lie in the store's own folder, the two folders cannot be swapped. */
export function refuseSharedFolder({ target, journal }: Pick<Import, 'target' | 'journal'>): void {
  const [store, logs] = journal.stores;
  if (store?.live !== logs?.live) return;
  const message = `Expected ${target.description} to keep transaction logs apart from the stores, but both are in ${store?.live}`;
  throw new BulkgenError('target-unusable', message, {
    hint: 'Set server.directories.transaction.logs.root to another folder, such as data/transactions, and move the logs there.',
  });
}

/** The user that runs the server must be able to create and rename folders beside the live ones. */
export async function refuseUnwritable({ target, journal }: Pick<Import, 'target' | 'journal'>): Promise<void> {
  for (const { live } of journal.stores) {
    const folder = await nearestFolder(target.files, dirname(live));
    if ((await target.files.inspect(folder))?.isWritable) continue;
    const message = `Expected ${folder} of ${target.description} to be writable for the user that runs the server`;
    throw new BulkgenError('target-unusable', message, {
      hint: 'Mount the folder for writing, or change its owner to that user.',
    });
  }
}

/** The live and the new store exist at the same time. Transaction logs may lie on another file system. */
export async function refuseSpace({ target, source }: Pick<Import, 'target' | 'source'>): Promise<void> {
  const { dataFolder, transactionFolder } = target;
  const [data, logs] = [await inspectNearest(target, dataFolder), await inspectNearest(target, transactionFolder)];
  const { diskBytes, logBytes } = source.estimate;
  if (data?.device === logs?.device) return refuseLess(target, dataFolder, data, diskBytes);
  refuseLess(target, dataFolder, data, diskBytes - logBytes);
  refuseLess(target, transactionFolder, logs, logBytes);
}

/** Free bytes on the file system of the stores; undefined where that is unknown. */
export async function readFreeSpace(target: Target): Promise<number | undefined> {
  return (await inspectNearest(target, target.dataFolder))?.freeBytes;
}

async function inspectNearest({ files }: Target, folder: string): Promise<FileState | undefined> {
  return files.inspect(await nearestFolder(files, folder));
}

function refuseLess({ description }: Target, folder: string, state: FileState | undefined, needed: number): void {
  if (state === undefined || state.freeBytes >= needed) return;
  const hint = 'Free some space, or import a smaller export: the previous store stays until the new one is verified.';
  throw noSpace({ place: `${folder} of ${description}`, needed, free: state.freeBytes }, { hint });
}

export async function refuseMemory({ target, source }: Pick<Import, 'target' | 'source'>): Promise<void> {
  const free = await readFreeMemory(target);
  const { memoryBytes } = source.estimate;
  if (free >= memoryBytes) return;
  const message = `Expected ${toMebibytes(memoryBytes)} MiB of free memory for the importer, got ${toMebibytes(free)} MiB`;
  throw new BulkgenError('no-memory', message, {
    hint: 'Stop the server before the import, end other programs, or import a smaller export.',
  });
}

/** Bytes of memory that neo4j-admin can have beside the server, on the machine where it will run. */
export async function readFreeMemory({ files, memoryLimit }: Pick<Target, 'files' | 'memoryLimit'>): Promise<number> {
  // Linux's own estimate for new programs (proc(5), MemAvailable), read where the target's processes run.
  const text = await files.read('/proc/meminfo').catch(() => '');
  const kibibytes = /^MemAvailable: +(\d+) kB$/m.exec(text)?.[1];
  const free = kibibytes === undefined ? availableMemory() : Number(kibibytes) * 1024;
  return Math.min(free, memoryLimit ?? Number.POSITIVE_INFINITY);
}

function toMebibytes(bytes: number): string {
  return Math.ceil(bytes / 2 ** 20).toLocaleString('en-US');
}
