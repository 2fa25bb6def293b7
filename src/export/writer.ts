// What runs in each thread of an export: it makes the same plan and writes the parts it is told to.
import { once } from 'node:events';
import { parentPort, workerData } from 'node:worker_threads';
import { BulkgenError } from '../errors.ts';
import { createGraph } from '../model/graph.ts';
import { findModel } from '../models/registry.ts';
import { planExport } from './plan.ts';
import { createPartWriter, type PartPlace } from './write-part.ts';
import type { WriterMessage, WriterSettings } from './writer-thread.ts';

const { model, tables, parts, gzip, ids, folder, ...options } = workerData as WriterSettings;
const plan = planExport(createGraph(findModel(model)!, options), { ids, gzip, tables, parts });

const writePart = createPartWriter(plan, { folder, onRows });

const millisecondsBetweenReports = 100;
let unreported = 0;
let reportedAt = 0;

function say(message: WriterMessage): void {
  parentPort!.postMessage(message);
}

function onRows(rows: number): void {
  unreported += rows;
  if (performance.now() - reportedAt >= millisecondsBetweenReports) report();
}

function report(): void {
  reportedAt = performance.now();
  say({ rows: unreported });
  unreported = 0;
}

for (;;) {
  const [place] = (await once(parentPort!, 'message')) as [PartPlace | null];
  if (place === null) break;
  try {
    const written = await writePart(place);
    report();
    say({ written });
  } catch (error) {
    if (!(error instanceof BulkgenError)) throw error;
    const { code, message, hint } = error;
    say({ failed: { code, message, hint } });
  }
}
