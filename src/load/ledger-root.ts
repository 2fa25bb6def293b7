// Who may load into a database: the root of the ledger names the graph, and the process that loads it.
import { hostname } from 'node:os';
import { setTimeout } from 'node:timers/promises';
import { BulkgenError } from '../errors.ts';
import type { ManifestModel } from '../export/manifest.ts';
import { describeDirt } from '../model/dirt.ts';
import { listModelWords } from '../model-loader/known-models.ts';
import { findChangedFile } from '../model-loader/model-files.ts';
import type { Database } from '../neo4j/driver.ts';
import { isAlive, parseHostProcess } from '../system/process-identity.ts';

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
  /** The share of nodes that are wrong on purpose, in percent, if there are any. */
  readonly dirt?: number;
  /** The source files of a model that was loaded from a file. */
  readonly files?: ManifestModel['files'];
}

/** The root as the database has it. */
export interface Root {
  /** The graph as JSON. */
  readonly graph: string;
  /** Identifies the process that loads; absent after it ended normally. */
  readonly token?: string;
  readonly process: string;
  readonly beat: bigint;
  readonly task: Task;
  readonly created: readonly string[];
}

/** What a process does with the graph. */
export type Task = 'load' | 'merge' | 'clear';

/** A process that has not renewed the root for this long counts as dead. If it still runs, it finds its lanes deleted. */
const millisecondsOfALife = 16_000;

/**
 * The tokens of the loads that this process runs now. A root with another token of this process is from a load that failed and
 * could not release it.
 */
export const activeTokens = new Set<string>();

export async function readRoot(database: Database): Promise<Root | undefined> {
  const { records } = await database.query<{ root: Root }>(
    `MATCH (root:${ledgerLabel} {key: 'graph'}) RETURN properties(root) AS root`,
  );
  return records[0]?.get('root');
}

const newRoot = 'root.token = $token, root.process = $process, root.beat = timestamp(), root.task = $task';
const newLanes = `UNWIND range(0, $lanes - 1) AS number
CREATE (:${ledgerLabel} {key: 'lane:' + $token + ':' + number})
RETURN count(*) AS rows`;

/** Creates the root and the lanes. Returns false when another process was faster. */
export async function createRoot(database: Database, parameters: Record<string, unknown>): Promise<boolean> {
  const text = `CREATE (root:${ledgerLabel} {key: 'graph', graph: $graph, created: $creates}) SET ${newRoot}
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

/** Takes the root from the process that was seen, after its open transactions. Returns false when another was faster. */
export async function takeOver(database: Database, parameters: Record<string, unknown>): Promise<boolean> {
  const text = `MATCH (root:${ledgerLabel} {key: 'graph'}) SET root.claimed = $token
WITH root WHERE coalesce(root.token, '') = $seen
SET ${newRoot}, root.created = root.created + [name IN $creates WHERE NOT name IN root.created]
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
    refuseEdited(found, graph);
    throw new BulkgenError(
      'load-unfinished',
      `Expected the unfinished load in the database to be of ${describeGraph(graph)}, got ${describeGraph(found)}`,
      { hint: `Finish it with ${describeOptions(found)}, or remove it with --clear and the same options.` },
    );
  }
  if (root.task === 'clear' && task !== 'clear') {
    throw new BulkgenError('load-unfinished', 'Could not load the graph: its removal was interrupted', {
      hint: 'Finish the removal with --clear first.',
    });
  }
  // A merge may continue a load, whose rows are new. A load would create again what a merge has not found yet.
  if (root.task === 'merge' && task === 'load') {
    throw new BulkgenError('load-unfinished', 'Could not load the graph: its merge was interrupted', {
      hint: 'Finish the merge with --merge first.',
    });
  }
}

/** Throws `load-unfinished` when the same model was edited since the load began. */
function refuseEdited(found: LedgerGraph, graph: LedgerGraph): void {
  const edited = found.files && graph.files && findChangedFile(found.files, graph.files);
  if (edited === undefined || describeGraph(found) !== describeGraph(graph)) return;
  throw new BulkgenError(
    'load-unfinished',
    `The unfinished load in the database began with other content of the model file ${edited}`,
    {
      hint: 'Undo the edit, then finish the load, or remove it with --clear.',
    },
  );
}

/** A graph in words. */
export function describeGraph({ model, version, scale, seed, asOf, events, dirt }: LedgerGraph): string {
  return `${model} ${version}, scale ${scale}, seed ${seed}, as of ${asOf}, ${events} events${describeDirt(dirt)}`;
}

function describeOptions({ model: name, scale, seed, asOf, events, dirt, files }: LedgerGraph): string {
  const share = dirt === undefined ? '' : ` --dirt ${dirt}`;
  return `${[...listModelWords({ name, files }), ''].join(' ')}--scale ${scale} --seed ${seed} --as-of ${asOf} --events ${events}${share}`;
}

/** Returns when the load that holds the root has ended, or its process. */
export async function refuseRunning(database: Database, root: Root, signal: AbortSignal | undefined): Promise<void> {
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

export function runningElsewhere(root: Root | undefined): BulkgenError {
  const holder = root && parseHostProcess(root.process);
  const where = holder ? `: process ${holder.pid} on ${holder.host}` : '';
  return new BulkgenError('load-running', `Another bulkgen is loading into this database${where}`, {
    hint: 'Wait until it has ended.',
  });
}
