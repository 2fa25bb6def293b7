import { BulkgenError } from '../../errors.ts';
import { countByLabel, countByType, countNodes, countRelationships } from '../../neo4j/count.ts';
import type { Database } from '../../neo4j/driver.ts';

/** One thing that was counted in the database, and what it must be. */
export interface DatabaseCheck {
  /** `nodes`, `nodes of Server`, `relationships of RUNS_ON`, `constraints and indexes online` … */
  readonly name: string;
  readonly expected: number;
  readonly found: number;
  /** What is missing of it, where that has names. */
  readonly missing?: readonly string[];
}

export interface ExpectedCounts {
  readonly nodes: number;
  readonly relationships: number;
  /** How many nodes have each label, and how many relationships are of each type. */
  readonly labels: ReadonlyMap<string, number>;
  readonly types: ReadonlyMap<string, number>;
}

/** Counts nodes and relationships, all of them and those of each name. */
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

/** Throws `counts-differ` naming what is counted otherwise. */
export function refuseDifferent(checks: readonly DatabaseCheck[], hint: string): void {
  const wrong = checks.filter(({ expected, found }) => expected !== found);
  if (wrong.length === 0) return;
  const named = wrong
    .slice(0, 3)
    .map(({ name, expected, found, missing }) => `${name}: expected ${expected}, got ${found}${list(missing)}`);
  if (wrong.length > named.length) named.push(`and ${wrong.length - named.length} more`);
  throw new BulkgenError('counts-differ', `The database differs from the files: ${named.join('; ')}`, { hint });
}

function list(missing: readonly string[] | undefined): string {
  return missing ? ` (${missing.join(', ')})` : '';
}
