import { BulkgenError } from '../errors.ts';
import type { Manifest } from '../export/manifest.ts';
import type { Graph } from '../model/graph.ts';
import { countByLabel, countByType, countNodes, countRelationships } from '../neo4j/count.ts';
import type { Database } from '../neo4j/driver.ts';
import { showSchema } from '../neo4j/schema.ts';

/** One thing that was counted in the database, and what it must be. */
export interface DatabaseCheck {
  /** `nodes`, `nodes of Server`, `relationships of RUNS_ON`, `constraints and indexes online` … */
  readonly name: string;
  readonly expected: number;
  readonly found: number;
}

/** Counts everything that the manifest promises: nodes by label, relationships by type, events, indexes online. */
async function checkDatabase(database: Database, manifest: Manifest, graph: Graph): Promise<readonly DatabaseCheck[]> {
  const { model, events } = graph;
  const affects = model.events.relationshipType;
  const labels = new Map([[model.label, manifest.totals.nodes]]);
  const types = new Map<string, number>();
  for (const { kind, name, rows } of manifest.tables) (kind === 'node' ? labels : types).set(name, rows);
  labels.set(events.name, manifest.events);
  types.set(affects, manifest.events);
  const [nodes, relationships, byLabel, byType, schema] = await Promise.all([
    countNodes(database),
    countRelationships(database),
    countByLabel(database, [...labels.keys()]),
    countByType(database, [...types.keys()]),
    showSchema(database, model.schema),
  ]);
  return [
    { name: 'nodes', expected: manifest.totals.nodes + manifest.events, found: nodes },
    { name: 'relationships', expected: manifest.totals.relationships + manifest.events, found: relationships },
    ...compare('nodes of', labels, byLabel),
    ...compare('relationships of', types, byType),
    {
      name: 'constraints and indexes online',
      expected: model.schema.length,
      found: schema.filter(({ state }) => state === 'ONLINE').length,
    },
  ];
}

/** `checkDatabase`, throwing `counts-differ` that names every difference. */
export async function verifyDatabase(
  database: Database,
  manifest: Manifest,
  graph: Graph,
): Promise<readonly DatabaseCheck[]> {
  const checks = await checkDatabase(database, manifest, graph);
  const wrong = checks.filter(({ expected, found }) => expected !== found);
  if (wrong.length === 0) return checks;
  const named = wrong.slice(0, 3).map(({ name, expected, found }) => `${name}: expected ${expected}, got ${found}`);
  if (wrong.length > named.length) named.push(`and ${wrong.length - named.length} more`);
  const list = named.join('; ');
  throw new BulkgenError('counts-differ', `The database differs from the manifest: ${list}`, {
    hint: 'Name the folder that was imported, or import this one with `bulkgen import --force`.',
  });
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
