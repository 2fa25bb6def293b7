import type { Graph } from '../model/graph.ts';
import type { LoadedTable } from './loaded-table.ts';
import { mergeStatement } from './merge-statement.ts';
import type { LoadMethod } from './method.ts';
import { listRanges } from './own-rows.ts';
import { indexEnds } from './repeated-ends.ts';
import { createTextBatches, unwind } from './unwind.ts';

/** Sends the same texts as `unwind`, to statements that find rows which the database has. */
export const merge: LoadMethod = {
  ...unwind,
  async open(graph) {
    const ranges = listRanges(graph);
    const prepare = createTextBatches(
      graph,
      (table) => ({
        text: mergeStatement(graph.model, table),
        parameters: { columns: Object.keys(table.columns), ...(table.stage === 'events' && { ranges }) },
      }),
      { groupsOf: (table) => findGroups(graph, table) },
    );
    return { prepare, close: async () => {} };
  },
};

function findGroups(graph: Graph, table: LoadedTable): ReadonlyMap<number, readonly number[]> {
  return table.stage === 'relationships' ? indexEnds(graph, table).repeated : new Map();
}
