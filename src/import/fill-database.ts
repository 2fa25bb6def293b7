import type { Manifest } from '../export/manifest.ts';
import type { Graph } from '../model/graph.ts';
import type { Database } from '../neo4j/driver.ts';
import { createEvents } from '../neo4j/events.ts';
import { createSchema } from '../neo4j/schema.ts';
import { type ProgressListener, ProgressTracker } from '../progress/tracker.ts';
import { type DatabaseCheck, verifyDatabase } from '../verify/verify-database.ts';
import type { Timer } from './timer.ts';

interface FillContext {
  readonly manifest: Manifest;
  readonly time: Timer;
  readonly signal: AbortSignal | undefined;
  readonly onProgress: ProgressListener | undefined;
}

/** What an offline import cannot do: constraints, indexes and events; then counts everything. */
export async function fillDatabase(
  database: Database,
  graph: Graph,
  context: FillContext,
): Promise<readonly DatabaseCheck[]> {
  const { manifest, time, onProgress } = context;
  await build(database, graph, context);
  const tracker = new ProgressTracker(onProgress);
  tracker.start('verify', { message: 'Count everything' });
  const checks = await time('verify', () => verifyDatabase(database, manifest, graph));
  tracker.finish();
  return checks;
}

/**
 * Schema and events. After an import by record number the events find their CIs without an index, so the indexes of the
 * CIs are filled at the same time; those of the events come first, on no events yet.
 */
async function build(database: Database, graph: Graph, context: FillContext): Promise<void> {
  const { manifest, time, signal, onProgress } = context;
  const { schema } = graph.model;
  const buildSchema = () => time('schema', () => createSchema(database, schema, { signal, onProgress }));
  const buildEvents = (findBy: 'id' | 'record') =>
    time('events', () => createEvents(database, graph, { findBy, signal, onProgress }));
  if (manifest.ids === 'string') {
    await buildSchema();
    await buildEvents('id');
    return;
  }
  const ofEvents = schema.filter(({ label }) => label === graph.events.name);
  await createSchema(database, ofEvents, { signal });
  const results = await Promise.allSettled([buildSchema(), buildEvents('record')]);
  for (const result of results) if (result.status === 'rejected') throw result.reason;
}
