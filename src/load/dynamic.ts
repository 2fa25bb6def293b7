import type { Graph } from '../model/graph.ts';
import { createRecordReader } from '../model/record.ts';
import { toDriverProperties } from '../neo4j/value.ts';
import type { WriteStatement } from '../neo4j/write-session.ts';
import type { LoadedTable } from './loaded-table.ts';
import type { LoadMethod } from './method.ts';
import { matchEnd } from './statement.ts';

/**
 * Sends rows as maps of values to one statement for each stage, which gets labels and types as parameters. A row costs twice as
 * much as with `unwind`, but the server compiles 3 short statements, not a long one for each table. It compiles statements at
 * their first use and after every change of constraints and indexes.
 */
export const dynamic: Pick<LoadMethod, 'rowsOfABatch' | 'rowSource' | 'open'> = {
  rowSource: 'UNWIND $rows AS row WITH [name IN $cells | row[name]] AS c',
  rowsOfABatch: { node: 1_000, relationship: 1_000 },
  async open(graph) {
    const readers = new Map<string, (ordinal: number) => unknown>();
    return {
      prepare({ table, first, end }) {
        const read = readers.get(table.name) ?? createReader(graph, table);
        readers.set(table.name, read);
        const rows = Array.from({ length: end - first }, (_, index) => read(first + index));
        return { table, first, end, statement: toStatement(graph, table, rows) };
      },
      close: async () => {},
    };
  },
};

/** Reads a node or event as its properties, a relationship as the ids of its ends and its properties. */
function createReader({ idOf }: Graph, table: LoadedTable): (ordinal: number) => unknown {
  const read = createRecordReader(table);
  return (ordinal) => {
    const { properties, ends } = read(ordinal);
    if (table.stage !== 'relationships') return toDriverProperties(properties);
    const [start, end] = ends!;
    return { start: idOf(start), end: idOf(end), properties: toDriverProperties(properties) };
  };
}

function toStatement({ model }: Graph, table: LoadedTable, rows: readonly unknown[]): WriteStatement {
  const { stage, name, labels, affects } = table;
  const toText = (...clauses: readonly string[]): string =>
    ['UNWIND $rows AS row', ...clauses, 'RETURN count(*) AS rows'].join('\n');
  if (stage === 'nodes') return { text: toText('CREATE (n:$($labels)) SET n = row'), parameters: { rows, labels } };
  if (stage === 'events') {
    const cells = ['', ...Object.keys(table.columns)];
    const create = 'CREATE (n:$($labels))-[:$($type)]->(b) SET n = row';
    const text = toText(matchEnd(model, 'b', 'row.affectedCi'), create);
    return { text, parameters: { rows, cells, labels, type: affects } };
  }
  const ends = [matchEnd(model, 'a', 'row.start'), matchEnd(model, 'b', 'row.end')];
  const text = toText(...ends, 'CREATE (a)-[r:$($type)]->(b) SET r = row.properties');
  return { text, parameters: { rows, cells: ['start', 'end'], type: name } };
}
