import { expect } from 'vitest';
import { emptyDatabase } from '../../../src/load/empty-database.ts';
import { type LoadOptions, type LoadResult, loadGraph } from '../../../src/load/load-graph.ts';
import { type Database, useDatabase } from '../../../src/neo4j/driver.ts';
import { waitUntil } from '../../../src/system/wait-until.ts';
import type { Target } from '../../../src/targets/target.ts';
import { methodOf, type Way, ways } from './load-fault-table.ts';

/** What happens during a load, once, when rows of a table are in. */
export interface Disturbance {
  readonly table: string;
  run(): Promise<unknown>;
}

export interface FaultyLoads {
  /** Opens the database for some work. */
  open<Result>(work: (database: Database) => Promise<Result>): Promise<Result>;
  /** Loads in small batches, and compares every row. */
  load(way: Way, options?: Partial<LoadOptions>, disturbance?: Disturbance): Promise<LoadResult>;
  /** Expects every row of a load, and nothing else, in the database. */
  expectExact(result: LoadResult): Promise<void>;
  /** Gives a merge something to find: two thirds of the nodes with wrong values, and relationships that the graph does not have. */
  prepare(way: Way): Promise<void>;
  /** Nodes and relationships. */
  countAll(): Promise<readonly [number, number]>;
  /** Entries of the ledger. */
  countEntries(): Promise<number>;
  /** Waits until a transaction has waited for a lock for a while. */
  waitUntilBlocked(): Promise<void>;
  empty(): Promise<void>;
}

/** The graph of the most loads: it has a batch of every table. */
export const smallGraph = { scale: 100 } as const;

const damages = [
  'MATCH (n:ConfigurationItem) SET n.name = "changed"',
  'MATCH (n) WHERE right(n.id, 1) IN ["1", "4", "7"] DETACH DELETE n',
  'MATCH (n:Server) WITH n LIMIT 3 CREATE (n)-[:RUNS_ON]->(n)',
];

/** Loads into the database of a target that faults hit. */
export function createFaultyLoads(findTarget: () => Target): FaultyLoads {
  const open: FaultyLoads['open'] = async (work) => useDatabase(await findTarget().connection(), work);

  const count = (text: string): Promise<number> =>
    open(async (database) => {
      const { records } = await database.run<{ n: bigint }>(`${text} RETURN count(*) AS n`);
      return Number(records[0]!.get('n'));
    });

  const countAll: FaultyLoads['countAll'] = async () => [await count('MATCH ()'), await count('MATCH ()-->()')];

  const load: FaultyLoads['load'] = async (way, options = {}, disturbance) => {
    let disturbing: Promise<unknown> | undefined;
    try {
      const result = await open((database) =>
        loadGraph({
          ...{ ...smallGraph, ...ways[way], database, batchSize: 20, lanes: 2, depth: 'full', retryFor: 120 },
          onProgress({ table, completed }) {
            if (table === disturbance?.table && completed > 0) disturbing ??= disturbance!.run();
          },
          ...options,
        }),
      );
      expect(result.method).toBe(methodOf(way));
      return result;
    } finally {
      await disturbing;
    }
  };

  return {
    ...{ open, load, countAll },
    async expectExact({ nodes, relationships, events, digests }) {
      expect(digests).not.toBe(undefined);
      expect(await countAll()).toEqual([nodes + events, relationships + events]);
    },
    async prepare(way) {
      if (way !== 'merge') return;
      await load('unwind', { batchSize: 5_000, depth: 'counts' });
      await open(async (database) => {
        for (const text of damages) await database.query(text);
      });
    },
    countEntries: () => count('MATCH (n:BulkgenLoad) WHERE n.table IS NOT NULL'),
    async waitUntilBlocked() {
      // A relationship takes the locks of its ends when its transaction commits: then its state is Closing.
      const text = `SHOW TRANSACTIONS YIELD transactionId, status
WHERE status STARTS WITH 'Blocked' OR status = 'Closing' RETURN collect(transactionId) AS ids`;
      let before: readonly string[] = [];
      const isBlocked = async (): Promise<boolean> => {
        const { records } = await open((database) => database.run<{ ids: readonly string[] }>(text));
        const ids = records[0]!.get('ids');
        const stay = ids.some((id) => before.includes(id));
        before = ids;
        return stay;
      };
      expect(await waitUntil(isBlocked, { every: 200, within: 60_000 })).toBe(true);
    },
    empty: () => open((database) => emptyDatabase(database, {})),
  };
}
