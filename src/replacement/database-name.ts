import { BulkgenError } from '../errors.ts';

/** The name becomes part of paths, so Neo4j's own rule is held before anything is touched. Throws `invalid-option`. */
export function refuseName(database: string): void {
  if (/^[a-z][a-z0-9.-]{2,62}$/.test(database) && database !== 'system') return;
  throw new BulkgenError('invalid-option', `Expected the database to be a name such as neo4j, got \`${database}\``, {
    hint: 'Three to 63 lower-case letters, digits, dots and dashes; not `system`.',
  });
}
