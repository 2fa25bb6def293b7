import { totalmem } from 'node:os';
import type { Finding } from './finding.ts';
import { formatGigabytes } from './size.ts';

/** Bytes. */
export interface MemoryFacts {
  readonly total: number;
  /** What this process could still have, without swapping. */
  readonly available: number;
  /** What its container may have; absent without a limit below the total. */
  readonly limit: number | undefined;
}

/** A server's smallest heap and page cache (768 MiB, src/targets/embedded/settings.ts) and what a JVM has beside them. */
export const leastMemory = 1.2e9;

export function lookAtMemory(): MemoryFacts {
  const [total, limit] = [totalmem(), process.constrainedMemory()];
  return { total, available: process.availableMemory(), limit: limit > 0 && limit < total ? limit : undefined };
}

export function judgeMemory({ total, available, limit }: MemoryFacts): readonly Finding[] {
  const facts = { total, available, limit: limit ?? null };
  const limited = limit === undefined ? '' : `, of which this container may have ${formatGigabytes(limit)}`;
  const message = `${formatGigabytes(total)} of memory${limited}; ${formatGigabytes(available)} free`;
  if (available >= leastMemory) return [{ area: 'memory', status: 'ok', message, facts }];
  const cure =
    limit === undefined
      ? `End other programs: a server and an import need ${formatGigabytes(leastMemory)} at least.`
      : `Raise the container's limit, or end other programs in it: a server and an import need ${formatGigabytes(leastMemory)} at least.`;
  return [{ area: 'memory', status: 'warning', message, cure, facts }];
}
