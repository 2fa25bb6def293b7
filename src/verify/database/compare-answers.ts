import { isDeepStrictEqual } from 'node:util';
import { BulkgenError, throwIfAborted } from '../../errors.ts';
import type { Answer } from '../../export/answer-all.ts';
import { listAnswers } from '../../export/list-answers.ts';
import type { Graph } from '../../model/graph.ts';
import type { Database } from '../../neo4j/driver.ts';

/**
 * Asks the database every question of the graph's model, and for the fingerprint of each relationship type, and compares the rows with what bulkgen
 * computes. Returns these answers. Throws `rows-differ` with every question that has another answer, and what the database throws.
 */
export async function compareAnswers(
  database: Database,
  graph: Graph,
  signal?: AbortSignal | undefined,
): Promise<readonly Answer[]> {
  const answers = await listAnswers(graph, { signal });
  const problems: BulkgenError[] = [];
  for (const { question, cypher, rows } of answers) {
    throwIfAborted(signal);
    const { records } = await database.query<Record<string, unknown>>(cypher);
    const found = records.map((record) => toNumbers(record.toObject()));
    if (isDeepStrictEqual(found, rows)) continue;
    const message = `Expected the answer ${show(rows)} to the question "${question}", got ${show(found)}`;
    problems.push(new BulkgenError('rows-differ', message, { hint }));
  }
  const [first, ...others] = problems;
  if (!first) return answers;
  if (others.length === 0) throw first;
  const message = `${problems.length} of ${answers.length} questions have other answers in the database`;
  throw new BulkgenError('rows-differ', message, { hint, problems });
}

const hint = 'Import the graph again, or correct the `cypher` or the `answer` of the question in the model.';

/** The driver returns integers as bigints; an answer has small numbers. */
function toNumbers(row: Readonly<Record<string, unknown>>): Record<string, unknown> {
  const entries = Object.entries(row).map(([name, value]) => [name, typeof value === 'bigint' ? Number(value) : value]);
  return Object.fromEntries(entries);
}

function show(rows: readonly unknown[]): string {
  const [first] = rows;
  if (first === undefined) return 'of no rows';
  return `\`${JSON.stringify(first)}\`${rows.length > 1 ? ` and ${rows.length - 1} more` : ''}`;
}
