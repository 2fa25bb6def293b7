import type { IdForm } from '../csv/header.ts';
import type { Graph } from '../model/graph.ts';
import { labelsOf } from '../model/model.ts';
import { sumRows } from '../model/table.ts';

/** What an import needs. */
export interface ImportEstimate {
  /** Bytes on the file system of the data, for the new store and its logs; the live store is still there. */
  readonly diskBytes: number;
  /** Of these, the bytes of the transaction logs. */
  readonly logBytes: number;
  /** Bytes of memory below which the importer gets slow or fails. It uses more where there is more. */
  readonly memoryBytes: number;
}

/** The rows of an import, their values that are not null, and the bytes of the CSV. */
export interface RowCounts {
  readonly nodes: number;
  readonly relationships: number;
  readonly properties: number;
  readonly bytes: number;
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
 * estimated 358); 60 per index entry, and 2 kB per event, half of it logs.
 */
export function estimateImport(counts: RowCounts, { entries, events, hasIdMap }: EstimateOptions): ImportEstimate {
  const { nodes, relationships, properties, bytes } = counts;
  const store = 15 * nodes + 34 * relationships + 25 * properties + bytes / 2;
  const logBytes = transactionLogBytes + 1_000 * events;
  return {
    diskBytes: Math.ceil(store + 60 * entries + 1_000 * events + logBytes),
    logBytes,
    memoryBytes: Math.ceil(estimateMemory(nodes, store, hasIdMap)),
  };
}

/** What an import of a graph of a model needs. `counts`: those of its files. */
export function estimateGraphImport(graph: Graph, counts: RowCounts, ids: IdForm): ImportEstimate {
  const { model, nodes, events } = graph;
  const tables = [...nodes, ...(events ? [events] : [])];
  const countOf = (label: string): number => tables.find(({ name }) => name === label)?.count ?? sumRows(nodes);
  const entries = model.schema.flatMap(labelsOf).reduce((sum, label) => sum + countOf(label), 0);
  return estimateImport(counts, { entries, events: events?.count ?? 0, hasIdMap: ids === 'string' });
}

const gibibyte = 2 ** 30;

/**
 * What neo4j-admin suggests (its classes ImportMemoryCalculator and BatchingNeoStores; scripts/MEASURED.md compares): a heap of
 * 1 GiB and a 2000th of the store, a page cache of 1 GiB, and for each node 10 bytes of degrees or 13 (from 2^31 nodes on 14) of the id map, plus a
 * tenth. A small graph needs less than it suggests: half a gigabyte at 100 nodes.
 */
function estimateMemory(nodes: number, store: number, hasIdMap: boolean): number {
  const heap = gibibyte + (1.1 * (store + 41 * nodes)) / 2_000;
  const idBytes = nodes < 2 ** 31 ? 13 : 14;
  const suggested = heap + gibibyte + 1.1 * nodes * (hasIdMap ? idBytes : 10);
  return Math.min(suggested, gibibyte / 2 + 160 * nodes);
}
