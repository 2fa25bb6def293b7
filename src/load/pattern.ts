import { findTable, type Graph } from '../model/graph.ts';
import type { Modulo } from '../model/link/adjacency.ts';
import type { ReadableId } from '../model/readable-id.ts';
import { createRecordReader } from '../model/record.ts';
import type { Table } from '../model/table.ts';
import { quoteName, toInteger } from '../neo4j/cypher.ts';
import type { WriteStatement } from '../neo4j/write-session.ts';
import { type LoadedTable, listLoadedTables } from './loaded-table.ts';
import type { Batch, LoadMethod, PreparedBatch } from './method.ts';
import { matchEnd } from './statement.ts';
import { unwind } from './unwind.ts';

/**
 * Creates relationships on the server from the nodes alone, where their pattern is a formula that Cypher can compute: a batch is a
 * statement with the numbers of its rows, and no row is sent. Nodes and other relationships are sent by `unwind`.
 */
export const pattern: LoadMethod = {
  name: 'pattern',
  source: 'push',
  rowsOfABatch: unwind.rowsOfABatch,
  describe(graph) {
    const tables = graph.relationships.map(({ name }) => name);
    const computed = listComputed(graph).map(({ table: { name } }) => name);
    const sent = tables.filter((name) => !computed.includes(name));
    if (sent.length === 0) return undefined;
    if (computed.length === 0)
      return 'Cypher can compute no relationship type of the model. bulkgen sends all rows as --method unwind does';
    return `Cypher computes only ${computed.join(', ')}. bulkgen sends ${sent.join(', ')} and the nodes as --method unwind does`;
  },
  async open(graph, options) {
    const statements = new Map(listComputed(graph).map((found) => [found.table.name, createStatement(graph, found)]));
    const others = await unwind.open(graph, options);
    return {
      ...others,
      prepare(batch: Batch): PreparedBatch {
        const statement = statements.get(batch.table.name);
        if (!statement) return others.prepare(batch);
        const { first, end } = batch;
        const parameters = { ...statement.parameters, first: toInteger(first), last: toInteger(end - 1) };
        return { ...batch, statement: { text: statement.text, parameters } };
      },
    };
  },
};

/** A table that Cypher can compute, and the nodes that its rows connect. */
interface ComputedTable {
  readonly table: LoadedTable;
  readonly modulo: Modulo;
  readonly sources: Table;
  readonly targets: Table;
}

/** The product in the formula stays below 2^63. */
const mostOthers = 2 ** 31;

/** The relationships that Cypher can compute. Those with properties are not among them: their values are draws. */
function listComputed(graph: Graph): readonly ComputedTable[] {
  return listLoadedTables(graph).flatMap((table) => {
    const { links, columns } = table;
    const modulo = links?.modulo;
    if (!modulo || links.rows === 0 || Object.keys(columns).length > 0) return [];
    const [start, end] = createRecordReader(table)(0).ends!;
    const [sources, targets] = [findTable(graph.nodes, start), findTable(graph.nodes, end)];
    const isWhole =
      start - links.source(0) === sources.base &&
      end - links.target(0) === targets.base &&
      links.sources === sources.count &&
      links.targets === targets.count;
    return isWhole && Math.max(sources.count, targets.count) < mostOthers ? [{ table, modulo, sources, targets }] : [];
  });
}

/** Each end is found by its id, which follows from its number. */
function createStatement({ model }: Graph, { table, modulo, sources, targets }: ComputedTable): WriteStatement {
  const { each, block, factor } = modulo;
  const others = each === 'source' ? targets : sources;
  const other = 'n / $block % $others * $factor % $others';
  const [source, target] = each === 'source' ? ['n', other] : [other, 'n'];
  const text = `UNWIND range($first, $last) AS n
WITH ${idOf('source', source)} AS source, ${idOf('target', target)} AS target
${matchEnd(model, 'a', 'source')}
${matchEnd(model, 'b', 'target')}
CREATE (a)-[:${quoteName(table.name)}]->(b)
RETURN count(*) AS rows`;
  return {
    text,
    parameters: {
      ...{ block: toInteger(block), others: toInteger(others.count), factor: toInteger(factor % others.count) },
      ...nameIds('source', sources.context.ownId),
      ...nameIds('target', targets.context.ownId),
    },
  };
}

/** The readable id of a number, as `formatId` makes it. */
function idOf(end: 'source' | 'target', number: string): string {
  return `$${end}Prefix + right($${end}Zeros + toString(${number}), size($${end}Zeros))`;
}

function nameIds(end: 'source' | 'target', { prefix, digits }: ReadableId): WriteStatement['parameters'] {
  return { [`${end}Prefix`]: `${prefix}-`, [`${end}Zeros`]: '0'.repeat(digits) };
}
