// The process that loads a graph for a measurement, so that its processor time and memory are those of the load alone. It reads
// a job on stdin and prints messages as lines of JSON.
import { createHash } from 'node:crypto';
import { text } from 'node:stream/consumers';
import { BulkgenError } from '../errors.ts';
import { createGraph } from '../export/create-graph.ts';
import { loadGraph } from '../load/load-graph.ts';
import { countOwnRows } from '../load/own-rows.ts';
import type { Graph } from '../model/graph.ts';
import { sumRows } from '../model/table.ts';
import { type Database, useDatabase } from '../neo4j/driver.ts';
import type { ProgressListener } from '../progress/progress.ts';
import { refuseDifferent } from '../verify/database/check-counts.ts';
import { verifyTables } from '../verify/database/verify-tables.ts';
import { loadByHand } from './by-hand.ts';
import type { ClientJob, ClientMessage } from './client-job.ts';
import type { Measured } from './figures.ts';
import { measureImport } from './measure-import.ts';
import { Meter } from './meter.ts';
import { StageProgress } from './stage-progress.ts';

const stop = new AbortController();
process.on('SIGTERM', () => stop.abort(new BulkgenError('terminated', 'The bench was stopped')));
const print = (message: ClientMessage): void => void process.stdout.write(`${JSON.stringify(message)}\n`);

try {
  const job = JSON.parse(await text(process.stdin)) as ClientJob;
  print({ measured: await (job.method === 'import' ? runImport(job) : runLoad(job)) });
} catch (error) {
  const { code, message, hint } =
    error instanceof BulkgenError ? error : new BulkgenError('worker-failed', String((error as Error).stack));
  print({ failed: { code, message, hint } });
}

async function runLoad(job: ClientJob): Promise<Measured> {
  const graph = createGraph({ scale: job.scale, seed: job.seed, events: 0 });
  const meter = new Meter(job.serverPid);
  const progress = new StageProgress(graph, meter, (report) => print({ progress: report }));
  return useDatabase(job.connection, async (database) => {
    const loaded = await load(job, { database, graph, progress });
    const usage = meter.finish();
    return {
      ...{ ...usage, ...loaded, ...countRows(graph), clientMemory: readOwnPeakMemory() },
      ...(job.full && { digest: await digestRows(database, graph) }),
    };
  });
}

interface LoadWork {
  readonly database: Database;
  readonly graph: Graph;
  readonly progress: StageProgress;
}

async function load({ method, scale, seed }: ClientJob, { database, graph, progress: { onProgress } }: LoadWork) {
  const { signal } = stop;
  if (method === 'create' || method === 'maps') {
    const loaded = await loadByHand(method, { database, graph }, { signal, onProgress });
    refuseDifferent(await countOwnRows(database, graph), 'Report this: a method of the bench created other rows.');
    return loaded;
  }
  if (method === 'import') throw new TypeError('An import is not a load');
  const onWarning = (warning: string): never => {
    throw new BulkgenError('procedure-missing', warning); // bulkgen would load by another method
  };
  const { statements } = await loadGraph({ scale, seed, events: 0, method, database, signal, onProgress, onWarning });
  return { queries: statements };
}

async function runImport(job: ClientJob): Promise<Measured> {
  const graph = createGraph({ scale: job.scale, seed: job.seed, events: 0 });
  const onProgress: ProgressListener = (progress) => print({ progress });
  const { connection, ...measured } = await measureImport(job, { signal: stop.signal, onProgress });
  return {
    ...{ ...measured, ...countRows(graph), clientMemory: readOwnPeakMemory() },
    ...(job.full && { digest: await useDatabase(connection, (database) => digestRows(database, graph)) }),
  };
}

function countRows({ nodes, relationships }: Graph): Pick<Measured, 'nodes' | 'relationships'> {
  return { nodes: sumRows(nodes), relationships: sumRows(relationships) };
}

/** The digests of all tables as one. */
async function digestRows(database: Database, graph: Graph): Promise<string> {
  const digests = await verifyTables(database, graph, { signal: stop.signal });
  return createHash('sha256')
    .update(digests.map(({ name, digest }) => `${name} ${digest}\n`).join(''))
    .digest('hex');
}

/** Bytes. Node reports kibibytes on every system. */
function readOwnPeakMemory(): number {
  return process.resourceUsage().maxRSS * 1024;
}
