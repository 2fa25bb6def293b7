import type { Graph } from '../../model/graph.ts';
import { formatId } from '../../model/readable-id.ts';
import { createRecordReader } from '../../model/record.ts';
import type { Properties } from '../../model/value.ts';
import { toInteger } from '../../neo4j/cypher.ts';
import type { Database } from '../../neo4j/driver.ts';
import type { RowsOfTable } from './compare-nodes.ts';
import { findNodes } from './find-nodes.ts';
import { type CompareOptions, findPropertyDifference, type RowDifference, rowsDiffer } from './row-difference.ts';

interface ExpectedRelationship {
  readonly type: string;
  readonly start: string;
  readonly end: string;
  readonly properties: Properties;
}

type FoundProperties = Readonly<Record<string, unknown>>;

/**
 * Finds relationships by the readable ids of their ends, in one query for all types that start at the same label. Compares
 * their properties and types with those of the rows. Throws `rows-differ` for the first row that no relationship matches.
 */
export async function compareRelationships(
  database: Database,
  graph: Graph,
  rows: readonly RowsOfTable[],
  options: CompareOptions = {},
): Promise<void> {
  for (const startLabel of [graph.model.label, ...(graph.events ? [graph.events.name] : [])]) {
    const expected = rows
      .filter(({ table }) => table.startsAtEvents === (startLabel === graph.events?.name))
      .flatMap((rowsOfTable) => readExpected(graph, rowsOfTable));
    if (expected.length === 0) continue;
    const found = await findRelationships(database, { startLabel, endLabel: graph.model.label }, expected);
    for (const [index, { type, start, end, properties }] of expected.entries()) {
      const difference = compareRelationship(properties, found.get(index) ?? [], options);
      if (difference) throw rowsDiffer(`${type} from \`${start}\` to \`${end}\``, difference);
    }
  }
}

interface Labels {
  readonly startLabel: string;
  readonly endLabel: string;
}

/** Per expected relationship, by its index: the properties of all relationships of its type between its ends. */
async function findRelationships(
  database: Database,
  { startLabel, endLabel }: Labels,
  expected: readonly ExpectedRelationship[],
): Promise<ReadonlyMap<number, readonly FoundProperties[]>> {
  const [starts, ends] = await Promise.all([
    findNodes(
      database,
      startLabel,
      expected.map(({ start }) => start),
    ),
    findNodes(
      database,
      endLabel,
      expected.map(({ end }) => end),
    ),
  ]);
  const rows = expected.map(({ type, start, end }, number) => ({
    ...{ type, number: toInteger(number) },
    start: starts.get(start)?.[0]?.internal ?? null,
    end: ends.get(end)?.[0]?.internal ?? null,
  }));
  const { records } = await database.query<{ number: bigint; found: readonly FoundProperties[] }>(
    `UNWIND $rows AS row
MATCH (a) WHERE id(a) = row.start
MATCH (b) WHERE id(b) = row.end
MATCH (a)-[r]->(b) WHERE type(r) = row.type
RETURN row.number AS number, collect(properties(r)) AS found`,
    { rows },
  );
  return new Map(records.map((record) => [Number(record.get('number')), record.get('found')]));
}

function readExpected(graph: Graph, { table, ordinals }: RowsOfTable): readonly ExpectedRelationship[] {
  const read = createRecordReader(table);
  return ordinals.map((ordinal) => {
    const { properties, ends } = read(ordinal);
    const [start, end] = ends!;
    const startId = table.startsAtEvents ? formatId(graph.events!.context.ownId, start) : graph.idOf(start);
    return { type: table.name, start: startId, end: graph.idOf(end), properties };
  });
}

/** Several relationships of one type may connect two nodes: one of them must have the properties. */
function compareRelationship(
  properties: Properties,
  found: readonly FoundProperties[],
  options: CompareOptions,
): RowDifference | undefined {
  if (found.length === 0) return { subject: 'the number', expected: 'at least 1', found: '`0`' };
  const differences = found.map((each) => findPropertyDifference(properties, each, options));
  return differences.includes(undefined) ? undefined : differences[0];
}
