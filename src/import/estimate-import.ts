import type { ImportedCounts } from './admin/output.ts';

export interface ImportEstimate {
  /** Bytes on the file system of the data: the new store with its logs, while the one before is still there. */
  readonly diskBytes: number;
  /** Of these, the bytes of its transaction logs. */
  readonly logBytes: number;
  /** Bytes of memory without which the importer gets slow or fails; it takes more where there is more. */
  readonly memoryBytes: number;
}

export interface EstimateOptions {
  /** In all indexes together. */
  readonly entries: number;
  readonly events: number;
  /** Whether the importer must remember the ids of all nodes. */
  readonly hasIdMap: boolean;
}

/** Neo4j 5.26 preallocates one file of transaction logs for a store, however small. */
const transactionLogBytes = 256 * 2 ** 20;

/**
 * What an import takes, from above. Records of the store format `aligned`: 15 bytes a node and 34 a relationship
 * (Neo4j's own record sizes), 25 a property and half the CSV for texts and lists (measured at 500,000 CIs: 379 MB for
 * 358); 60 an index entry, 2 kB an event (half of it logs). Memory: half a gigabyte for the JVM and its caches, 14 bytes a node for its
 * degrees, and with string ids 32 more for the id map.
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
