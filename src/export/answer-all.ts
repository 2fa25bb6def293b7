import { BulkgenError } from '../errors.ts';
import type { Graph } from '../model/graph.ts';

/** A question about the data of a graph, with the rows that answer it. */
export interface Answer {
  readonly question: string;
  readonly cypher: string;
  readonly rows: readonly Readonly<Record<string, string | number>>[];
}

/** The answer of every question of a model, computed from its rows. Throws `invalid-model` with the question whose answer fails. */
export function answerAll(graph: Graph): readonly Answer[] {
  return (graph.model.queries ?? []).map(({ question, cypher, answer }) => {
    try {
      return { question, cypher, rows: answer(graph) };
    } catch (cause) {
      const reason = cause instanceof Error ? cause.message : String(cause);
      const message = `Could not answer the question "${question}" of model ${graph.model.name} at scale ${graph.scale}: ${reason}`;
      throw new BulkgenError('invalid-model', message, { hint: 'Correct the `answer` of the question.', cause });
    }
  });
}
