import { type Command, Option } from 'commander';
import { BulkgenError } from '../../errors.ts';
import type { Manifest } from '../../export/manifest.ts';
import type { LoadOptions } from '../../load/load-graph.ts';
import type { Connection, Database } from '../../neo4j/driver.ts';
import { formatCount, formatQuantity } from '../../system/format-number.ts';
import { createCommand } from '../command.ts';
import type { CommandContext } from '../context.ts';
import { type ConnectionOptions, connectionOptions, databaseOption, readConnection } from '../options/connection.ts';
import { dirtOption } from '../options/graph.ts';
import { liveOption } from '../options/live.ts';
import { loadChosenModel, loadModelOf, type ModelChoice, modelOption } from '../options/model.ts';
import { readCount, readDuration, readScale } from '../options/values.ts';
import { confirm } from '../output/confirm.ts';
import { formatLoad, formatLoadPlan } from '../output/load.ts';

interface LoadCommandOptions extends ConnectionOptions, ModelChoice {
  readonly database?: string;
  readonly scale?: number;
  readonly seed?: string;
  readonly events?: number;
  readonly asOf?: string;
  readonly dirt?: number;
  readonly method: 'unwind' | 'csv' | 'apoc' | 'procedure' | 'pattern';
  readonly csvAddress?: string;
  readonly merge?: boolean;
  readonly lanes?: number;
  readonly batchSize?: number;
  readonly retryFor?: number;
  readonly constraints: 'before' | 'after';
  readonly full?: boolean;
  readonly dryRun?: boolean;
  readonly clear?: boolean;
  readonly force?: boolean;
}

export function loadCommand(): Command {
  return createCommand<LoadCommandOptions>({
    name: 'load',
    summary: 'load a graph into a running database, without stopping it',
    description: [
      'Load a graph into a running database by Bolt, without stopping the server. Other nodes in the database are not changed. bulkgen generates the rows: of the folder of an export, it reads only the manifest.',
      'Each batch of rows is one transaction. The same transaction records the batch in a ledger, which consists of nodes labelled BulkgenLoad. After Ctrl-C, a kill -9 or a lost connection, the same command continues and loads no row twice. bulkgen removes the ledger when the counts are verified.',
      'With --merge, the database may have a part of the graph: nodes with its ids, and relationships of its types between them. The properties of the model get the values of the graph, and relationships that the graph does not have are removed. Other properties, labels, nodes and relationships stay. Without --force, bulkgen asks before it changes what exists.',
      'With --clear, bulkgen removes a graph that was loaded completely or in part: the relationships between its nodes, then the nodes with its ids. It also drops the constraints and indexes that an unfinished load created. `bulkgen schema drop` drops those of a finished load.',
      'For many nodes, `bulkgen import` is faster, but it replaces the whole database and restarts the server.',
    ],
    arguments: { '[dir]': 'folder of an export (default: the graph of --scale, --seed and --as-of)' },
    options: [
      new Option(
        '--scale <scale>',
        'number of nodes: small (default), medium, large, enterprise, or a number',
      ).argParser(readScale),
      new Option('--seed <text>', 'seed of all random values (default: bulkgen)'),
      modelOption(),
      new Option('--events <n>', 'number of events (default of cmdb: a tenth of the nodes, at most 50,000)').argParser(
        readCount,
      ),
      new Option('--as-of <date>', 'date from which bulkgen counts all dates, YYYY-MM-DD or now (default: 2026-01-01)'),
      dirtOption(),
      ...connectionOptions(),
      databaseOption(),
      new Option(
        '--method <name>',
        'how rows are created: by a Cypher statement (unwind), by LOAD CSV from this process (csv), by apoc.periodic.iterate (apoc), or by a procedure that `bulkgen neo4j start --with load-procedure` installs (procedure). pattern: on the server, for relationships of `modulo()` without properties; bulkgen sends the others by unwind',
      )
        .choices(['unwind', 'csv', 'apoc', 'procedure', 'pattern'])
        .default('unwind'),
      new Option(
        '--csv-address <host[:port]>',
        'with --method csv: address of this machine as the server sees it (default: 127.0.0.1 and a free port). The port is open during the load, and gives rows only to URLs with a random path',
      ),
      new Option(
        '--merge',
        'complete and update what the database has of the graph, instead of refusing it; only with --method unwind',
      ),
      new Option('--lanes <n>', 'number of concurrent transactions (default: 2 to 4, one per core)').argParser(
        readCount,
      ),
      new Option(
        '--batch-size <n>',
        'maximum number of rows in a transaction; halved where the server lacks memory (default: 5000)',
      ).argParser(readCount),
      new Option(
        '--retry-for <time>',
        'how long to wait for an unavailable server without any progress, such as 90s, 30m or 2h (default: 5m)',
      ).argParser(readDuration),
      new Option('--constraints <when>', 'create constraints and indexes before or after the rows')
        .choices(['before', 'after'])
        .default('after'),
      new Option('--full', 'verify every row afterwards, not only the counts'),
      new Option('--dry-run', 'check the server and print what would be loaded; change nothing'),
      new Option('--clear', 'remove the graph from the database instead of loading it').conflicts([
        'dryRun',
        'full',
        'merge',
      ]),
      new Option('--force', 'with --clear or --merge: change what exists without a question'),
      liveOption(),
    ],
    examples: [
      'bulkgen load --scale medium',
      'bulkgen load estate --full',
      'bulkgen load --scale large --live --uri neo4j+s://example.databases.neo4j.io',
      'bulkgen load --scale large --method procedure',
      'bulkgen load --model classic --scale large --method pattern',
      'bulkgen load --scale medium --method csv --csv-address host.docker.internal',
      'bulkgen load --scale medium --merge --dry-run',
      'bulkgen load --scale medium --clear',
    ],
    async run(context, options, folder) {
      const { signal, onProgress } = context;
      const { checkCsvAddress } = await import('../../load/csv-address.ts');
      const { checkMerge } = await import('../../load/check-merge.ts');
      checkCsvAddress(options.csvAddress, options.method);
      if (options.merge) checkMerge(options.method);
      const manifest = await readChoice(options, folder);
      if (manifest) await loadModelOf(context, options, { manifest, place: folder! });
      const model = manifest ? undefined : await loadChosenModel(options);
      const connection = await readConnection(options, process.env, signal);
      const { scale, seed, events, asOf, dirt } = options;
      const choice = { manifest, model, scale, seed, events, asOf, dirt, signal, onProgress };
      if (options.clear) return clear(context, connection, { choice, force: options.force ?? false });
      const { method, csvAddress, merge, lanes, batchSize, retryFor, constraints, full = false } = options;
      const depth = full ? 'full' : 'counts';
      const work = { ...choice, method, csvAddress, merge, lanes, batchSize, retryFor, constraints, depth } as const;
      if (options.dryRun) return showPlan(context, connection, work);
      if (merge && !options.force) await confirmMerge(context, connection, work);
      await load(context, connection, work);
    },
  });
}

type Work = Omit<LoadOptions, 'database'>;

/**
 * Ctrl-C ends the wait for a server that does not answer. Afterwards the connection outlives it, so that running batches end and
 * the ledger is released.
 */
async function useDatabase<Result>(
  connection: Connection,
  work: (database: Database) => Promise<Result>,
  signal: AbortSignal,
): Promise<Result> {
  const [{ openDatabase }, { translateErrors }] = await Promise.all([
    import('../../neo4j/driver.ts'),
    import('../../neo4j/translate-errors.ts'),
  ]);
  const database = await translateErrors({ database: 'neo4j', ...connection }, () => openDatabase(connection), signal);
  try {
    return await work(database);
  } finally {
    await database.close();
  }
}

async function load({ note, result, signal }: CommandContext, connection: Connection, work: Work): Promise<void> {
  const { loadGraph } = await import('../../load/load-graph.ts');
  const startedAt = performance.now();
  const onWarning = (warning: string): void => note(`Warning: ${warning}`);
  const onResume = (rows: number, total: number): void =>
    note(`Resuming the load: ${formatCount(rows)} of ${formatQuantity(total, 'rows')} are in the database`);
  const options = { ...work, onWarning, onResume };
  const loaded = await useDatabase(connection, (database) => loadGraph({ ...options, database }), signal);
  const totalSeconds = (performance.now() - startedAt) / 1000;
  await result({ ...loaded, totalSeconds }, formatLoad(loaded, totalSeconds));
}

async function showPlan({ result, signal }: CommandContext, connection: Connection, work: Work): Promise<void> {
  const { planLoad } = await import('../../load/plan-load.ts');
  const plan = await useDatabase(connection, (database) => planLoad({ ...work, database }), signal);
  await result(plan, formatLoadPlan(plan));
}

/** Asks before a merge changes rows that exist. One that was interrupted continues without a question. */
async function confirmMerge({ signal }: CommandContext, connection: Connection, work: Work): Promise<void> {
  const { planLoad } = await import('../../load/plan-load.ts');
  const { existing, loaded } = await useDatabase(connection, (database) => planLoad({ ...work, database }), signal);
  if (!existing || loaded > 0 || existing.nodes + existing.relationships === 0) return;
  const found = `${formatQuantity(existing.nodes, 'nodes')} of the graph and ${formatQuantity(existing.relationships, 'relationships')} between them`;
  await confirm(
    `The ${nameDatabase(connection)} has ${found}. Give them the values of the graph, and remove the relationships that it does not have?`,
    signal,
  );
}

function nameDatabase({ database = 'neo4j', uri }: Connection): string {
  return `database ${database} at ${uri}`;
}

interface ClearWork {
  readonly choice: Work;
  readonly force: boolean;
}

async function clear({ result, signal }: CommandContext, connection: Connection, { choice, force }: ClearWork) {
  const [{ clearGraph }, { chooseGraph, nameGraph }, { describeGraph }, { listModelWords }] = await Promise.all([
    import('../../load/clear-graph.ts'),
    import('../../load/choose-graph.ts'),
    import('../../load/ledger-root.ts'),
    import('../../model-loader/known-models.ts'),
  ]);
  const named = nameGraph(chooseGraph(choice));
  const graph = describeGraph(named);
  if (!force) await confirm(`Remove the graph ${graph} from ${nameDatabase(connection)}?`, signal);
  const removed = await useDatabase(connection, (database) => clearGraph({ ...choice, database }), signal);
  const { nodes, relationships, schema, kept } = removed;
  const dropped = schema === 0 ? '' : `, and dropped ${formatQuantity(schema, 'constraints and indexes')}`;
  const stays =
    kept === 0
      ? ''
      : `The database still has ${formatQuantity(kept, 'constraints and indexes')} of the model: \`${['bulkgen schema drop', ...listModelWords({ name: named.model, files: named.files })].join(' ')}\` drops them.\n`;
  await result(
    removed,
    `Removed ${formatQuantity(nodes, 'nodes')} and ${formatQuantity(relationships, 'relationships')}${dropped}\n${stays}`,
  );
}

/** The manifest of the folder; undefined for the graph that options name. */
async function readChoice(options: LoadCommandOptions, folder: string | undefined): Promise<Manifest | undefined> {
  if (folder === undefined) return undefined;
  const [given] = (['scale', 'seed', 'events', 'asOf', 'dirt'] as const).filter((name) => options[name] !== undefined);
  if (given !== undefined) {
    const flag = given === 'asOf' ? '--as-of' : `--${given}`;
    throw new BulkgenError('invalid-option', `Expected ${flag} or the folder of an export, got both`, {
      hint: `Leave out ${flag}: the manifest of the folder names the graph.`,
    });
  }
  const { readManifest } = await import('../../export/read-manifest.ts');
  return readManifest({ folder });
}
