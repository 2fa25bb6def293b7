import type { Graph } from '../../model/graph.ts';
import type { Database } from '../../neo4j/driver.ts';
import { boundsStatement, rowsOfARecord } from './row-statement.ts';
import { addSums, digestTable } from './row-sum.ts';
import { type RunSumsOptions, runSums } from './run-sums.ts';
import type { RangeSum, RowRange } from './sum-rows.ts';
import { listVerifiedTables, type VerifiedTable } from './verified-table.ts';

/** A table's content in 64 hexadecimal digits, as its model makes it and as the database holds it. */
export interface DigestPair {
  readonly kind: 'node' | 'relationship';
  readonly name: string;
  readonly rows: number;
  readonly expected: string;
  readonly found: string;
}

type DigestOptions = Omit<RunSumsOptions, 'onSum' | 'chooseEnds'>;
type Bounds = Pick<RowRange, 'first' | 'last'>;

/** Enough that to start one costs nothing, few enough to share them out. */
const rowsOfAJob = 1_000 * rowsOfARecord;

/**
 * Reads every row of the database and makes every row of its graph anew, on all cores; answers a digest of each table.
 * Nothing is held but sums. The digests do not depend on the machine, the version of Neo4j, the form of ids in the files
 * or the order of rows. Throws `worker-failed` and what a query throws.
 */
export async function digestTables(
  database: Database,
  graph: Graph,
  options: DigestOptions,
): Promise<readonly DigestPair[]> {
  const tables = listVerifiedTables(graph);
  const found = await Promise.all(tables.map((table) => listFound(database, table)));
  const sums = { expected: tables.map(() => nothing), found: tables.map(() => nothing) };
  const jobsOf = (kind: VerifiedTable['kind']): readonly RowRange[] =>
    tables.flatMap((table, index) => (table.kind === kind ? toJobs('found', index, found[index]!) : []));
  const nodes = jobsOf('node');
  const regenerated = tables.flatMap(({ count }, index) => toJobs('expected', index, cut(0, count - 1)));
  let nodesLeft = nodes.length;
  await runSums(database, graph, [...nodes, ...regenerated, ...jobsOf('relationship')], {
    ...options,
    onSum({ side, table }, summed) {
      sums[side][table] = addUp(sums[side][table]!, summed);
      if (side === 'found' && tables[table]!.kind === 'node') nodesLeft--;
    },
    // Ends may be named by internal id when that of every CI is known to be its record number, so nodes come first.
    chooseEnds: () => (nodesLeft === 0 && sums.found.every(({ numbered }) => numbered) ? 'record' : 'id'),
  });
  return tables.map((table, index) => describe(table, sums.expected[index]!, sums.found[index]!));
}

const nothing: RangeSum = { rows: 0, sum: 0n, numbered: true };

function addUp(a: RangeSum, b: RangeSum): RangeSum {
  return { rows: a.rows + b.rows, sum: addSums(a.sum, b.sum), numbered: a.numbered && b.numbered };
}

function toJobs(side: RowRange['side'], table: number, stretches: readonly Bounds[]): readonly RowRange[] {
  return stretches.map((stretch) => ({ side, table, ...stretch }));
}

async function listFound(database: Database, table: VerifiedTable): Promise<readonly Bounds[]> {
  const { records } = await database.query<{ first: bigint | null; last: bigint | null }>(boundsStatement(table));
  const { first, last } = records[0]!.toObject();
  return first === null ? [] : cut(Number(first), Number(last));
}

function cut(first: number, last: number): readonly Bounds[] {
  const stretches: Bounds[] = [];
  for (let start = first; start <= last; start += rowsOfAJob) {
    stretches.push({ first: start, last: Math.min(last, start + rowsOfAJob - 1) });
  }
  return stretches;
}

function describe(table: VerifiedTable, expected: RangeSum, found: RangeSum): DigestPair {
  const { kind, name } = table;
  return { kind, name, rows: found.rows, expected: digestTable(table, expected), found: digestTable(table, found) };
}
