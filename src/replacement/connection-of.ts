import type { Connection } from '../neo4j/driver.ts';
import type { Target } from '../targets/target.ts';

/** Asks a target for the connection to a database, anew each time: after a start its port may be another. */
export function connectionOf(target: Target, database: string): () => Promise<Connection> {
  return async () => ({ ...(await target.connection()), database });
}
