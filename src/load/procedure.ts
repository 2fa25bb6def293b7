import type { Model } from '../model/model.ts';
import { requireLoadProcedure } from '../neo4j/load-procedure.ts';
import type { WriteStatement } from '../neo4j/write-session.ts';
import type { LoadedTable } from './loaded-table.ts';
import type { LoadMethod } from './method.ts';
import { createTextBatches } from './unwind.ts';

/** Sends the rows of a batch as one string to the load procedure, which creates them without Cypher. */
export const procedure: LoadMethod = {
  name: 'procedure',
  source: 'push',
  rowsOfABatch: { node: 5_000, relationship: 5_000 },
  check: requireLoadProcedure,
  async open(graph) {
    const prepare = createTextBatches(graph, (table) => createCall(graph.model, table));
    return { prepare, close: async () => {} };
  },
};

/** Calls the procedure of a table. The cells of the text that are not properties have the type IGNORE, as for neo4j-admin. */
export function createCall({ label: endLabel }: Model, table: LoadedTable): WriteStatement {
  const { stage, name, labels, affects } = table;
  const columns = Object.keys(table.columns);
  const types = Object.values(table.columns).map(({ headerType }) => headerType);
  // A node's cells begin with its record number, a relationship's end with its type.
  const node = { labels, columns: ['', ...columns], types: ['IGNORE', ...types] };
  const relationship = { type: name, columns: [...columns, ''], types: [...types, 'IGNORE'] };
  if (stage === 'nodes') return call('createNodes($text, $labels, $columns, $types)', node);
  if (stage === 'relationships') {
    return call('createRelationships($text, $type, $columns, $types, $endLabel, "id")', { ...relationship, endLabel });
  }
  return call('createLinkedNodes($text, $labels, $columns, $types, $type, $endLabel, "id", "affectedCi")', {
    ...node,
    type: affects,
    endLabel,
  });
}

function call(procedureAndArguments: string, parameters: WriteStatement['parameters']): WriteStatement {
  return { text: `CALL bulkgen.${procedureAndArguments} YIELD rows\nRETURN rows`, parameters };
}
