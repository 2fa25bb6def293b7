import { setImmediate } from 'node:timers/promises';
import { createFingerprint, mostRecords, mostRows, spellFingerprint } from '../ask/fingerprint.ts';
import { BulkgenError, throwIfAborted } from '../errors.ts';
import type { Graph } from '../model/graph.ts';
import { sumRows, type Table } from '../model/table.ts';
import { checkOptions } from '../options/check-options.ts';
import { type Answer, answerAll } from './answer-all.ts';

/** What `listAnswers` takes. */
export interface ListAnswersOptions {
  /** Leaves out the fingerprints of types with more rows than this; none by default. */
  readonly mostRows?: number | undefined;
  /** Ends the work with the error `interrupted`. */
  readonly signal?: AbortSignal | undefined;
}

/**
 * Lists what a database with the graph must answer: the questions of the model, and for each relationship type its number of rows and its
 * fingerprint, one number that changes when a relationship is missing, doubled or moved. A fingerprint takes about a second for each million rows.
 * Throws `invalid-model` for a question whose answer fails.
 */
export async function listAnswers(graph: Graph, options: ListAnswersOptions = {}): Promise<readonly Answer[]> {
  checkOptions('listAnswers', options, { mostRows: 'number', signal: 'signal' });
  const { signal } = options;
  const answers = [...answerAll(graph)];
  for (const table of graph.relationships) {
    if (table.count > (options.mostRows ?? Number.POSITIVE_INFINITY)) continue;
    refuseInexact(graph, table);
    const fingerprint = await sumAll(graph, table, signal);
    const question = `What is the fingerprint of ${table.name}?`;
    answers.push({ question, cypher: spellFingerprint(graph, table), rows: [{ rows: table.count, fingerprint }] });
  }
  return answers;
}

/** So many rows are summed before other work gets its turn. */
const rowsOfTurn = 2 ** 18;

async function sumAll(graph: Graph, table: Table, signal: AbortSignal | undefined): Promise<number> {
  const sum = createFingerprint(graph, table);
  let fingerprint = 0;
  for (let first = 0; first < table.count; first += rowsOfTurn) {
    throwIfAborted(signal);
    fingerprint += sum(first, Math.min(table.count, first + rowsOfTurn));
    await setImmediate();
  }
  return fingerprint;
}

function refuseInexact({ nodes }: Graph, { name, count }: Table): void {
  if (count <= mostRows && sumRows(nodes) <= mostRecords) return;
  const message = `Expected at most ${mostRows} rows and ${mostRecords} nodes for a fingerprint, got ${count} rows of ${name}`;
  throw new BulkgenError('scale-too-large', message, { hint: 'Choose a smaller --scale.' });
}
