// The ledger is what makes a load exact: nodes labelled BulkgenLoad in the loaded database itself.
// - An entry for each finished batch is created in the transaction of its rows. A batch whose COMMIT went through without an answer
//   fails on its entry when it is sent again, and a resumed load reads from the entries what is left.
// - The root names the graph and the process that loads it, which renews it every few seconds.
// - Each transaction first writes to the node of its lane. A process that takes a load over deletes the lanes of the former one:
//   it waits for their open transactions, and later ones find no lane, so that they write nothing.
import { randomUUID } from 'node:crypto';
import { toInteger } from '../neo4j/cypher.ts';
import type { Database } from '../neo4j/driver.ts';
import { runOnce, type WriteStatement } from '../neo4j/write-session.ts';
import { formatSelf } from '../system/process-identity.ts';
import { waitUntil } from '../system/wait-until.ts';
import {
  activeTokens,
  createRoot,
  type LedgerGraph,
  ledgerConstraint,
  ledgerLabel,
  type Root,
  readRoot,
  refuseOther,
  refuseRunning,
  runningElsewhere,
  type Task,
  takeOver,
} from './ledger-root.ts';
import type { Batch } from './method.ts';
import type { LoadedRange } from './queue.ts';

export interface OpenedLedger {
  /** The batches that were loaded before. */
  readonly loaded: readonly LoadedRange[];
  /** Whether an earlier process began this task. */
  readonly resumed: boolean;
  /** The names of constraints and indexes that the load created, also before. */
  readonly created: readonly string[];
  /** The statement of a batch, which writes its entry, too. */
  guard(lane: number, batch: Batch, statement: WriteStatement): WriteStatement;
  /**
   * Replaces the node of a lane. Waits for its running statements. Later statements that were guarded for the old node write
   * nothing. Nothing is retried, and errors are those of the driver; a second call after an error does the same.
   */
  replaceLane(lane: number): Promise<void>;
  /** The last row of the range that begins at this row, if its entry exists. Nothing is retried, and errors are those of the driver. */
  findEntry(batch: Batch): Promise<number | undefined>;
  /** Throws `load-running` when another process has taken the load over. */
  assertOwned(): Promise<void>;
  /**
   * Removes the nodes of the lanes, after which no statement of this load writes anything. Waits for running statements. Returns
   * whether no batch was ever committed. Nothing is retried, and errors are those of the driver.
   */
  closeLanes(): Promise<boolean>;
  /** Releases the ledger, so that another process can continue without waiting. */
  release(): Promise<void>;
  /** Removes every trace: entries, root and constraint. */
  remove(): Promise<void>;
}

export interface LedgerOptions {
  readonly graph: LedgerGraph;
  readonly task: Task;
  readonly lanes: number;
  /** The names of constraints and indexes that the task will create. */
  readonly creates?: readonly string[];
  readonly signal?: AbortSignal | undefined;
}

const millisecondsBetweenBeats = 4_000;

/** Takes the ledger of a database, and creates it if there is none. Throws `load-running` or `load-unfinished`. */
export async function openLedger(database: Database, options: LedgerOptions): Promise<OpenedLedger> {
  const { graph, task, lanes, creates = [], signal } = options;
  await createConstraint(database);
  const token = randomUUID();
  const claim = {
    ...{ token, process: await formatSelf(), graph: JSON.stringify(graph) },
    ...{ task, creates, lanes: toInteger(lanes) },
  };
  let previous: Root | undefined;
  const take = async (): Promise<boolean> => {
    const found = await readRoot(database);
    if (found?.token === token) return true; // an earlier try succeeded without an answer
    previous = found;
    if (!found) return createRoot(database, claim);
    refuseOther(found, graph, task);
    await refuseRunning(database, found, signal);
    return takeOver(database, { ...claim, seen: found.token ?? '' });
  };
  await waitUntil(take, { every: 100, signal });
  await createConstraint(database); // the owner before may have been removing it
  return bindLedger(database, { token, found: previous, loaded: previous ? await readEntries(database) : [] });
}

/** What an unfinished load, or an unfinished removal, has left. */
export interface Unfinished extends Pick<Root, 'graph' | 'task'> {
  readonly loaded: readonly LoadedRange[];
}

/** Reads the ledger of a database; undefined without one. */
export async function readProgress(database: Database): Promise<Unfinished | undefined> {
  const root = await readRoot(database);
  return root && { ...root, loaded: await readEntries(database) };
}

/** How many rows a merge created, changed and removed. */
export interface MergedRows {
  /** Rows that the database did not have: nodes, relationships, or events with their relationship. */
  readonly created: number;
  /** Rows that it had with other values. */
  readonly changed: number;
  /** Relationships between nodes of the graph that the graph does not have. */
  readonly removed: number;
}

/** Sums what the batches of a merge did, also those of an earlier process. */
export async function readMergedRows(database: Database): Promise<MergedRows> {
  const { records } = await database.query<Readonly<Record<keyof MergedRows, bigint>>>(
    `MATCH (e:${ledgerLabel}) RETURN sum(e.rowsCreated) AS created, sum(e.rowsChanged) AS changed, sum(e.rowsRemoved) AS removed`,
  );
  const { created, changed, removed } = records[0]!.toObject();
  return { created: Number(created), changed: Number(changed), removed: Number(removed) };
}

interface Bound {
  readonly token: string;
  readonly found: Root | undefined;
  readonly loaded: readonly LoadedRange[];
}

function bindLedger(database: Database, { token, found, loaded }: Bound): OpenedLedger {
  const owned = `MATCH (root:${ledgerLabel} {key: 'graph', token: $token})`;
  const update = async (change: string): Promise<boolean> => {
    // The driver may repeat it: a change of the schema at the same time makes a transaction fail.
    const text = `${owned} ${change} RETURN count(root) AS rows`;
    const { records } = await database.query<{ rows: bigint }>(text, { token });
    return records[0]?.get('rows') === 1n;
  };
  activeTokens.add(token);
  const beats = setInterval(() => {
    update('SET root.beat = timestamp()').catch(() => {}); // a lane reports that the server is unavailable
  }, millisecondsBetweenBeats).unref();
  const end = (): void => {
    clearInterval(beats);
    activeTokens.delete(token);
  };
  const replacements = new Map<number, number>();
  const keyOfLane = (lane: number, next = 0): string => {
    const count = (replacements.get(lane) ?? 0) + next;
    return `lane:${token}:${lane}${count === 0 ? '' : `:${count}`}`;
  };
  return {
    loaded,
    resumed: found !== undefined,
    created: found?.created ?? [],
    guard: (lane, batch, statement) => guardStatement(keyOfLane(lane), batch, statement),
    async replaceLane(lane) {
      const parameters = { old: keyOfLane(lane), next: keyOfLane(lane, 1) };
      await runOnce(database, { text: `MATCH (lane:${ledgerLabel} {key: $old}) SET lane.key = $next`, parameters });
      replacements.set(lane, (replacements.get(lane) ?? 0) + 1);
    },
    findEntry: (batch) => findEntry(database, batch),
    async assertOwned() {
      if (await update('')) return;
      throw runningElsewhere(await readRoot(database));
    },
    async closeLanes() {
      const text = `${owned} WITH root OPTIONAL MATCH (lane:${ledgerLabel}) WHERE lane.key STARTS WITH 'lane:'
DELETE lane RETURN count(root) AS rows`;
      const [row] = await runOnce<{ rows: bigint }>(database, { text, parameters: { token } });
      return row!.rows > 0n && (await readEntries(database)).length === 0;
    },
    async release() {
      end();
      await update('SET root.token = null');
    },
    async remove() {
      end();
      await removeLedger(database, token);
    },
  };
}

/** Writes the entry of a batch before its rows. Without the node of the lane, nothing after it is done. */
function guardStatement(lane: string, { table, first, end }: Batch, { text, parameters }: WriteStatement) {
  const entry = { key: keyOf(table.name, first), table: table.name, first: toInteger(first), end: toInteger(end) };
  return {
    text: `MATCH (lane:${ledgerLabel} {key: $lane}) SET lane.entry = $entry.key
CREATE (:${ledgerLabel} {key: $entry.key, table: $entry.table, first: $entry.first, end: $entry.end})
WITH lane
${text}`,
    parameters: { ...parameters, lane, entry },
  };
}

function keyOf(table: string, first: number): string {
  return `${table}:${first}`;
}

async function createConstraint(database: Database): Promise<void> {
  await database.run(
    `CREATE CONSTRAINT ${ledgerConstraint} IF NOT EXISTS FOR (n:${ledgerLabel}) REQUIRE n.key IS UNIQUE`,
  );
}

async function readEntries(database: Database): Promise<readonly LoadedRange[]> {
  const { records } = await database.query<{ table: string; first: bigint; end: bigint }>(
    `MATCH (e:${ledgerLabel}) WHERE e.table IS NOT NULL RETURN e.table AS table, e.first AS first, e.end AS end`,
  );
  return records.map((record) => {
    const { table, first, end } = record.toObject();
    return { table, first: Number(first), end: Number(end) };
  });
}

async function findEntry(database: Database, { table, first }: Batch): Promise<number | undefined> {
  // The lane repeats it. The driver would wait for a second before it tries again.
  const [entry] = await runOnce<{ end: bigint }>(database, {
    text: `MATCH (e:${ledgerLabel} {key: $key}) RETURN e.end AS end`,
    parameters: { key: keyOf(table.name, first) },
  });
  return entry && Number(entry.end);
}

/** How many nodes of the ledger are deleted in one transaction. */
const nodesOfADeletion = 5_000;

async function removeLedger(database: Database, token: string): Promise<void> {
  // The root goes last: while it exists, no other process relies on the constraint.
  let deleted: number;
  do {
    const { records } = await database.query<{ rows: bigint }>(
      `MATCH (n:${ledgerLabel}) WHERE n.key <> 'graph' WITH n LIMIT ${nodesOfADeletion} DELETE n RETURN count(*) AS rows`,
    );
    deleted = Number(records[0]!.get('rows'));
  } while (deleted === nodesOfADeletion);
  await database.run(`DROP CONSTRAINT ${ledgerConstraint} IF EXISTS`);
  await database.query(`MATCH (root:${ledgerLabel} {key: 'graph', token: $token}) DELETE root`, { token });
}
