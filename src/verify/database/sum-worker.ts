// The entry of a thread that sums rows: it rebuilds the graph, opens its own connection, and sums the rows that a job names.
import { type GraphSettings, rebuildGraph } from '../../model-loader/graph-settings.ts';
import { type Connection, connect, type Database } from '../../neo4j/driver.ts';
import { runWorkerJobs } from '../../threads/run-worker-jobs.ts';
import { createRangeSummer, type RangeSum, type SumJob } from './sum-rows.ts';

export interface SumWorkerSettings {
  readonly graph: GraphSettings;
  readonly connection: Connection;
}

let database: Promise<Database> | undefined;

await runWorkerJobs<SumWorkerSettings, SumJob, RangeSum>(({ graph, connection }, onRows) =>
  createRangeSummer(rebuildGraph(graph), {
    onRows,
    openDatabase() {
      database ??= connect(connection);
      return database;
    },
  }),
);
await (await database?.catch(() => undefined))?.close();
