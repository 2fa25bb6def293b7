// Anyone can pack a file with questions of their own. So the questions of a graph that bulkgen generated come from its model, and
// only those of other graphs from the file.
import { type Answer, answerAll, queriesOf } from '../export/answer-all.ts';
import { graphOf } from '../export/create-graph.ts';
import type { Graph } from '../model/graph.ts';
import type { SnapshotManifest } from './snapshot-manifest.ts';

type Packed = Pick<SnapshotManifest, 'export' | 'answers'>;

/** The questions of a snapshot. `file` means that bulkgen does not know them and cannot check them. */
export interface SnapshotQuestions<Question = Pick<Answer, 'question' | 'cypher'>> {
  readonly origin: 'model' | 'file';
  readonly questions: readonly Question[];
}

/** The questions without their answers. */
export function listQuestions(manifest: Packed): SnapshotQuestions {
  const graph = findGraph(manifest);
  const listed = graph ? queriesOf(graph) : (manifest.answers ?? []);
  return {
    origin: graph ? 'model' : 'file',
    questions: listed.map(({ question, cypher }) => ({ question, cypher })),
  };
}

/** The questions with their answers. Those of a model are computed, which takes about two seconds per 500,000 CIs. */
export function answerQuestions(manifest: Packed): SnapshotQuestions<Answer> {
  const graph = findGraph(manifest);
  if (graph) return { origin: 'model', questions: answerAll(graph) };
  return { origin: 'file', questions: manifest.answers ?? [] };
}

/** Undefined for a graph that is not of a model, or of one that this bulkgen does not know. */
function findGraph({ export: exportManifest }: Packed): Graph | undefined {
  if (!exportManifest) return undefined;
  try {
    return graphOf(exportManifest);
  } catch {
    return undefined;
  }
}
