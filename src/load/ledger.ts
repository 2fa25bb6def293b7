// The ledger is what makes a load exact: nodes labelled BulkgenLoad in the loaded database itself.
// - An entry for each finished batch is created in the transaction of its rows. A batch whose COMMIT went through without an answer
//   fails on its entry when it is sent again, and a resumed load reads from the entries what is left.
// - The root names the graph and the process that loads it, which renews it every few seconds.
// - Each transaction first writes to the node of its lane. A process that takes a load over deletes the lanes of the former one:
//   it waits for their open transactions, and later ones find no lane, so that they write nothing.
import { randomUUID } from 'node:crypto';
import { hostname } from 'node:os';
import { setTimeout } from 'node:timers/promises';
import { BulkgenError } from '../errors.ts';
import { toInteger } from '../neo4j/cypher.ts';
import type { Database } from '../neo4j/driver.ts';
import type { WriteStatement } from '../neo4j/write-session.ts';
import { formatSelf, isAlive, parseHostProcess } from '../system/process-identity.ts';
import { waitUntil } from '../system/wait-until.ts';
import type { Batch } from './method.ts';
import type { LoadedRange } from './queue.ts';

export const ledgerLabel = 'BulkgenLoad';
export const ledgerConstraint = 'bulkgen_load_key';

/** Names a graph in the ledger. */
export interface LedgerGraph {
  readonly model: string;
  readonly version: string;
  readonly scale: number;
  readonly seed: string;
  readonly asOf: string;
  readonly events: number;
}

/** The root as the database has it. */
interface Root {
  /** The graph as JSON. */
  readonly graph: string;
  /** Identifies the process that loads; absent after it ended in order. */
  readonly token?: string;
  readonly process: string;
  readonly beat: bigint;
  readonly task: Task;
  readonly created: readonly string[];
}

/** What a process does with the graph. */
export type Task = 'load' | 'clear';

export interface OpenedLedger {
  /** The batches that were loaded before. */
  readonly loaded: readonly LoadedRange[];
  /** Whether an earlier process began this task. */
  readonly resumed: boolean;
  /** The names of constraints and indexes that the load created, also before. */
  readonly created: readonly string[];
  /** The statement of a batch, which writes its entry, too. */
  guard(lane: number, batch: Batch, statement: WriteStatement): WriteStatement;
  /** Makes statements that were guarded for this lane before write nothing, after those that run. */
  replaceLane(lane: number): Promise<void>;
  /** The last row of the range that begins at this row, if its entry exists. */
  findEntry(batch: Batch): Promise<number | undefined>;
  /** Throws `load-running` when another process has taken the load over. */
  assertOwned(): Promise<void>;
  recordCreated(names: readonly string[]): Promise<void>;
  /** Lets another process continue at once. */
  release(): Promise<void>;
  /** Removes every trace: entries, root and constraint. */
  remove(): Promise<void>;
}

export interface LedgerOptions {
  readonly graph: LedgerGraph;
  readonly task: Task;
  readonly lanes: number;
  readonly signal?: AbortSignal | undefined;
}

const millisecondsBetweenBeats = 4_000;
/** A process that did not renew the root for so long is dead. If it is not, it finds its lanes deleted. */
const millisecondsOfALife = 16_000;

/** The tokens with which this process loads now. A load that failed could perhaps not tell the database that it ended. */
const activeTokens = new Set<string>();

/** Takes the ledger of a database, and creates it if there is none. Throws `load-running` or `load-unfinished`. */
export async function openLedger(database: Database, options: LedgerOptions): Promise<OpenedLedger> {
  const { graph, task, lanes, signal } = options;
  await createConstraint(database);
  const token = randomUUID();
  const claim = { token, process: await formatSelf(), graph: JSON.stringify(graph), task, lanes: toInteger(lanes) };
  let found: Root | undefined;
  let previous: Root | undefined;
  const take = async (): Promise<boolean> => {
    found = await readRoot(database);
    if (found?.token === token) return true; // an earlier try went through without an answer
    if (!found) return create(database, claim);
    previous = found;
    refuseOther(found, graph, task);
    await refuseRunning(database, found, signal);
    return takeOver(database, { ...claim, seen: found.token ?? '' });
  };
  await waitUntil(take, { every: 100, signal });
  await createConstraint(database); // the owner before may have been removing it
  return bindLedger(database, { token, found: previous, loaded: await readEntries(database) });
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

interface Bound {
  readonly token: string;
  readonly found: Root | undefined;
  readonly loaded: readonly LoadedRange[];
}

function bindLedger(database: Database, { token, found, loaded }: Bound): OpenedLedger {
  const owned = `MATCH (root:${ledgerLabel} {key: 'graph', token: $token})`;
  const update = async (change: string, parameters: Record<string, unknown> = {}): Promise<boolean> => {
    // The driver may repeat it: a change of the schema at the same time makes a transaction fail.
    const { records } = await database.query<{ rows: bigint }>(`${owned} ${change} RETURN count(root) AS rows`, {
      token,
      ...parameters,
    });
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
      const keys = { old: keyOfLane(lane), next: keyOfLane(lane, 1) };
      await database.query(`MATCH (lane:${ledgerLabel} {key: $old}) SET lane.key = $next`, keys);
      replacements.set(lane, (replacements.get(lane) ?? 0) + 1);
    },
    findEntry: (batch) => findEntry(database, batch),
    async assertOwned() {
      if (await update('')) return;
      throw runningElsewhere(await readRoot(database));
    },
    async recordCreated(names) {
      await update('SET root.created = $names', { names });
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

async function readRoot(database: Database): Promise<Root | undefined> {
  const { records } = await database.query<{ root: Root }>(
    `MATCH (root:${ledgerLabel} {key: 'graph'}) RETURN properties(root) AS root`,
  );
  return records[0]?.get('root');
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
  const { records } = await database.query<{ end: bigint }>(
    `MATCH (e:${ledgerLabel} {key: $key}) RETURN e.end AS end`,
    { key: keyOf(table.name, first) },
  );
  return records[0] && Number(records[0].get('end'));
}

const newRoot = 'root.token = $token, root.process = $process, root.beat = timestamp(), root.task = $task';
const newLanes = `UNWIND range(0, $lanes - 1) AS number
CREATE (:${ledgerLabel} {key: 'lane:' + $token + ':' + number})
RETURN count(*) AS rows`;

/** Creates the root and the lanes. Returns false when another process was quicker. */
async function create(database: Database, parameters: Record<string, unknown>): Promise<boolean> {
  const text = `CREATE (root:${ledgerLabel} {key: 'graph', graph: $graph, created: []}) SET ${newRoot}
WITH root ${newLanes}`;
  try {
    await database.query(text, parameters);
    return true;
  } catch (error) {
    const { code } = ((error as BulkgenError).cause ?? {}) as { code?: string };
    if (code === 'Neo.ClientError.Schema.ConstraintValidationFailed') return false;
    throw error;
  }
}

/** Takes the root from the process that was seen, after its open transactions. Returns false when another was quicker. */
async function takeOver(database: Database, parameters: Record<string, unknown>): Promise<boolean> {
  const text = `MATCH (root:${ledgerLabel} {key: 'graph'}) SET root.claimed = $token
WITH root WHERE coalesce(root.token, '') = $seen
SET ${newRoot}
WITH root OPTIONAL MATCH (lane:${ledgerLabel}) WHERE lane.key STARTS WITH 'lane:'
DELETE lane
WITH DISTINCT root ${newLanes}`;
  const { records } = await database.query<{ rows: bigint }>(text, parameters);
  return Number(records[0]?.get('rows') ?? 0) > 0;
}

/** Throws `load-unfinished` when the ledger is of another graph, or of a removal that must end first. */
export function refuseOther(root: Pick<Root, 'graph' | 'task'>, graph: LedgerGraph, task: Task): void {
  const found = JSON.parse(root.graph) as LedgerGraph;
  if (JSON.stringify(found) !== JSON.stringify(graph)) {
    throw new BulkgenError(
      'load-unfinished',
      `Expected the unfinished load in the database to be of ${describeGraph(graph)}, got ${describeGraph(found)}`,
      { hint: `Finish it with ${describeOptions(found)}, or remove it with --clear and the same options.` },
    );
  }
  if (root.task === 'clear' && task === 'load') {
    throw new BulkgenError('load-unfinished', 'Could not load the graph: its removal was interrupted', {
      hint: 'Finish the removal with --clear first.',
    });
  }
}

function describeGraph({ model, version, scale, seed, asOf, events }: LedgerGraph): string {
  return `${model} ${version}, scale ${scale}, seed ${seed}, as of ${asOf}, ${events} events`;
}

function describeOptions({ scale, seed, asOf, events }: LedgerGraph): string {
  return `--scale ${scale} --seed ${seed} --as-of ${asOf} --events ${events}`;
}

/** Returns when the load that holds the root has ended, or its process. */
async function refuseRunning(database: Database, root: Root, signal: AbortSignal | undefined): Promise<void> {
  if (root.token === undefined) return;
  const holder = parseHostProcess(root.process);
  if (holder?.host === hostname()) {
    const isOver = holder.pid === process.pid ? !activeTokens.has(root.token) : !(await isAlive(holder));
    if (isOver) return;
    throw runningElsewhere(root);
  }
  const deadline = performance.now() + millisecondsOfALife;
  while (performance.now() < deadline) {
    await setTimeout(1_000, undefined, { signal });
    const now = await readRoot(database);
    if (!now || now.token !== root.token) return;
    if (now.beat !== root.beat) throw runningElsewhere(now);
  }
}

function runningElsewhere(root: Root | undefined): BulkgenError {
  const holder = root && parseHostProcess(root.process);
  const where = holder ? `: process ${holder.pid} on ${holder.host}` : '';
  return new BulkgenError('load-running', `Another bulkgen is loading into this database${where}`, {
    hint: 'Wait until it has ended.',
  });
}

async function removeLedger(database: Database, token: string): Promise<void> {
  // The root goes last: while it exists, no other process relies on the constraint.
  await database.run(
    `MATCH (n:${ledgerLabel}) WHERE n.key <> 'graph' CALL (n) { DELETE n } IN TRANSACTIONS OF 1000 ROWS`,
  );
  await database.run(`DROP CONSTRAINT ${ledgerConstraint} IF EXISTS`);
  await database.query(`MATCH (root:${ledgerLabel} {key: 'graph', token: $token}) DELETE root`, { token });
}
