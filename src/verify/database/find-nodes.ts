import { quoteName } from '../../neo4j/cypher.ts';
import type { Database } from '../../neo4j/driver.ts';

/** A node of the database, with values as the driver returns them. */
export interface FoundNode {
  /** Its internal id. */
  readonly internal: bigint;
  readonly labels: readonly string[];
  readonly properties: Readonly<Record<string, unknown>>;
}

/**
 * Finds the nodes of a label that have one of these readable ids. Returns them by id; several may have the same one. Neo4j
 * uses an index if there is one, else reads the nodes of the label once, which is why all ids are asked for together.
 */
export async function findNodes(
  database: Database,
  label: string,
  ids: readonly string[],
): Promise<ReadonlyMap<string, readonly FoundNode[]>> {
  const { records } = await database.query<FoundNode & Record<string, unknown>>(
    `MATCH (n:${quoteName(label)}) WHERE n.id IN $ids
RETURN id(n) AS internal, labels(n) AS labels, properties(n) AS properties`,
    { ids: [...new Set(ids)] },
  );
  const found = new Map<string, FoundNode[]>();
  for (const record of records) {
    const node = record.toObject();
    const id = String(node.properties['id']);
    found.set(id, [...(found.get(id) ?? []), node]);
  }
  return found;
}
