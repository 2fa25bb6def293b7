import { exportGraph } from '../export/export-graph.ts';
import { tuneEngine } from '../export/tune-engine.ts';
import { importGraph } from '../import/import-graph.ts';
import type { Connection } from '../neo4j/driver.ts';
import type { ProgressListener } from '../progress/progress.ts';
import { openEmbedded } from '../targets/embedded/open.ts';
import { findServer } from '../targets/embedded/server.ts';
import type { ClientJob } from './client-job.ts';
import type { Measured } from './figures.ts';
import { Meter } from './meter.ts';
import { readCpu, readCpuOfChildren } from './process-usage.ts';

interface ImportOptions {
  readonly signal: AbortSignal;
  readonly onProgress: ProgressListener;
}

type MeasuredImport = Omit<Measured, 'nodes' | 'relationships' | 'clientMemory'> & { readonly connection: Connection };

/**
 * Exports a graph and imports it into the running server. Its processor time of a server is that of neo4j-admin and of the
 * server that was started again, from its start.
 */
export async function measureImport(job: ClientJob, options: ImportOptions): Promise<MeasuredImport> {
  const { scale, seed, exportFolder: folder, server } = job;
  tuneEngine(scale); // as `bulkgen export` does
  const target = await openEmbedded({ ...server, signal: options.signal });
  const childrenBefore = readCpuOfChildren('self');
  const meter = new Meter(undefined);
  await exportGraph({ scale, seed, events: 0, folder, ...options });
  const { seconds, downtime } = await importGraph({ folder, target, ...options });
  const { stages: _none, ...usage } = meter.finish();
  const started = await findServer(target.home);
  const serverCpu = sum(started && readCpu(started.pid), readCpuOfChildren('self'));
  return {
    ...usage,
    stages: { schema: { seconds: seconds['schema']! } },
    ...(serverCpu !== undefined && { serverCpu: serverCpu - childrenBefore! }),
    unavailableSeconds: downtime,
    connection: await target.connection(),
  };
}

function sum(first: number | undefined, second: number | undefined): number | undefined {
  return first === undefined || second === undefined ? undefined : first + second;
}
