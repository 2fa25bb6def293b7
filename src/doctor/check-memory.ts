import { totalmem } from 'node:os';
import { formatBytes } from '../system/format-number.ts';
import type { Check } from './check.ts';

/** Bytes. */
export interface MemoryFacts {
  readonly total: number;
  /** What this process can still allocate without swapping. */
  readonly available: number;
  /** The limit of the container; undefined when there is none below the total. */
  readonly limit: number | undefined;
}

/** The smallest heap and page cache of a server (768 MiB, src/targets/embedded/settings.ts), and the overhead of its JVM. */
const leastMemory = 1.2e9;

export function probeMemory(): MemoryFacts {
  const [total, limit] = [totalmem(), process.constrainedMemory()];
  return { total, available: process.availableMemory(), limit: limit > 0 && limit < total ? limit : undefined };
}

export function evaluateMemory({ total, available, limit }: MemoryFacts): readonly Check[] {
  const facts = { total, available, limit: limit ?? null };
  const limited = limit === undefined ? '' : `, limited to ${formatBytes(limit)} for this container`;
  const message = `${formatBytes(total)} of memory${limited}; ${formatBytes(available)} free`;
  if (available >= leastMemory) return [{ area: 'memory', status: 'ok', message, facts }];
  const cure =
    limit === undefined
      ? `Close other programs: a server and an import need at least ${formatBytes(leastMemory)}.`
      : `Raise the container's limit, or close other programs in it: a server and an import need at least ${formatBytes(leastMemory)}.`;
  return [{ area: 'memory', status: 'warning', message, cure, facts }];
}
