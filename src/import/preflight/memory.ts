import { availableMemory } from 'node:process';
import { BulkgenError } from '../../errors.ts';
import type { Target } from '../../targets/target.ts';
import type { Import } from '../sources/source.ts';

/** Bytes of memory that neo4j-admin can have where it will run, beside the server. */
export async function readFreeMemory({ files, memoryLimit }: Pick<Target, 'files' | 'memoryLimit'>): Promise<number> {
  // Linux's own estimate for new programs (proc(5), MemAvailable), of the machine where the target's processes are.
  const text = await files.read('/proc/meminfo').catch(() => '');
  const kibibytes = /^MemAvailable: +(\d+) kB$/m.exec(text)?.[1];
  const free = kibibytes === undefined ? availableMemory() : Number(kibibytes) * 1024;
  return Math.min(free, memoryLimit ?? Number.POSITIVE_INFINITY);
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

function toMebibytes(bytes: number): string {
  return Math.ceil(bytes / 2 ** 20).toLocaleString('en-US');
}
