import { setImmediate } from 'node:timers/promises';
import {
  createEventFingerprint,
  createFingerprint,
  mostRecords,
  mostRows,
  spellEventFingerprint,
  spellFingerprint,
} from '../ask/fingerprint.ts';
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
 * fingerprint, one number that changes when a relationship is missing, doubled, moved or turned round. A fingerprint takes about a second for each million rows.
 * Throws `invalid-model` for a question whose answer fails.
 */
export async function listAnswers(graph: Graph, options: ListAnswersOptions = {}): Promise<readonly Answer[]> {
  checkOptions('listAnswers', options, { mostRows: 'number', signal: 'signal' });
  const { signal } = options;
  const answers = [...answerAll(graph)];
  for (const table of graph.relationships) {
    if (table.count > (options.mostRows ?? Number.POSITIVE_INFINITY)) continue;
    refuseInexact(graph, table);
    const fingerprint = await sumAll(createFingerprint(graph, table), table.count, signal);
    answers.push(fingerprintOf(table.name, spellFingerprint(graph, table), [table.count, fingerprint]));
  }
  const { events } = graph;
  if (events && events.count <= (options.mostRows ?? Number.POSITIVE_INFINITY)) {
    const fingerprint = await sumAll(createEventFingerprint(events), events.count, signal);
    answers.push(
      fingerprintOf(events.relationshipType, spellEventFingerprint(graph, events), [events.count, fingerprint]),
    );
  }
  return answers;
}

function fingerprintOf(type: string, cypher: string, [rows, fingerprint]: readonly [number, number]): Answer {
  return { question: `What is the fingerprint of ${type}?`, cypher, rows: [{ rows, fingerprint }] };
}

/** So many rows are summed before other work gets its turn. */
const rowsOfTurn = 2 ** 18;

async function sumAll(
  sum: (first: number, end: number) => number,
  rows: number,
  signal: AbortSignal | undefined,
): Promise<number> {
  let fingerprint = 0;
  for (let first = 0; first < rows; first += rowsOfTurn) {
    throwIfAborted(signal);
    fingerprint += sum(first, Math.min(rows, first + rowsOfTurn));
    await setImmediate();
  }
  return fingerprint;
}

function refuseInexact({ nodes }: Graph, { name, count }: Table): void {
  if (count <= mostRows && sumRows(nodes) <= mostRecords) return;
  const message = `Expected at most ${mostRows} rows and ${mostRecords} nodes for a fingerprint, got ${count} rows of ${name}`;
  throw new BulkgenError('scale-too-large', message, { hint: 'Choose a smaller --scale.' });
}
