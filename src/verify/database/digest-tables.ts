import type { Graph } from '../../model/graph.ts';
import type { Database } from '../../neo4j/driver.ts';
import { boundsStatement, rowsOfARecord } from './row-statement.ts';
import { addSums, digestTable } from './row-sum.ts';
import { type RunSumsOptions, runSums } from './run-sums.ts';
import type { RangeSum, RowRange } from './sum-rows.ts';
import { listVerifiedTables, type VerifiedTable } from './verified-table.ts';

/** The digests of a table, 64 hexadecimal digits each: as its model makes it and as the database holds it. */
export interface DigestPair {
  readonly kind: 'node' | 'relationship';
  readonly name: string;
  readonly rows: number;
  readonly expected: string;
  readonly found: string;
}

interface DigestOptions extends Omit<RunSumsOptions, 'onSum' | 'chooseEnds'> {
  /** Whether the database may hold nodes and relationships that are not of the graph, recognized by their readable ids. */
  readonly ignoresOthers?: boolean | undefined;
  /** Whether nodes and relationships of the graph may have more properties and labels than their tables. */
  readonly ignoresAdditions?: boolean | undefined;
}

type Bounds = Pick<RowRange, 'first' | 'last'>;

/** Enough rows that starting a job costs little, few enough that all cores get jobs. */
const rowsOfAJob = 1_000 * rowsOfARecord;

/**
 * Reads every row of the database and regenerates every row of its graph, on all cores. Returns the digests of each table.
 * Only sums are kept in memory. The digests do not depend on the machine, the version of Neo4j, the form of ids in the
 * files or the order of rows. Throws `worker-failed` and what a query throws.
 */
export async function digestTables(
  database: Database,
  graph: Graph,
  { ignoresOthers = false, ignoresAdditions = false, ...options }: DigestOptions,
): Promise<readonly DigestPair[]> {
  const tables = listVerifiedTables(graph);
  const stored = await Promise.all(tables.map((table) => listRanges(database, table)));
  const sums = { expected: tables.map(() => nothing), found: tables.map(() => nothing) };
  const ignored = { ignoresOthers, ignoresAdditions };
  const jobsOf = (kind: VerifiedTable['kind']): readonly RowRange[] =>
    tables.flatMap((table, index) =>
      table.kind === kind ? toJobs('found', index, stored[index]!).map((job) => ({ ...job, ...ignored })) : [],
    );
  const nodes = jobsOf('node');
  const regenerated = tables.flatMap(({ count }, index) => toJobs('expected', index, cut(0, count - 1)));
  let nodesLeft = nodes.length;
  await runSums(database, graph, [...nodes, ...regenerated, ...jobsOf('relationship')], {
    ...options,
    onSum({ side, table }, sum) {
      sums[side][table] = addUp(sums[side][table]!, sum);
      if (side === 'found' && tables[table]!.kind === 'node') nodesLeft--;
    },
    // Nodes come first: once the internal id of every CI is known to be its record number, it may name the ends.
    chooseEnds: () =>
      !ignoresOthers && nodesLeft === 0 && sums.found.every(({ numbered }) => numbered) ? 'record' : 'id',
  });
  return tables.map((table, index) => describe(table, sums.expected[index]!, sums.found[index]!));
}

const nothing: RangeSum = { rows: 0, sum: 0n, numbered: true };

function addUp(a: RangeSum, b: RangeSum): RangeSum {
  return { rows: a.rows + b.rows, sum: addSums(a.sum, b.sum), numbered: a.numbered && b.numbered };
}

function toJobs(side: RowRange['side'], table: number, ranges: readonly Bounds[]): readonly RowRange[] {
  return ranges.map((range) => ({ side, table, ...range }));
}

async function listRanges(database: Database, table: VerifiedTable): Promise<readonly Bounds[]> {
  const { records } = await database.query<{ first: bigint | null; last: bigint | null }>(boundsStatement(table));
  const { first, last } = records[0]!.toObject();
  return first === null ? [] : cut(Number(first), Number(last));
}

function cut(first: number, last: number): readonly Bounds[] {
  const ranges: Bounds[] = [];
  for (let start = first; start <= last; start += rowsOfAJob) {
    ranges.push({ first: start, last: Math.min(last, start + rowsOfAJob - 1) });
  }
  return ranges;
}

function describe(table: VerifiedTable, expected: RangeSum, found: RangeSum): DigestPair {
  const { kind, name } = table;
  return { kind, name, rows: found.rows, expected: digestTable(table, expected), found: digestTable(table, found) };
}
