// The loads that people write with the driver themselves, as tutorials show them. The bench compares other methods with them.
import { type LoadedTable, listLoadedTables, type Stage } from '../load/loaded-table.ts';
import { splitSchema } from '../load/split-schema.ts';
import type { Graph } from '../model/graph.ts';
import { createRecordReader } from '../model/record.ts';
import { sumRows } from '../model/table.ts';
import { quoteName } from '../neo4j/cypher.ts';
import type { Database } from '../neo4j/driver.ts';
import { createSchema } from '../neo4j/schema.ts';
import { toDriverProperties } from '../neo4j/value.ts';
import type { ProgressListener } from '../progress/progress.ts';
import { ProgressTracker } from '../progress/tracker.ts';
import type { Measured } from './figures.ts';

export type HandWrittenMethod = 'create' | 'maps';

interface HandWrittenOptions {
  readonly signal: AbortSignal;
  readonly onProgress: ProgressListener;
}

/** Rows of a batch: what tutorials recommend for UNWIND. */
const rowsOfABatch: Readonly<Record<HandWrittenMethod, number>> = { create: 1, maps: 1_000 };

/** Loads a graph without events into an empty database in one session, with constraints and indexes as `loadGraph` creates them. */
export async function loadByHand(
  method: HandWrittenMethod,
  { database, graph }: { readonly database: Database; readonly graph: Graph },
  { signal, onProgress }: HandWrittenOptions,
): Promise<Pick<Measured, 'queries' | 'secondHalf'>> {
  const [id, others] = splitSchema(graph.model, { existing: [], missing: graph.model.schema });
  await createSchema(database, id, { signal, onProgress });
  const secondHalf: Record<string, number> = {};
  let queries = 0;
  for (const stage of ['nodes', 'relationships'] as const) {
    const tables = listLoadedTables(graph).filter((table) => table.stage === stage);
    const rows = sumRows(tables);
    const tracker = startTracker(onProgress, stage, rows);
    const halves = new HalfTimer(rows);
    for (const table of tables) {
      const text = createStatement(method, graph, table);
      for (const batch of listBatches(graph, table, rowsOfABatch[method])) {
        signal.throwIfAborted();
        await database.query(text, method === 'create' ? { row: batch[0] } : { rows: batch });
        queries++;
        halves.advance(batch.length);
        tracker.advance(batch.length);
      }
    }
    tracker.finish();
    secondHalf[stage] = halves.secondsOfSecondHalf();
  }
  await createSchema(database, others, { signal, onProgress });
  return { queries, secondHalf };
}

function startTracker(onProgress: ProgressListener, stage: Stage, total: number): ProgressTracker {
  const tracker = new ProgressTracker(onProgress);
  tracker.start(stage === 'nodes' ? 'load-nodes' : 'load-relationships', {
    message: `Loading ${stage}`,
    finished: `Loaded ${stage}`,
    ...{ total, unit: 'rows' },
  });
  return tracker;
}

/** Measures how long the second half of so many rows takes. */
class HalfTimer {
  readonly #half: number;
  #rows = 0;
  #startedAt = performance.now();

  constructor(rows: number) {
    this.#half = Math.floor(rows / 2);
  }

  advance(rows: number): void {
    const wasBefore = this.#rows < this.#half;
    this.#rows += rows;
    if (wasBefore && this.#rows >= this.#half) this.#startedAt = performance.now();
  }

  secondsOfSecondHalf(): number {
    return (performance.now() - this.#startedAt) / 1000;
  }
}

function createStatement(method: HandWrittenMethod, { model }: Graph, { stage, labels, name }: LoadedTable): string {
  const [start, row] = method === 'create' ? ['', '$row'] : ['UNWIND $rows AS row\n', 'row'];
  if (stage === 'nodes') return `${start}CREATE (n:${labels.map(quoteName).join(':')}) SET n = ${row}`;
  const label = quoteName(model.label);
  return `${start}MATCH (a:${label} {id: ${row}.start}), (b:${label} {id: ${row}.end})
CREATE (a)-[r:${quoteName(name)}]->(b) SET r = ${row}.properties`;
}

function* listBatches(graph: Graph, table: LoadedTable, size: number): Generator<readonly Record<string, unknown>[]> {
  const read = createRecordReader(table);
  const toRow = (ordinal: number): Record<string, unknown> => {
    const { properties, ends } = read(ordinal);
    const values = toDriverProperties(properties);
    return ends ? { start: graph.idOf(ends[0]), end: graph.idOf(ends[1]), properties: values } : values;
  };
  for (let first = 0; first < table.count; first += size) {
    const length = Math.min(size, table.count - first);
    yield Array.from({ length }, (_, index) => toRow(first + index));
  }
}
