import { BulkgenError } from '../errors.ts';
import type { Graph } from '../model/graph.ts';
import type { SampleQuery } from '../model/model.ts';
import { quoteValue } from '../options/check-options.ts';

/** A question about the data of a graph, with the rows that answer it. */
export interface Answer {
  readonly question: string;
  readonly cypher: string;
  /** A statement whose paths show the answer in Neo4j Browser; undefined where none would. */
  readonly picture?: string;
  readonly rows: readonly Readonly<Record<string, string | number>>[];
}

/** The answer of every question of a graph, computed from its rows. Throws `invalid-model` with the question whose answer fails. */
export function answerAll(graph: Graph): readonly Answer[] {
  return queriesOf(graph).map(({ question, cypher, picture, answer }) => {
    try {
      const rows: unknown = answer(graph);
      refuseRows(rows);
      return { question, cypher, ...(picture !== undefined && { picture }), rows };
    } catch (cause) {
      const reason = cause instanceof Error ? cause.message : String(cause);
      const message = `Could not answer the question "${question}" of model ${graph.model.name} at scale ${graph.scale}: ${reason}`;
      throw new BulkgenError('invalid-model', message, { hint: 'Correct the `answer` of the question.', cause });
    }
  });
}

/** The questions of a graph: those of its model, and those about its dirt. */
export function queriesOf({ model, dirty }: Graph): readonly SampleQuery[] {
  return [...(model.queries ?? []), ...(dirty.count > 0 ? model.dirt!.queries : [])];
}

type Rows = Answer['rows'];

/** A program without types may forget the `return`, or the list around a single row. */
function refuseRows(rows: unknown): asserts rows is Rows {
  if (!Array.isArray(rows))
    throw new TypeError(`Expected \`answer\` to return a list of rows, got ${quoteValue(rows)}`);
  for (const row of rows as readonly unknown[]) {
    if (typeof row !== 'object' || row === null || Array.isArray(row))
      throw new TypeError(`Expected each row of \`answer\` to be an object, got ${quoteValue(row)}`);
  }
}
