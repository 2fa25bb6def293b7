import type { Graph } from '../../model/graph.ts';
import { toInteger } from '../../neo4j/cypher.ts';
import type { Database } from '../../neo4j/driver.ts';
import { streamValues } from '../../neo4j/stream-values.ts';
import { type EndForm, rowsStatement } from './row-statement.ts';
import { RowSum } from './row-sum.ts';
import { createFoundText, createRowText, formatEnds } from './row-text.ts';
import { createNumberFinder, listVerifiedTables, type VerifiedTable } from './verified-table.ts';

/** A range of a table's rows, including the last. */
export interface RowRange {
  /** `expected`: rows that the model makes, by ordinal. `found`: rows of the database, by internal id. */
  readonly side: 'expected' | 'found';
  /** The place of the table among the verified tables. */
  readonly table: number;
  readonly first: number;
  readonly last: number;
  /** Leaves out rows whose nodes do not have ids of the graph. */
  readonly ignoresOthers?: boolean;
  /** Accepts more labels and properties than those of the table. */
  readonly ignoresAdditions?: boolean;
}

export interface SumJob extends RowRange {
  readonly ends: EndForm;
}

export interface RangeSum {
  readonly rows: number;
  readonly sum: bigint;
  /** Whether the internal id of every node is its record number. */
  readonly numbered: boolean;
}

export interface SumOptions {
  /** Called when a job needs rows of the database, not before. */
  readonly openDatabase: () => Promise<Database>;
  readonly onRows: (rows: number) => void;
  readonly signal?: AbortSignal | undefined;
}

/** Returns a function that reads or regenerates ranges of rows and sums them, one at a time. */
export function createRangeSummer(graph: Graph, options: SumOptions): (job: SumJob) => Promise<RangeSum> {
  const tables = listVerifiedTables(graph);
  return async (job) => {
    const table = tables[job.table]!;
    if (job.side === 'found') return sumFound(graph, table, job, options);
    const toText = createRowText(table);
    const sum = new RowSum();
    for (let ordinal = job.first; ordinal <= job.last; ordinal++) sum.add(toText(ordinal));
    const rows = job.last - job.first + 1;
    options.onRows(rows);
    return { rows, sum: sum.value, numbered: true };
  };
}

async function sumFound(
  graph: Graph,
  table: VerifiedTable,
  { first, last, ends, ignoresOthers = false, ignoresAdditions = false }: SumJob,
  { openDatabase, onRows, signal }: SumOptions,
): Promise<RangeSum> {
  const sum = new RowSum();
  const form = { ends, ignoresAdditions };
  const reading = table.kind === 'node' ? readNodes(graph, table, form) : readRelationships(graph, table, form);
  let rows = 0;
  await streamValues(await openDatabase(), rowsStatement(graph.model, table, ends), {
    parameters: { first: toInteger(first), last: toInteger(last) },
    signal,
    onValue(value) {
      const found = value as readonly (readonly unknown[])[];
      for (const row of found) {
        if (ignoresOthers && !reading.isOwn(row)) continue;
        sum.add(reading.toText(row));
        rows++;
      }
      onRows(found.length);
    },
  });
  return { rows, sum: sum.value, numbered: reading.numbered };
}

interface Reading {
  numbered: boolean;
  /** Whether the node, or both ends, have ids of the graph. */
  readonly isOwn: (row: readonly unknown[]) => boolean;
  readonly toText: (row: readonly unknown[]) => string;
}

interface ReadForm {
  readonly ends: EndForm;
  readonly ignoresAdditions: boolean;
}

function readNodes({ nodes }: Graph, table: VerifiedTable, { ignoresAdditions }: ReadForm): Reading {
  const toText = createFoundText(table, 3);
  const findNumber = createNumberFinder(nodes);
  const findOwn = createNumberFinder([table]);
  const isCi = nodes.some(({ name }) => name === table.name);
  const reading: Reading = {
    numbered: true,
    isOwn: (row) => Number(row[1]) >= 0 && findOwn(row[3]) >= 0,
    toText(row) {
      const [internal, additions, keys, id] = row;
      const labelled = ignoresAdditions ? Number(additions) >= 0 : Number(additions) === 0;
      if (isCi && findNumber(id) !== Number(internal)) reading.numbered = false;
      const text = toText(row, ignoresAdditions ? undefined : Number(keys));
      return labelled ? text : `!${text}`;
    },
  };
  return reading;
}

function readRelationships(
  { nodes, events }: Graph,
  table: VerifiedTable,
  { ends, ignoresAdditions }: ReadForm,
): Reading {
  const toText = createFoundText(table, 3);
  const findEnd = ends === 'record' ? Number : createNumberFinder(nodes);
  const findStart = table.startsAtEvents ? createNumberFinder(events ? [events] : []) : findEnd;
  return {
    numbered: true,
    isOwn: (row) => findStart(row[0]) >= 0 && findEnd(row[1]) >= 0,
    toText: (row) =>
      formatEnds(findStart(row[0]), findEnd(row[1])) + toText(row, ignoresAdditions ? undefined : Number(row[2])),
  };
}
