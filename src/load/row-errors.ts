import { BulkgenError } from '../errors.ts';
import type { Database } from '../neo4j/driver.ts';
import type { PreparedBatch } from './method.ts';
import type { FailedStatement } from './retry.ts';

/** The error for a batch that created fewer rows than it has: it names the first node that does not exist. */
export async function explainMismatch(
  database: Database,
  { table, first, end, statement }: PreparedBatch,
  { rows, missingEnd }: { readonly rows: number; readonly missingEnd: string },
): Promise<BulkgenError> {
  const range = `rows ${first} to ${end - 1} of ${table.name}`;
  const found = table.stage === 'nodes' ? undefined : await findMissing();
  if (found === undefined) {
    return new BulkgenError('counts-differ', `Expected ${range} to be ${end - first}, got ${rows} from the server`);
  }
  return new BulkgenError('counts-differ', `Could not create ${range}: node \`${found}\` no longer exists`, {
    hint: 'Another client removed it. Remove the graph with --clear, then load it again.',
  });

  async function findMissing(): Promise<string | undefined> {
    const { records } = await database.query<{ id: string }>(missingEnd, statement.parameters);
    return records[0]?.get('id');
  }
}

/** The error for a node that the database has and that is not of this load. */
export function nodeTaken({ table, first, end }: PreparedBatch, { message }: FailedStatement): BulkgenError {
  const [, value] = /= '([^']*)'/.exec(message) ?? [];
  const row = value === undefined ? `rows ${first} to ${end - 1} of ${table.name}` : `${table.name} \`${value}\``;
  return new BulkgenError('ids-taken', `Could not create ${row}: the database has a node with that id: ${message}`, {
    hint: 'Remove that node, or load a graph with other ids, then run the same command again.',
  });
}
