import { BulkgenError } from '../../errors.ts';
import { countByLabel, countByType, countNodes, countRelationships } from '../../neo4j/count.ts';
import type { Database } from '../../neo4j/driver.ts';
import { formatCount } from '../../system/format-number.ts';

/** A count in the database, and what it must be. */
export interface DatabaseCheck {
  /** `nodes`, `nodes of Server`, `relationships of RUNS_ON`, `constraints and indexes online` … */
  readonly name: string;
  readonly expected: number;
  readonly found: number;
  /** What is missing, where it has names. */
  readonly missing?: readonly string[];
}

/** What a database must hold. */
export interface ExpectedCounts {
  readonly nodes: number;
  readonly relationships: number;
  /** How many nodes have each label, and how many relationships are of each type. */
  readonly labels: ReadonlyMap<string, number>;
  readonly types: ReadonlyMap<string, number>;
}

/** Counts all nodes and relationships, and those of each label and type. */
export async function checkCounts(database: Database, expected: ExpectedCounts): Promise<readonly DatabaseCheck[]> {
  const { labels, types } = expected;
  const [nodes, relationships, byLabel, byType] = await Promise.all([
    countNodes(database),
    countRelationships(database),
    countByLabel(database, [...labels.keys()]),
    countByType(database, [...types.keys()]),
  ]);
  return [
    { name: 'nodes', expected: expected.nodes, found: nodes },
    { name: 'relationships', expected: expected.relationships, found: relationships },
    ...compare('nodes of', labels, byLabel),
    ...compare('relationships of', types, byType),
  ];
}

function compare(
  prefix: string,
  expected: ReadonlyMap<string, number>,
  found: ReadonlyMap<string, number>,
): readonly DatabaseCheck[] {
  return [...expected].map(([name, count]) => ({
    name: `${prefix} ${name}`,
    expected: count,
    found: found.get(name) ?? 0,
  }));
}

/** Throws `counts-differ` naming the smallest counts that differ: those of a label or a type say more than totals. */
export function refuseDifferent(checks: readonly DatabaseCheck[], hint: string): void {
  const different = checks.filter(({ expected, found }) => expected !== found);
  if (different.length === 0) return;
  const named = different
    .toSorted((a, b) => a.expected - b.expected)
    .slice(0, 3)
    .map(
      ({ name, expected, found, missing }) =>
        `${name}: expected ${formatCount(expected)}, got ${formatCount(found)}${list(missing)}`,
    );
  if (different.length > named.length) named.push(`and ${different.length - named.length} more`);
  throw new BulkgenError('counts-differ', `The counts in the database are wrong: ${named.join('; ')}`, { hint });
}

function list(missing: readonly string[] | undefined): string {
  return missing ? ` (${missing.join(', ')})` : '';
}
