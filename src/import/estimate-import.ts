import type { ImportedCounts } from './admin/output.ts';

/** What an import needs. */
export interface ImportEstimate {
  /** Bytes on the file system of the data, for the new store and its logs; the live store is still there. */
  readonly diskBytes: number;
  /** Of these, the bytes of the transaction logs. */
  readonly logBytes: number;
  /** Bytes of memory below which the importer gets slow or fails. It uses more where there is more. */
  readonly memoryBytes: number;
}

export interface EstimateOptions {
  /** Entries of all indexes together. */
  readonly entries: number;
  readonly events: number;
  /** Whether the importer must keep the ids of all nodes in memory. */
  readonly hasIdMap: boolean;
}

/** Neo4j 5.26 preallocates one transaction log file for each store, however small. */
const transactionLogBytes = 256 * 2 ** 20;

/**
 * Estimates what an import needs at most. The store in format `aligned`: 15 bytes per node and 34 per relationship (Neo4j's
 * own record sizes), 25 per property, and half the CSV for texts and lists (measured at 500,000 configuration items: 379 MB,
 * estimated 358); 60 per index entry, and 2 kB per event, half of it logs. Memory: half a gigabyte for the JVM and its
 * caches, 14 bytes per node for its degrees, and with string ids 32 more for the id map.
 */
export function estimateImport(
  { nodes, relationships, properties, bytes }: ImportedCounts & { readonly bytes: number },
  { entries, events, hasIdMap }: EstimateOptions,
): ImportEstimate {
  const store = 15 * nodes + 34 * relationships + 25 * properties + bytes / 2;
  const logBytes = transactionLogBytes + 1_000 * events;
  return {
    diskBytes: Math.ceil(store + 60 * entries + 1_000 * events + logBytes),
    logBytes,
    memoryBytes: 2 ** 29 + nodes * (14 + (hasIdMap ? 32 : 0)),
  };
}
